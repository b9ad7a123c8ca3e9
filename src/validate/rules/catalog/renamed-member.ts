// Rule: a catalog uses the current names of its members.

import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../../../document/card.ts";
import type { Fix } from "../../../document/fix.ts";
import { type CatalogRule, defineRule, type Finding } from "../../rule.ts";
import { isArd } from "../ard.ts";
import { entriesOf, isObject, type RawEntry } from "../entries.ts";
import { step } from "../parts.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const { type, ...untyped } = sampleEntry();

/** Former member names, what stands for them now, and whether the value can be moved as it is (spec.md 2.5). */
const inEntry: ReadonlyMap<string, readonly [now: string | undefined, movable: boolean]> = new Map([
  ["mediaType", ["type", true]],
  ["inline", ["data", true]],
  ["metadata", ["extensions", false]],
  ["trustManifest", ["trustManifests", false]],
]);
const inCatalog: typeof inEntry = new Map([
  ["metadata", ["extensions", false]],
  ["collections", [undefined, false]],
]);
const inHost: typeof inEntry = new Map([["trustManifest", [undefined, false]]]);

/** `catalog/renamed-member`, spec.md 2.5 and 2.9. */
export const renamedMember: CatalogRule = defineRule({
  id: "catalog/renamed-member",
  severity: "warning",
  title: "a member has an older name",
  rationale:
    "The catalog format changed names before its first release, and SDKs still write the old ones. Readers of the current text ignore members that they do not know, so what stands there is lost.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry()]),
  bad: sampleCatalog([{ ...untyped, mediaType: type }]),
  *check(catalog) {
    const ard = isArd(catalog);
    for (const found of allRenamed(catalog)) {
      // ARD 0.91 still has these two, so that a catalog for both readers holds both names.
      const isArds = ard && /\/(?:metadata|trustManifest)$/.test(found.pointer);
      yield isArds ? { ...found, severity: "info", hint: "keep it for readers of ARD, beside the new name" } : found;
    }
  },
});

function* allRenamed(catalog: Catalog): Iterable<Finding> {
  yield* renamed({ ...catalog }, "", inCatalog);
  if (isObject(catalog.host)) yield* renamed(catalog.host, "/host", inHost);
  for (const entry of entriesOf(catalog)) yield* renamed(entry.value, entry.pointer, inEntry);
}

/**
 * Renames where the new name is free and the entry stays well formed; where both names say the same, one of them goes.
 */
function fixOf(
  entry: RawEntry,
  pointer: string,
  { name, now }: { readonly name: string; readonly now: string | undefined },
): Fix | undefined {
  if (now === undefined) return undefined;
  if (Object.hasOwn(entry, now))
    return isDeepStrictEqual(entry[name], entry[now]) ? { op: "remove", pointer: pointer + step(name) } : undefined;
  const fits = now === "type" ? typeof entry[name] === "string" : !Object.hasOwn(entry, "url");
  return fits ? { op: "rename", pointer: pointer + step(name), name: now } : undefined;
}

function* renamed(value: RawEntry, pointer: string, names: typeof inEntry): Iterable<Finding> {
  for (const [name, [now, movable]] of names) {
    if (!Object.hasOwn(value, name)) continue;
    const both = now !== undefined && Object.hasOwn(value, now);
    yield {
      pointer: pointer + step(name),
      onKey: true,
      message: now === undefined ? `member "${name}" was removed` : `member "${name}" is now called "${now}"`,
      hint:
        now === undefined || both
          ? `remove "${name}"`
          : movable
            ? `rename it to "${now}"`
            : `write it anew as "${now}"`,
      fix: movable ? fixOf(value, pointer, { name, now }) : undefined,
    };
  }
}
