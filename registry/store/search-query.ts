// The shapes of a search: what is asked, and what comes back.

import type { FacetFilter } from "./facets.ts";
import type { Entry } from "./store.ts";

/** What a search asks for. */
export interface SearchQuery {
  /** Words as somebody typed them; never SQL or FTS syntax. */
  readonly text: string;
  /** What a hit must have. Without any word in the text, all that have it are hits, the newest first. */
  readonly filter?: FacetFilter;
  /** 1 to 100. */
  readonly limit: number;
  /** Hits before the page: 0 for the first. */
  readonly after?: number;
}

/** One page of hits, the best first. */
export interface SearchPage {
  /** `score` is relevance and nothing else, 1 to 100. */
  readonly hits: readonly { readonly entry: Entry; readonly score: number }[];
  /** Hits in all; where `capped`, of the best matches that were looked at. */
  readonly total: number;
  readonly capped: boolean;
  /** Words that are nowhere, and what was looked for instead. */
  readonly mended: readonly { readonly typed: string; readonly meant: string }[];
  /** Hits before the next page; absent on the last. */
  readonly next?: number;
}
