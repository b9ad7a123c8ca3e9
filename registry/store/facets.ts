// What a search can be narrowed by and counts, read off a card and what is known of its origin.

import { type Card, cardMediaType, type Input, type Remote } from "../../src/document/card.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import type { StoredFacts } from "./claim-row.ts";
import type { Status } from "./store.ts";

/** Facets with few values: entries that have the same ones share a row of `facet_sets`. */
export const setFacets = ["transport", "protocol", "auth", "evidence", "status", "icon", "type"] as const;

/** Facets that are nearly each entry's own. `host` is a host or the end of one from a dot on. */
export const ownFacets = ["host", "tag", "publisher"] as const;

/** Every facet, in the order in which they are told. */
export const facetNames: readonly FacetName[] = [...setFacets, ...ownFacets];

/** What can be filtered by and counted. */
export type FacetName = (typeof setFacets)[number] | (typeof ownFacets)[number];

/** The values of one entry, by facet. */
export type Facets = Readonly<Record<FacetName, readonly string[]>>;

/** One of the values within a facet, all of the facets: what an entry must have. */
export type FacetFilter = ReadonlyMap<FacetName, readonly string[]>;

/** A card that is not of the current standard is what it is: JSON. */
export const olderType = "application/json";

/** Values of one facet that are kept of a card. */
const maxValues = 32;

/** The strongest kind of evidence first; what is not here comes after these. */
const byStrength = ["served-by", "domain-control", "listed-by", "endpoint-agrees", "claimed"];

/** Who gave an identifier: what a publisher is told from. */
export type Published = Pick<StoredFacts, "identifier" | "hostingHost" | "listingHost">;

/** What facets are read from beside a card. */
export type FacetFacts = Published & Pick<StoredFacts, "endpointHosts" | "kind" | "tags">;

/** Reads the facets. Evidence is told by its kind; whether it has lapsed since is for whoever shows an entry to judge. */
export function facetsOf(
  card: Pick<Card, "remotes" | "icons">,
  facts: FacetFacts,
  { evidence, status }: { readonly evidence: readonly Evidence[]; readonly status: Status },
): Facets {
  const { remotes = [], icons = [] } = card;
  const publisher = publisherOf(facts);
  return {
    transport: unique(remotes.map(({ type }) => type)),
    protocol: unique(remotes.flatMap(({ supportedProtocolVersions = [] }) => supportedProtocolVersions)),
    auth: remotes.length === 0 ? ["no-endpoint"] : unique(remotes.map(authOf)),
    evidence: [strongest(evidence)],
    status: [status],
    icon: [icons.length > 0 ? "yes" : "no"],
    type: [facts.kind === "server-card" ? cardMediaType : olderType],
    host: unique([...facts.endpointHosts, facts.hostingHost]),
    tag: unique((facts.tags ?? []).map((tag) => tag.toLowerCase())),
    publisher: publisher === undefined ? [] : [publisher],
  };
}

/**
 * The domain in an identifier `urn:air:DOMAIN:…`, where exactly this host served the catalog or the card; undefined otherwise,
 * because anybody can write anybody's name into a catalog.
 */
export function publisherOf({ identifier, hostingHost, listingHost }: Published): string | undefined {
  const named = /^urn:air:([a-zA-Z0-9.-]+)(?::[a-zA-Z0-9._-]+)+$/.exec(identifier ?? "")?.[1]?.toLowerCase();
  return named === hostingHost || named === listingHost ? named : undefined;
}

/** A host and its ends from each dot on: what a filter by host may name. */
export function hostSuffixes(host: string): readonly string[] {
  const labels = host.split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}

/** What a remote asks of its user before it can be called, as far as its card says. */
function authOf({ headers = [], variables = {} }: Remote): string {
  if (headers.some((header) => asks(header) === "must" || inputs(header.variables).includes("must"))) return "header";
  if (inputs(variables).includes("must")) return "variable";
  const optional = headers.some((header) => asks(header) === "may" || inputs(header.variables).includes("may"));
  return optional || inputs(variables).includes("may") ? "optional" : "none";
}

function inputs(variables: Readonly<Record<string, Input>> = {}): readonly string[] {
  return Object.values(variables).map(asks);
}

function asks({ value, isRequired }: Input): "must" | "may" | "nothing" {
  if (value !== undefined) return "nothing";
  return isRequired === true ? "must" : "may";
}

function strongest(evidence: readonly Evidence[]): string {
  const types: readonly string[] = evidence.filter(({ insecure }) => insecure !== true).map(({ type }) => type);
  return byStrength.find((type) => types.includes(type)) ?? "claimed";
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort().slice(0, maxValues);
}
