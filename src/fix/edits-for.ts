// Turns one fix, or all additions to one object, into an edit of the text.

import type { Range } from "../document/diagnostic.ts";
import type { Fix } from "../document/fix.ts";
import { segments, valueAt } from "../document/pointer.ts";
import type { Edit } from "./edit.ts";
import { layoutOf, partsAt, type Source, startOf, written } from "./layout.ts";

/** A fix that changes what is there. */
export type Change = Extract<Fix, { readonly op: "replace" | "rename" | "remove" }>;

/** Members to add to one object. */
export interface Addition {
  /** The object that they are added to: it is there. */
  readonly pointer: string;
  readonly members: ReadonlyMap<string, unknown>;
  readonly first: boolean;
}

function edit({ start, end }: Range, text: string): Edit {
  return { offset: start, length: end - start, text };
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The pointer of what holds `pointer`, as it is spelt there. */
function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** The member or item and the comma that it no longer needs. */
function removal(source: Source, pointer: string): Edit | undefined {
  const container = valueAt(source.value, parentOf(pointer));
  const value = source.locate(pointer);
  if (!isContainer(container) || value === undefined) return undefined;
  const parts = partsAt(source, parentOf(pointer), container);
  const at = parts.findIndex((part) => part.value.start === value.start);
  const [before, here, after] = [parts[at - 1], parts[at], parts[at + 1]];
  if (here === undefined) return undefined;
  if (before !== undefined) return edit({ start: before.value.end, end: value.end }, "");
  return edit({ start: startOf(here), end: after === undefined ? value.end : startOf(after) }, "");
}

/** Gives the edit that makes a change; undefined where the place is not there or a member of the new name is. */
export function editOf(source: Source, fix: Change): Edit | undefined {
  if (fix.op === "remove") return removal(source, fix.pointer);
  if (fix.op === "replace") {
    const range = source.locate(fix.pointer);
    return range && edit(range, JSON.stringify(fix.value));
  }
  const container = valueAt(source.value, parentOf(fix.pointer));
  const isTaken = !isContainer(container) || Object.hasOwn(container, fix.name);
  const range = isTaken ? undefined : source.locate(fix.pointer, { onKey: true });
  return range && edit(range, JSON.stringify(fix.name));
}

/**
 * Splits an addition at the deepest object that is there: `/remotes/0/variables/tenant` may have to bring `variables`
 * along. Undefined where the member is there already, or something that is no object is in the way.
 */
export function additionOf(source: Source, fix: Extract<Fix, { readonly op: "add" }>): Addition | undefined {
  const steps = segments(fix.pointer);
  let pointer = "";
  let here = source.value;
  for (const [depth, name] of steps.entries()) {
    if (!isContainer(here)) return undefined;
    if (!Object.hasOwn(here, name)) {
      if (Array.isArray(here)) return undefined;
      const value = steps.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), fix.value);
      return { pointer, members: new Map([[name, value]]), first: fix.first === true };
    }
    here = Reflect.get(here, name);
    pointer = fix.pointer.split("/", depth + 2).join("/");
  }
  return undefined;
}

/** Gives the edit that adds the members before the first or after the last one, laid out as those are. */
export function editOfAddition(source: Source, { pointer, members, first }: Addition): Edit | undefined {
  const range = source.locate(pointer);
  const container = valueAt(source.value, pointer);
  if (range === undefined || !isContainer(container)) return undefined;
  const parts = partsAt(source, pointer, container);
  const layout = layoutOf(source.text, range, parts);
  const texts = [...members].map(([name, value]) => `${JSON.stringify(name)}${layout.colon}${written(value, layout)}`);
  const [head, last] = [parts[0], parts.at(-1)];
  if (head === undefined || last === undefined)
    return edit(range, `{${texts.map((text) => layout.lead + text).join(",")}${layout.tail}}`);
  if (!first)
    return edit({ start: last.value.end, end: last.value.end }, texts.map((text) => `,${layout.lead}${text}`).join(""));
  return edit({ start: startOf(head), end: startOf(head) }, texts.map((text) => `${text},${layout.lead}`).join(""));
}
