// Reads what a catalog entry points at, from whatever stands among the entries.

import { type CatalogEntry, cardMediaType, catalogMediaType } from "../document/card.ts";

/** The card type of the drafts before v1, still listed by some catalogs. */
const olderCardMediaType = "application/mcp-server+json";

/** An entry that leads somewhere. */
export interface Lead {
  readonly to: "card" | "catalog";
  readonly entry: CatalogEntry;
  /** As written, perhaps relative; absent for an inline document. */
  readonly url?: string;
}

/** Reads one entry; undefined where it is of another type, or no entry at all. `type` wins over `mediaType`. */
export function readEntry(value: unknown): Lead | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entry = value as CatalogEntry;
  const to = destination(entry.type ?? entry.mediaType);
  if (to === undefined) return undefined;
  if (typeof entry.url === "string") return { to, entry, url: entry.url };
  return Object.hasOwn(entry, "data") ? { to, entry } : undefined;
}

function destination(type: unknown): "card" | "catalog" | undefined {
  if (typeof type !== "string") return undefined;
  const bare = type.split(";", 1)[0]?.trim().toLowerCase();
  if (bare === cardMediaType || bare === olderCardMediaType) return "card";
  return bare === catalogMediaType ? "catalog" : undefined;
}
