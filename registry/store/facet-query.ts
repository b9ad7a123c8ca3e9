// The shapes of counting and browsing: what is asked, and what comes back.

import type { FacetFilter, FacetName } from "./facets.ts";
import type { Entry } from "./store.ts";

/** Which values of a facet are asked for: the most frequent `limit` of those that at least `least` entries have. */
export interface FacetAsk {
  readonly facet: FacetName;
  readonly limit: number;
  readonly least: number;
}

/** What is counted: the entries that a search for the same text and filter chooses its hits from. */
export interface FacetQuery {
  /** Words as somebody typed them; empty for every entry. */
  readonly text: string;
  readonly filter?: FacetFilter;
  readonly facets: readonly FacetAsk[];
  /** Entries that are looked at, the newest: what there is beyond them is not counted. */
  readonly most: number;
}

/** How many entries have each value, most first. `other`: those that have values which are not told. */
export interface FacetCount {
  readonly facet: FacetName;
  readonly buckets: readonly { readonly value: string; readonly count: number }[];
  readonly other: number;
}

/** The counts. Where `capped`, they are of the newest `counted` entries, not of all that match. */
export interface FacetCounts {
  readonly counted: number;
  readonly capped: boolean;
  readonly facets: readonly FacetCount[];
}

/** Not earlier, earlier than; milliseconds since the epoch. */
export interface Span {
  readonly from?: number;
  readonly before?: number;
}

/** Where a page of browsing starts: behind this entry in the order of the list. */
export interface BrowseKey {
  readonly key: string | number;
  readonly entry: number;
}

/** What a browse asks for: the latest versions that pass, in a fixed order. */
export interface BrowseQuery {
  readonly filter: FacetFilter;
  readonly updated: Span;
  readonly published: Span;
  /** By what it is called, or by when it last changed. */
  readonly order: "label" | "update";
  readonly descending: boolean;
  readonly after?: BrowseKey;
  /** 1 to 100. */
  readonly limit: number;
}

/** One page. A page may hold less than was asked for and still have a next one: no request looks at more than a bounded number. */
export interface BrowsePage {
  readonly entries: readonly Entry[];
  readonly next?: BrowseKey;
  /** How many pass in all, where that is known. */
  readonly total?: number;
}
