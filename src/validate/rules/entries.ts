// Walks the entries of a catalog that are objects, each with its JSON Pointer.

import type { Catalog } from "../../document/card.ts";
import { cardMediaType, catalogMediaType } from "../../document/card.ts";
import type { Part } from "./parts.ts";
import { step } from "./parts.ts";

/** An entry as it stands: any object, nothing checked. */
export type RawEntry = Readonly<Record<string, unknown>>;

/** Each entry that is an object; the schema speaks of the others. */
export function* entriesOf(catalog: Catalog): Iterable<Part<RawEntry> & { readonly index: number }> {
  for (const [index, value] of catalog.entries.entries()) {
    if (isObject(value)) yield { pointer: `/entries${step(index)}`, value, index };
  }
}

/** True for a JSON object. */
export function isObject(value: unknown): value is RawEntry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Gives a member's text, or undefined where it is none. */
export function textOf(entry: RawEntry, member: string): string | undefined {
  const value = Object.hasOwn(entry, member) ? entry[member] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** Gives an entry's media type without parameters, in lower case, from `type` or else from its older name `mediaType`. */
export function mediaTypeOf(entry: RawEntry): string | undefined {
  return (textOf(entry, "type") ?? textOf(entry, "mediaType"))?.split(";", 1)[0]?.trim().toLowerCase();
}

/** True for an entry that lists a Server Card, by its current or its former media type. */
export function isCardEntry(entry: RawEntry): boolean {
  const type = mediaTypeOf(entry);
  return type === cardMediaType || type === "application/mcp-server+json";
}

/** True for an entry that lists another catalog. */
export function isCatalogEntry(entry: RawEntry): boolean {
  return mediaTypeOf(entry) === catalogMediaType;
}
