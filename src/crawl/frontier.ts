// What the crawler remembers between runs and how it takes turns: the port that a store implements.

import type { Card } from "../document/card.ts";
import type { Code } from "../document/diagnostic.ts";
import type { Kind } from "../document/kind.ts";
import type { FailureCode } from "../document/report.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Rhythm } from "./rhythm.ts";
import type { RobotsCopy } from "./robots-copy.ts";

/** The right to visit one host, held by one crawler at a time. */
export interface Lease {
  readonly host: string;
  /** Grows with every lease of the host: a commit with an older fence is refused. */
  readonly fence: number;
  /** Failed visits in a row before this one, where the frontier counts them: the back-off doubles with each. */
  readonly failures?: number;
  /** Visits in a row before this one that ran into a deadline. */
  readonly timeouts?: number;
  /** What the visits before have shown of how often it changes. */
  readonly rhythm?: Rhythm;
}

/** `backing-off`: the host asked to be left alone (Retry-After); `not-answering`: it let too many requests hang. */
export type Rest = "backing-off" | "not-answering";

/** Why a host is not visited now. */
export interface Refusal {
  readonly reason: "leased" | Rest | "forgotten" | "visited-lately";
  readonly until?: Date;
}

/** The last good copy of a URL, for a conditional request and for the 304 that may answer it. */
export interface Remembered {
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  /** What was found in these bytes, as the crawl wrote it. */
  readonly verdict?: string;
}

/** One look at one URL. Append-only: what was seen stays seen. */
export interface Observation {
  readonly url: string;
  readonly at: Date;
  readonly outcome: "ok" | "not-modified" | "absent" | "failed";
  readonly status?: number;
  readonly failure?: FailureCode;
  readonly kind?: Kind;
  /** SHA-256 (hex) of the decoded body, for `ok` and `not-modified`. */
  readonly sha256?: string;
  /** The decoded body, for `ok`; absent where it must not be kept (no-store, a credential in it). */
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** What was found in the body, to be kept with the copy; absent where nothing new was found out. */
  readonly verdict?: string;
}

/** What one origin says of one server: the unit that is stored. */
export interface Claim {
  readonly name: string;
  readonly version: string;
  /** The card as it may be shown: already redacted where a credential was found. */
  readonly card: Card;
  /** Where the card is: a URL, or a catalog's URL with a fragment pointer for an inline card. */
  readonly cardUrl: string;
  readonly catalogUrl?: string;
  /** Exact host that served the card's bytes. */
  readonly hostingHost: string;
  /** Exact host of the catalog, where one lists it. */
  readonly listingHost?: string;
  /** Hosts of the remotes, templates that hide the host left out. */
  readonly endpointHosts: readonly string[];
  /** The catalog entry's identifier. */
  readonly identifier?: string;
  /** The catalog entry's tags, as far as they may be shown. */
  readonly tags?: readonly string[];
  readonly kind: Kind;
  readonly sha256: string;
  readonly etag?: string;
  readonly evidence: readonly Evidence[];
  readonly errors: number;
  readonly warnings: number;
  /** Codes for which it is kept but not listed: errors, `admission/*`, a credential. Empty: it may be listed. */
  readonly refusals: readonly Code[];
}

/** Everything that one visit learned. Committed in one transaction, or not at all. */
export interface HostResult {
  readonly host: string;
  readonly startedAt: Date;
  readonly outcome: "found" | "none" | "failed" | "refused";
  readonly failure?: { readonly code: FailureCode; readonly message: string; readonly url: string };
  readonly catalogs: number;
  readonly cards: number;
  readonly invalid: number;
  readonly notModified: number;
  readonly requests: number;
  /** A document from a public address named it, not the user. */
  readonly ledByPublic?: true;
  /** Bytes of bodies that were received; absent where nobody counted. */
  readonly bytes?: number;
  readonly durationMs: number;
  readonly observations: readonly Observation[];
  readonly claims: readonly Claim[];
  /** Catalog URLs that were read whole and valid on this visit: what they no longer list is gone. */
  readonly readWhole: readonly string[];
  /** Card URLs that were not asked for, or failed in passing: what they held stays as it was. */
  readonly unasked: readonly string[];
  /** URLs of cards that answered with something that is no sound card: a good copy outlives the first such look. */
  readonly unreadable?: readonly string[];
  /** When the schedule wants this host again. */
  readonly nextVisitAt: Date;
  /** Until then even an explicit visit waits, for the reason in `rest`. */
  readonly notBefore?: Date;
  /** Default `backing-off`. */
  readonly rest?: Rest;
  /** For the next visit's lease; absent where nothing was learned. */
  readonly rhythm?: Rhythm;
  readonly timeouts?: number;
  /** The robots.txt files that were read on the way. */
  readonly robots?: readonly RobotsCopy[];
  /** What may not be shown although it is there, or was: its words are dropped. */
  readonly unwanted?: readonly Unwanted[];
}

/** A document that its host does not want listed. */
export interface Unwanted {
  readonly url: string;
  /** `noindex`: X-Robots-Tag says so; `robots`: robots.txt, or the host asked to be forgotten. */
  readonly why: "noindex" | "robots";
}

/** What a commit changed in the index. */
export interface Commit {
  readonly new: number;
  readonly changed: number;
  readonly gone: number;
}

/** What the schedule knows of a host. */
export interface HostSchedule {
  readonly lastVisitAt?: Date;
  readonly nextVisitAt?: Date;
  /** It wants rest until then. */
  readonly notBefore?: Date;
  /** Why it wants rest, where it does. */
  readonly rest?: Rest;
  /** Another crawler holds it until then. */
  readonly leasedUntil?: Date;
  readonly outcome?: HostResult["outcome"];
  /** Failed visits in a row. */
  readonly failures: number;
  /** Only documents from public addresses have ever named it: it is never asked at a private one. */
  readonly ledByPublic?: true;
}

/** The crawler's memory. Implementations: `registry/store` (durable), `memory-frontier.ts` (one run). */
export interface Frontier {
  /** Takes the lease on a host until `at` + `leaseMs`, or says why not. */
  begin(host: string, at: Date, leaseMs: number): Promise<Lease | Refusal>;
  /** The last good copy of a URL; undefined where none is kept. */
  remembered(url: string): Promise<Remembered | undefined>;
  /** When the URL was last asked for, by any visit that was committed; undefined where never, or nobody kept it. */
  lastAsked(url: string): Promise<Date | undefined>;
  /** What the origin's robots.txt last said; undefined where it was never read, or nobody kept it. */
  robotsCopy(origin: string): Promise<RobotsCopy | undefined>;
  /** Whether the host (a name without a port) asked to be forgotten: nothing is asked of it any more. */
  isForgotten(host: string): Promise<boolean>;
  /**
   * Up to `limit` hosts whose next visit is due at `at`, most overdue first; none that somebody has the lease on, that
   * wants rest or asked to be forgotten. After a silence of more than a day what is overdue is spread over a day.
   */
  due(at: Date, limit: number): Promise<readonly string[]>;
  /** Commits a visit, gives the lease back and schedules the next one. Throws where the fence is stale. */
  finish(lease: Lease, result: HostResult): Promise<Commit>;
  /** What is known of a host's visits; undefined where there was none. */
  schedule(host: string): Promise<HostSchedule | undefined>;
  /** Gives a lease back without a result (the visit was aborted). */
  release(lease: Lease): Promise<void>;
}

/** Whether `begin` refused. */
export function isRefusal(begun: Lease | Refusal): begun is Refusal {
  return "reason" in begun;
}
