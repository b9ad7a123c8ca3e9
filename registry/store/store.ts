// What the registry asks of its database, in the caller's words: SQLite implements it today, PostgreSQL can beside it.

import type { SummaryEvent } from "../../src/crawl/event.ts";
import type { Frontier } from "../../src/crawl/frontier.ts";
import type { SourceMemory } from "../../src/crawl/sources/source-memory.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import type { Change, HistoryQuery } from "./change.ts";
import type { BrowsePage, BrowseQuery, FacetCounts, FacetQuery } from "./facet-query.ts";
import type { HostView } from "./host-view.ts";
import type { NumberedReads } from "./numbered.ts";
import type { Publication, Published, StatusChange, StatusSet } from "./publication.ts";
import type { NoCard, RawCard } from "./raw-card.ts";
import type { SearchPage, SearchQuery } from "./search-query.ts";

export type { Change, ChangeEvent, HistoryQuery } from "./change.ts";

/** The API status of an entry (registry-api.md 1.8), apart from its freshness. */
export type Status = "active" | "deprecated" | "deleted";

/** How lately its origin confirmed an entry: confirmed in time, overdue, or not answering. */
export type Freshness = "fresh" | "stale" | "unreachable";

/** Our own facts about an entry; they ride under our own `_meta` key (contract.md). */
export interface DiscoveryFacts {
  readonly catalogUrl?: string;
  /** Absent for what was published to this registry. */
  readonly cardUrl?: string;
  /** The host that serves the card; of what was published, the domain that its publisher proved. */
  readonly hostingHost: string;
  readonly endpointHosts: readonly string[];
  readonly identifier?: string;
  /** The host whose catalog lists it. */
  readonly listingHost?: string;
  readonly tags?: readonly string[];
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
  /** The same as JSON text, ready to be spliced into an answer. */
  readonly discoveryJson: string;
  /** Stored values that are together another text whenever anything of the entry that is shown is another. */
  readonly validator: string;
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

/** What a crawl counted. */
export type RunCounts = Omit<SummaryEvent, "event" | "complete">;

/** One crawl. Without `endedAt` it is under way, or was killed. */
export interface Run {
  readonly startedAt: Date;
  readonly endedAt?: Date;
  readonly complete?: boolean;
  readonly counts?: RunCounts;
}

/** What a store holds, and what waits. */
export interface StoreStatus {
  readonly servers: number;
  readonly versions: number;
  readonly deleted: number;
  readonly claims: number;
  readonly hosts: { readonly known: number; readonly failing: number; readonly due: number };
  readonly nextDueAt?: Date;
  readonly memory: {
    readonly looks: number;
    readonly visits: number;
    readonly documents: number;
    readonly changes: number;
  };
  readonly sequence: number;
  readonly bytes: number;
  /** Of `bytes`, what is free to be written again. */
  readonly freeBytes: number;
  /** The last ones, newest first. */
  readonly runs: readonly Run[];
}

/** How far back every change is kept. */
export interface CompactOptions {
  readonly keepMs: number;
  /** Ends it between two pages; what is done stays done. */
  readonly signal?: AbortSignal;
}

/** How many rows of each kind were dropped. */
export interface Compaction {
  readonly looks: number;
  readonly changes: number;
  readonly cards: number;
  readonly visits: number;
  readonly bodies: number;
}

/** A host that asked to be forgotten: of all that was known of it, this is left. */
export interface Tombstone {
  readonly host: string;
  readonly at: Date;
  /** Who asked, or why: the operator's own words. */
  readonly reason: string;
}

/** Reads for answers that cost less than waiting does. Undefined where nothing is, or where the database cannot tell at once or fails. */
export interface ReadsAtOnce {
  revision(): number | undefined;
  list(query: ListQuery): Page | undefined;
  version(name: string, version: string, includeDeleted: boolean): Entry | undefined;
}

/** The registry's database. Every method may reject with a plain Error where the database itself fails. */
export interface Store extends NumberedReads {
  /** Keyset page in (name, version) order. */
  list(query: ListQuery): Promise<Page>;
  /** The latest versions that fit a text, by relevance, then evidence, then freshness. */
  search(query: SearchQuery): Promise<SearchPage>;
  /** How many of the latest versions that fit have each value of some facets. */
  facets(query: FacetQuery): Promise<FacetCounts>;
  /** Keyset page of the latest versions that pass a filter, in the order of what they are called or of their last change. */
  browse(query: BrowseQuery): Promise<BrowsePage>;
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
  /** Some of these reads without waiting. */
  readonly atOnce: ReadsAtOnce;
  /** The key that page tokens are signed with: 32 bytes, the same for as long as the store lives. */
  pageKey(): Promise<Uint8Array>;
  counts(): Promise<StoreCounts>;
  /** Stores a publication beside what is crawled, or says why it must not be. */
  publish(publication: Publication): Promise<Published>;
  /** Sets the status of one published version, or of all of a name. */
  setStatus(change: StatusChange): Promise<StatusSet>;
  /** What changed, oldest first. */
  history(query: HistoryQuery): Promise<readonly Change[]>;
  /** The bytes of a shown card as they were fetched; `version` may be `latest`. */
  rawCard(name: string, version: string): Promise<RawCard | NoCard>;
  /** The same by the SHA-256 of the bytes, in lower-case hex; undefined where no entry shows a card that was fetched so. */
  rawCardOfHash(sha256: string): Promise<RawCard | undefined>;
  /** What is known of a host (a target's key: a name, with its port where it has one); undefined where nothing is. */
  host(host: string): Promise<HostView | undefined>;
  /** The words of a card that a name has or had, as JSON text, credentials taken out; undefined where it is not kept. */
  pastCard(name: string, sha256: string): Promise<string | undefined>;
  /** Notes that a crawl begins, and gives its number. */
  beginRun(at: Date): Promise<number>;
  /** Notes how it ended; without a summary it broke off. */
  endRun(run: number, summary: SummaryEvent | undefined, at: Date): Promise<void>;
  status(): Promise<StoreStatus>;
  /** Drops what retention no longer keeps, a page at a time. */
  compact(options: CompactOptions): Promise<Compaction>;
  /**
   * Takes out all that a host (a name, without a port) wrote and never visits it again; gives the number of versions that
   * left the index by that. Its names stay as deleted entries with dates and the reason.
   */
  forget(host: string, reason: string): Promise<number>;
  /** Lets a host be visited again, the first time at once; false where it had not been forgotten. */
  unforget(host: string): Promise<boolean>;
  /** Who asked to be forgotten, by name. */
  forgotten(): Promise<readonly Tombstone[]>;
  /** The crawler's side of the same database. */
  readonly frontier: Frontier;
  /** As `frontier.due`, for those who only want to know: nobody takes note that they asked. */
  dueAt(at: Date, limit: number): Promise<readonly string[]>;
  /** Up to when the changes of other registries are known. */
  readonly sources: SourceMemory;
  close(): Promise<void>;
}

/** The database is missing, locked, damaged or not ours. The message says which and what to do. */
export class StoreError extends Error {
  override name = "StoreError";
  /** It may go well in a moment: another process holds the lock. */
  readonly isBusy: boolean;

  constructor(message: string, { isBusy = false, ...options }: ErrorOptions & { readonly isBusy?: boolean } = {}) {
    super(message, options);
    this.isBusy = isBusy;
  }
}
