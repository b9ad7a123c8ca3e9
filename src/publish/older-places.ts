// The older places of a site: one file that older clients read, and redirects from where others look.

import { hybrid } from "../dialects/hybrid.ts";
import type { Card } from "../document/card.ts";
import type { Redirect } from "../hosting/hosting.ts";

/** Where SEP-1649 had the one card of a site (spec.md 4.1, P5). */
export const hybridPath = ".well-known/mcp/server-card.json";

/** Where other readers look for that file (P9, P10). */
const hybridPlaces = [".well-known/mcp.json", ".well-known/mcp-server-card.json"];

/** Where drafts of SEP-2127 had a card as it is today (P6, P8). */
const cardPlaces = [".well-known/mcp/server-card", ".well-known/mcp-server-card"];

/** Where the catalog was before it was an AI Catalog (P4). */
const catalogPlace = ".well-known/mcp/catalog.json";

/** A card and the path of its file. */
export interface PlacedCard {
  readonly card: Card;
  readonly path: string;
}

/** The text for {@link hybridPath}. */
export function hybridText(card: Card): string {
  return `${JSON.stringify(hybrid(card), null, 2)}\n`;
}

/** Redirects from older places. Those of a single card describe one server, so there are none for `only` undefined. */
export function olderRedirects(catalogPath: string, only: PlacedCard | undefined): readonly Redirect[] {
  const lead = (from: string, to: string): Redirect => ({ from: `/${from}`, to: `/${to}` });
  return [
    ...(only === undefined ? [] : hybridPlaces.map((from) => lead(from, hybridPath))),
    ...(only === undefined ? [] : cardPlaces.filter((from) => from !== only.path).map((from) => lead(from, only.path))),
    lead(catalogPlace, catalogPath),
  ];
}
