// How a claim lies in its row, and how it is read back.

import type { Claim } from "../../src/crawl/frontier.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { withAgreement } from "./co-listed.ts";
import { type EvidenceRow, evidenceOf } from "./evidence-row.ts";
import { freshness } from "./freshness.ts";
import type { ProjectedClaim } from "./projection.ts";
import type { ProofMethod } from "./publication.ts";
import type { DiscoveryFacts } from "./store.ts";

/** What is read back whole, as JSON: everything about a claim that has no column of its own and no clock in it. */
export interface StoredFacts {
  readonly cardUrl: string;
  readonly catalogUrl?: string;
  readonly hostingHost: string;
  readonly listingHost?: string;
  readonly endpointHosts: readonly string[];
  readonly identifier?: string;
  readonly tags?: readonly string[];
  readonly kind: string;
  readonly sha256: string;
  readonly errors: number;
  readonly warnings: number;
  readonly refusals: readonly string[];
  /** It was published to this registry, with this proof; there is no card then, and `hostingHost` is the publisher's domain. */
  readonly published?: ProofMethod;
}

/** The columns that tell what a claim says and since when. Times are milliseconds since the epoch. */
export interface ClaimRow {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly facts: string;
  readonly evidence: string;
  readonly etag: string | null;
  readonly refused: number;
  readonly served: number;
  readonly revision: number;
  readonly first_seen_at: number;
  readonly last_seen_at: number;
  readonly changed_at: number;
  readonly checked_at: number;
  readonly withdrawn_at: number | null;
  readonly withdrawn_why: string | null;
  /** Until then its proof counts less, because what it stands for changed hands or may have. */
  readonly settles_at: number | null;
  /** What its publisher said of its status, for what was published here; null for active, and for what is crawled. */
  readonly said_status: "deprecated" | "deleted" | null;
  readonly said_message: string | null;
  /** When a visit last told again all that the one which saw the claim told; null where none has. */
  readonly same_at: number | null;
}

/** The columns that {@link discoveryFacts} reads, but for those of hosts. */
export const toldColumns =
  "c.facts, c.evidence, c.etag, c.revision, c.first_seen_at, c.last_seen_at, c.changed_at, c.checked_at, c.settles_at";

/** The columns of {@link ClaimRow} but its key, to be selected from {@link claimTables}. */
export const claimColumns: string = `${toldColumns}, c.refused, c.served, c.withdrawn_at, c.withdrawn_why, c.said_status,
  c.said_message, s.same_at`;

/** A claim beside the host whose last visit confirmed it, if that is the last one. */
export const claimTables = "claims c LEFT JOIN hosts s ON s.told_visit = c.seen_visit";

/** What the hosts table knows of a claim's answering host; nulls where it was never visited. */
export interface HostSigns {
  readonly failures: number | null;
  readonly failing_since: number | null;
}

/** The facts of a claim as they are stored. */
export function factsOf(claim: Claim): StoredFacts {
  return {
    cardUrl: claim.cardUrl,
    ...(claim.catalogUrl === undefined ? {} : { catalogUrl: claim.catalogUrl }),
    hostingHost: claim.hostingHost,
    ...(claim.listingHost === undefined ? {} : { listingHost: claim.listingHost }),
    endpointHosts: claim.endpointHosts,
    ...(claim.identifier === undefined ? {} : { identifier: claim.identifier }),
    ...(claim.tags === undefined || claim.tags.length === 0 ? {} : { tags: claim.tags }),
    kind: claim.kind,
    sha256: claim.sha256,
    errors: claim.errors,
    warnings: claim.warnings,
    refusals: claim.refusals,
  };
}

/** Reads the facts that {@link factsOf} gave. */
export function readFacts(text: string): StoredFacts {
  return JSON.parse(text) as StoredFacts;
}

/** Evidence without its dates: what it says, apart from when it was last confirmed. */
export function evidenceShape(evidence: readonly Evidence[]): string {
  return JSON.stringify(evidence.map((fact) => [fact.type, fact.host, fact.insecure === true]).sort());
}

/** A claim as the projection wants it, with its row beside it. */
export interface StoredClaim extends ProjectedClaim {
  readonly row: ClaimRow;
  readonly facts: StoredFacts;
}

/** Reads a row for the projection. */
export function readClaim(row: ClaimRow): StoredClaim {
  const facts = readFacts(row.facts);
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    cardUrl: facts.cardUrl,
    hostingHost: facts.hostingHost,
    ...(facts.listingHost === undefined ? {} : { listingHost: facts.listingHost }),
    evidence: evidenceOf(row),
    firstSeenAt: row.first_seen_at,
    served: row.served === 1,
    withdrawn: row.withdrawn_at !== null || row.said_status === "deleted",
    refused: row.refused === 1,
    row,
    facts,
  };
}

/** What is told of a claim: {@link toldColumns}, what hosts know of it, and who else lists its card. */
export interface ToldRow extends HostSigns, EvidenceRow {
  readonly facts: string;
  readonly etag: string | null;
  readonly revision: number;
  readonly first_seen_at: number;
  readonly changed_at: number;
  readonly checked_at: number;
  readonly co_listed: string;
}

/** Our own facts about a claim, its freshness judged at `at` (milliseconds since the epoch). */
export function discoveryFacts(row: ToldRow, at: number): DiscoveryFacts {
  const facts = readFacts(row.facts);
  const { cardUrl, catalogUrl, hostingHost, endpointHosts, identifier, kind, sha256, errors, warnings } = facts;
  const { published } = facts;
  const checkedAt = row.same_at ?? row.checked_at;
  return {
    ...(catalogUrl === undefined ? {} : { catalogUrl }),
    ...(published === undefined ? { cardUrl } : {}),
    hostingHost,
    endpointHosts,
    ...(identifier === undefined ? {} : { identifier }),
    ...(facts.listingHost === undefined ? {} : { listingHost: facts.listingHost }),
    ...(facts.tags === undefined ? {} : { tags: facts.tags }),
    kind,
    sha256,
    ...(row.etag === null ? {} : { etag: row.etag }),
    firstSeenAt: new Date(row.first_seen_at),
    lastSeenAt: new Date(row.same_at ?? row.last_seen_at),
    lastChangedAt: new Date(row.changed_at),
    lastCheckedAt: new Date(checkedAt),
    state: freshness({ checkedAt, failures: row.failures ?? 0, failingSince: row.failing_since }, at),
    evidence: withAgreement(evidenceOf(row), endpointHosts, row.co_listed),
    diagnostics: { errors, warnings },
  };
}
