// Where else than at the well-known catalog a domain may publish, in the order in which it is asked.

import type { Expected } from "./accept.ts";

/** Where ARD 0.91 keeps a catalog (spec.md 4.1, P3). */
export const ardPath = "/.well-known/ard.json";

/** The older places that are still in use, the most common first: three requests to a host, and no more. */
export const olderPaths: readonly string[] = [
  "/.well-known/mcp/server-card.json",
  "/.well-known/mcp/catalog.json",
  "/.well-known/mcp.json",
];

/** Which places are asked beyond the catalog, where that has nothing. */
export interface Places {
  readonly ard?: boolean;
  /** Ask {@link olderPaths} too. */
  readonly legacy?: boolean;
}

/** A URL that is asked, and what is hoped for there. */
export interface PlaceToAsk {
  readonly url: string;
  readonly expected: Expected;
}

/** Gives the further places of an origin. */
export function furtherPlaces(origin: string, { ard, legacy }: Places): readonly PlaceToAsk[] {
  const older = legacy ? olderPaths.map((path) => ({ url: origin + path, expected: "either" as const })) : [];
  return [...(ard ? [{ url: origin + ardPath, expected: "catalog" as const }] : []), ...older];
}
