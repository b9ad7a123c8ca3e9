// What the registry asks of its database, in the caller's words: SQLite implements it today, PostgreSQL can beside it.

import type { Frontier } from "../../src/crawl/frontier.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";

/** The API status of an entry (registry-api.md 1.8), apart from its freshness. */
export type Status = "active" | "deprecated" | "deleted";

/** How lately its origin confirmed an entry: confirmed in time, overdue, or not answering. */
export type Freshness = "fresh" | "stale" | "unreachable";

/** Our own facts about an entry; they ride under our own `_meta` key (contract.md). */
export interface DiscoveryFacts {
  readonly catalogUrl?: string;
  readonly cardUrl: string;
  readonly hostingHost: string;
  readonly endpointHosts: readonly string[];
  readonly identifier?: string;
  readonly kind: string;
  readonly sha256: string;
  readonly etag?: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly lastChangedAt: Date;
  readonly lastCheckedAt: Date;
  readonly state: Freshness;
  readonly evidence: readonly Evidence[];
  readonly diagnostics: { readonly errors: number; readonly warnings: number };
}

/** One (name, version) as the index shows it: a projection of the strongest claim. */
export interface Entry {
  readonly name: string;
  readonly version: string;
  /** The server.json form of the card as JSON text, ready to be spliced into an answer. */
  readonly serverJson: string;
  readonly status: Status;
  readonly statusChangedAt: Date;
  readonly statusMessage?: string;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  readonly isLatest: boolean;
  readonly discovery: DiscoveryFacts;
}

/** Where a page starts: after this (name, version) in plain string order. */
export interface PageKey {
  readonly name: string;
  readonly version: string;
}

/** What a list asks for. All filters are joined with AND. */
export interface ListQuery {
  /** 1 to 100. */
  readonly limit: number;
  readonly after?: PageKey;
  /** Words to find in name, title or description, any order; never SQL or FTS syntax. */
  readonly search?: string;
  /** `latest`, or an exact version. */
  readonly version?: string;
  /** Strictly later than. */
  readonly updatedSince?: Date;
  readonly includeDeleted: boolean;
}

/** One page. `next` is absent on the last. */
export interface Page {
  readonly entries: readonly Entry[];
  readonly next?: PageKey;
}

/** A claim that did not become the shown entry: somebody else says it too, with no better evidence. */
export interface UnconfirmedClaim {
  readonly name: string;
  readonly version: string;
  readonly discovery: DiscoveryFacts;
}

/** Counts for pages and `store status`. */
export interface StoreCounts {
  readonly servers: number;
  readonly versions: number;
  readonly hosts: number;
  readonly claims: number;
}

/** The registry's database. Every method may reject with a plain Error where the database itself fails. */
export interface Store {
  /** Keyset page in (name, version) order. */
  list(query: ListQuery): Promise<Page>;
  /** All versions of a name, newest first. Empty where there is none. */
  versions(name: string, includeDeleted: boolean): Promise<readonly Entry[]>;
  /** One version, or the one marked latest for `"latest"`. */
  version(name: string, version: string, includeDeleted: boolean): Promise<Entry | undefined>;
  /** Claims on the same name that are not shown, strongest first. */
  unconfirmed(name: string): Promise<readonly UnconfirmedClaim[]>;
  /** The number of the last visible change: what `updated_since` counts by. 0 for an empty store. */
  sequence(): Promise<number>;
  /** Grows with every commit, also one that changed nothing but when something was last seen. 0 for an empty store. */
  revision(): Promise<number>;
  counts(): Promise<StoreCounts>;
  /** The crawler's side of the same database. */
  readonly frontier: Frontier;
  close(): Promise<void>;
}

/** The database is missing, locked, damaged or not ours. The message says which and what to do. */
export class StoreError extends Error {
  override name = "StoreError";
}
