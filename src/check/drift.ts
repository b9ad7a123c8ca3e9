// Whether what is served is what was meant: a card in a repository against the card that the world gets.

import { canonicalJson } from "../document/canonical.ts";
import type { Card } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import { isMembers } from "../document/sniff.ts";

/** Differences that are told one by one; more are counted. */
export const maxDifferences = 10;

/** Yields where a served card differs from the expected one, deepest place first said by its pointer; key order does not count. */
export function* checkDrift(served: Card, expected: Card, source: string): Iterable<Diagnostic> {
  const pointers = [...differing(served, expected, "")];
  for (const pointer of pointers.slice(0, maxDifferences)) {
    yield drift(pointer, `${pointer === "" ? "the card" : pointer} is not what ${source} says`);
  }
  const more = pointers.length - maxDifferences;
  if (more > 0) yield drift("", `${more} more members are not what ${source} says`);
}

function drift(pointer: string, message: string): Diagnostic {
  return {
    code: "check/drift",
    severity: "error",
    message,
    pointer,
    hint: "deploy the card of this commit, or expect the one that is served",
  };
}

function* differing(a: unknown, b: unknown, pointer: string): Iterable<string> {
  if (isMembers(a) && isMembers(b)) {
    const names = new Set([...Object.keys(b), ...Object.keys(a)]);
    for (const name of names) {
      yield* differing(a[name], b[name], `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  } else if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    for (const [index, item] of a.entries()) yield* differing(item, b[index], `${pointer}/${index}`);
  } else if (text(a) !== text(b)) yield pointer;
}

function text(value: unknown): string {
  return value === undefined ? "" : canonicalJson(value);
}
