// The index as nested catalogs: directories of ranges, and pages whose entries lead to the cards at their publishers' own URLs.

import { cardMediaType, catalogMediaType } from "../../src/document/card.ts";
import type { NumberedReads, NumberRange } from "../store/numbered.ts";
import type { Entry } from "../store/store.ts";
import type { Address } from "./address.ts";
import { listedIdentifier } from "./listed-identifier.ts";
import { directoryWidth, indexPath, maxShelves, pageWidth, rangePath, shelfWidth, widthBelowIndex } from "./ranges.ts";
import { ownHost } from "./root-catalog.ts";

/** The catalog at {@link indexPath} as JSON text: the servers themselves while they fit into one page, else ranges of them. */
export async function indexCatalog(store: NumberedReads, address: Address): Promise<string> {
  const highest = await store.highestNumber();
  const width = widthBelowIndex(highest);
  if (width === undefined) return await rangeCatalog({ from: 0, width: pageWidth }, { store, address });
  const count = Math.min(Math.floor(highest / width) + 1, width === pageWidth ? directoryWidth : maxShelves);
  return catalog(address, directory(address, await store.numberedRanges({ from: 0, width }, count)));
}

/** The catalog of a range as JSON text: of a shelf its pages, of a page its servers. An empty one lists nothing. */
export async function rangeCatalog(
  range: NumberRange,
  { store, address }: { readonly store: NumberedReads; readonly address: Address },
): Promise<string> {
  if (range.width === shelfWidth) {
    const pages = await store.numberedRanges({ from: range.from, width: pageWidth }, directoryWidth);
    return catalog(address, directory(address, pages));
  }
  return catalog(address, page(address, await store.numbered(range)));
}

function catalog(address: Address, entries: readonly object[]): string {
  return `${JSON.stringify({ specVersion: "1.0", host: ownHost(address), entries })}\n`;
}

function directory({ base, domain }: Address, ranges: readonly NumberRange[]): object[] {
  return ranges.map((range) => {
    const url = base + rangePath(range);
    const numbers = url.slice(base.length + indexPath.length + 1);
    return {
      identifier: domain === undefined ? url : `urn:air:${domain}:catalog:servers:${numbers}`,
      type: catalogMediaType,
      url,
      displayName: `Servers ${numbers.replace("-", " to ")}`,
    };
  });
}

/** The card's title; some readers ask every entry for a name (ARD 0.91). */
function titleOf({ name, serverJson }: Entry): string {
  const { title }: { readonly title?: unknown } = JSON.parse(serverJson);
  return typeof title === "string" && title !== "" ? title : name;
}

/**
 * The URL of an entry's own Server Card, where it has one and may be listed onward. A card within its publisher's catalog, a
 * document of an older kind and what was published here are no card at a URL; and what is claimed and no more would come out
 * of our catalog as listed by us.
 */
function listedUrl({ discovery: { cardUrl = "", kind, evidence } }: Entry): string | undefined {
  const isListed = evidence.some(({ type }) => type === "listed-by" || type === "served-by");
  return kind === "server-card" && isListed && /^https?:\/\/[^#]*$/.test(cardUrl) ? cardUrl : undefined;
}

function page(address: Address, listed: readonly Entry[]): object[] {
  const taken = new Set<string>();
  return listed.flatMap((entry) => {
    const { catalogUrl, identifier: given, lastChangedAt } = entry.discovery;
    const url = listedUrl(entry);
    if (url === undefined) return [];
    const identifier = listedIdentifier(entry, { address, taken });
    taken.add(identifier);
    // What the source calls it is kept apart (spec.md 2.3): it may be a claim that nothing supports.
    const isOther = given !== undefined && given !== identifier;
    return {
      identifier,
      type: cardMediaType,
      url,
      displayName: titleOf(entry),
      updatedAt: lastChangedAt,
      ...(isOther && { extensions: { [`${address.namespace}.source`]: { identifier: given, catalogUrl } } }),
    };
  });
}
