// Walks the entries of a catalog that is written for Agentic Resource Discovery (ARD 0.91), and of no other.

import type { Catalog } from "../../document/card.ts";
import { kindOf } from "../../document/sniff.ts";
import { entriesOf, type RawEntry } from "./entries.ts";
import type { Part } from "./parts.ts";

/** ARD's form of an identifier. */
export const ardIdentifier: RegExp = /^urn:air:[a-zA-Z0-9.-]+(:[a-zA-Z0-9._-]+)+$/;

/** Whether a catalog is meant for readers of ARD: it has members or types that only ARD has. */
export function isArd(catalog: Catalog): boolean {
  return kindOf(catalog) === "ard-catalog";
}

/** Each entry of an ARD catalog; none of another one. */
export function* ardEntriesOf(catalog: Catalog): Iterable<Part<RawEntry>> {
  if (isArd(catalog)) yield* entriesOf(catalog);
}
