// Where else than at the well-known catalog a domain may publish, in the order in which it is asked.

import type { Answer } from "../http/exchange.ts";
import type { Expected } from "./accept.ts";
import type { Context } from "./fetch-document.ts";
import { askLocators } from "./locators.ts";

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
  /** Ask the home page and robots.txt where else a catalog is, before the older places. */
  readonly locators?: boolean;
  /** Ask {@link olderPaths} too. */
  readonly legacy?: boolean;
}

/** A URL that is asked, and what is hoped for there. */
export interface PlaceToAsk {
  readonly url: string;
  readonly expected: Expected;
  /** The answer that named it, where it is no place that everybody knows. */
  readonly ledBy?: Answer;
}

/** Gives the further places of an origin that need not be asked for. */
export function furtherPlaces(origin: string, { ard, legacy }: Places): readonly PlaceToAsk[] {
  const older = legacy ? olderPaths.map((path) => ({ url: origin + path, expected: "either" as const })) : [];
  return [...(ard ? [{ url: origin + ardPath, expected: "catalog" as const }] : []), ...older];
}

/** Yields the further places in the order in which they are asked; where locators are wanted, what they name comes before the older. */
export async function* placesToAsk(origin: string, places: Places, context: Context): AsyncIterable<PlaceToAsk> {
  yield* furtherPlaces(origin, { ...places, legacy: false });
  if (places.locators) {
    for (const { url, said } of await askLocators(origin, context)) yield { url, expected: "catalog", ledBy: said };
  }
  yield* furtherPlaces(origin, { ...places, ard: false });
}
