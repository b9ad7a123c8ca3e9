// An entry as ARD and AI Catalogs want it: a projection that mints no identifier in anybody's name.

import type { Card } from "../../src/document/card.ts";
import { factsThatHold } from "../../src/evidence/strength.ts";
import { type Facets, facetsOf, publisherOf } from "../store/facets.ts";
import type { Entry } from "../store/store.ts";

/** A catalog entry of ARD, as JSON will hold it. */
export type CatalogEntryJson = Readonly<Record<string, unknown>>;

/** Who tells of an entry, and when. */
export interface Told {
  readonly base: string;
  readonly now: Date;
}

/** What of an entry's facets stands in its `metadata`, where ARD allows single values only: several are joined by a comma. */
export const metadataFacets = ["transport", "protocol", "auth", "evidence", "status", "icon", "host"] as const;

/**
 * The identifier of an entry: the one that its publisher gave, where its domain served the catalog or the card; else the address
 * of its page here. An aggregator must not mint `urn:air` identifiers, nor infer a publisher from a URL (spec.md 2.3, projection).
 */
export function entryIdentifier({ name, discovery }: Entry, base: string): string {
  if (discovery.identifier !== undefined && publisherOf(discovery) !== undefined) return discovery.identifier;
  return `${base}/servers/${name.split("/").map(encodeURIComponent).join("/")}`;
}

/** The entry; `base` is the registry's own address without a trailing slash. Its evidence is told as it holds at `now`. */
export function catalogEntry(entry: Entry, { base, now }: Told): CatalogEntryJson {
  const { name, version, discovery, status, updatedAt } = entry;
  const { title, description, remotes, icons } = JSON.parse(entry.serverJson) as Card;
  const facets = facetsOf({ ...(remotes && { remotes }), ...(icons && { icons }) }, discovery, {
    evidence: factsThatHold(discovery.evidence, now),
    status,
  });
  const identifier = entryIdentifier(entry, base);
  const [type] = facets.type;
  return {
    identifier,
    displayName: title ?? name,
    type,
    // What was published here has no card of its own: it is told whole.
    ...(discovery.cardUrl === undefined
      ? { data: JSON.parse(entry.serverJson) as unknown }
      : { url: discovery.cardUrl }),
    description,
    ...(discovery.tags && { tags: discovery.tags }),
    version,
    updatedAt,
    metadata: metadataOf(entry, facets, identifier),
  };
}

function metadataOf({ name, discovery }: Entry, facets: Facets, identifier: string): Readonly<Record<string, string>> {
  const told = metadataFacets.map((facet) => [facet, facets[facet].join(", ")]).filter(([, text]) => text !== "");
  const given = discovery.identifier;
  // What a catalog gave is kept beside, where it cannot be taken for its publisher's word.
  return {
    name,
    ...Object.fromEntries(told),
    ...(given !== undefined && given !== identifier && { sourceIdentifier: given }),
  };
}
