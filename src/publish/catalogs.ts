// Writes the two catalogs of a site from one list: AI Catalog for MCP clients, ard.json for readers of ARD.

import { type Card, type CatalogEntry, cardMediaType } from "../document/card.ts";

/** A card that is on the site. */
export interface ListedCard {
  readonly card: Card;
  readonly identifier: string;
  /** Where it is served. */
  readonly url: string;
  /** Questions that the server answers, for ARD: two to five, or none. */
  readonly queries?: readonly string[];
}

/** Who publishes. */
export interface CatalogHost {
  readonly displayName: string;
  /** Its domain. */
  readonly identifier: string;
}

/** How many representative queries ARD takes of a server, where there are any. */
export const queryCounts = { least: 2, most: 5 } as const;

/** The catalog that MCP clients read. `displayName` is there for ARD, which reads this file where it finds no other. */
export function catalogText(cards: readonly ListedCard[], host: CatalogHost): string {
  return textOf(
    host,
    cards.map((card) => entryOf(card, cards)),
  );
}

/** The same list for ARD 0.91, which searches by description and queries and never opens a card (spec.md 4.6). */
export function ardText(cards: readonly ListedCard[], host: CatalogHost): string {
  return textOf(
    host,
    cards.map((listed) => ({
      ...entryOf(listed, cards),
      description: listed.card.description,
      ...(listed.queries === undefined ? {} : { representativeQueries: listed.queries }),
    })),
  );
}

/** An entry says its version only where several share an identifier: then it must (spec.md 2.3). */
function entryOf({ card, identifier, url }: ListedCard, all: readonly ListedCard[]): CatalogEntry {
  const several = all.filter((other) => other.identifier === identifier).length > 1;
  return {
    identifier,
    displayName: card.title ?? card.name.slice(card.name.indexOf("/") + 1),
    type: cardMediaType,
    url,
    ...(several ? { version: card.version } : {}),
  };
}

function textOf(host: CatalogHost, entries: readonly CatalogEntry[]): string {
  return `${JSON.stringify({ specVersion: "1.0", host, entries }, null, 2)}\n`;
}
