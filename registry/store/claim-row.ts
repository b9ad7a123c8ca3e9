// How a claim lies in its row, and how it is read back.

import type { Claim } from "../../src/crawl/frontier.ts";
import type { Evidence, EvidenceType } from "../../src/evidence/evidence.ts";
import { freshness } from "./freshness.ts";
import type { ProjectedClaim } from "./projection.ts";
import type { DiscoveryFacts } from "./store.ts";

/** What is read back whole, as JSON: everything about a claim that has no column of its own and no clock in it. */
export interface StoredFacts {
  readonly cardUrl: string;
  readonly catalogUrl?: string;
  readonly hostingHost: string;
  readonly listingHost?: string;
  readonly endpointHosts: readonly string[];
  readonly identifier?: string;
  readonly kind: string;
  readonly sha256: string;
  readonly errors: number;
  readonly warnings: number;
  readonly refusals: readonly string[];
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
}

/** The columns of {@link ClaimRow}, to be selected from `claims c`. */
export const claimColumns = `c.id, c.name, c.version, c.facts, c.evidence, c.etag, c.refused, c.served, c.revision,
  c.first_seen_at, c.last_seen_at, c.changed_at, c.checked_at, c.withdrawn_at, c.withdrawn_why`;

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

/** Reads evidence back from its JSON, dates and all. */
export function readEvidence(text: string): readonly Evidence[] {
  const stored = JSON.parse(text) as {
    type: EvidenceType;
    host: string;
    checkedAt: string;
    expiresAt: string;
    insecure?: true;
  }[];
  return stored.map((fact) => ({
    ...fact,
    checkedAt: new Date(fact.checkedAt),
    expiresAt: new Date(fact.expiresAt),
  }));
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
    evidence: readEvidence(row.evidence),
    firstSeenAt: row.first_seen_at,
    served: row.served === 1,
    withdrawn: row.withdrawn_at !== null,
    refused: row.refused === 1,
    row,
    facts,
  };
}

/** Our own facts about a claim, its freshness judged at `at` (milliseconds since the epoch). */
export function discoveryFacts(row: Omit<ClaimRow, "id" | "name" | "version"> & HostSigns, at: number): DiscoveryFacts {
  const { cardUrl, catalogUrl, hostingHost, endpointHosts, identifier, kind, sha256, errors, warnings } = readFacts(
    row.facts,
  );
  return {
    ...(catalogUrl === undefined ? {} : { catalogUrl }),
    cardUrl,
    hostingHost,
    endpointHosts,
    ...(identifier === undefined ? {} : { identifier }),
    kind,
    sha256,
    ...(row.etag === null ? {} : { etag: row.etag }),
    firstSeenAt: new Date(row.first_seen_at),
    lastSeenAt: new Date(row.last_seen_at),
    lastChangedAt: new Date(row.changed_at),
    lastCheckedAt: new Date(row.checked_at),
    state: freshness({ checkedAt: row.checked_at, failures: row.failures ?? 0, failingSince: row.failing_since }, at),
    evidence: readEvidence(row.evidence),
    diagnostics: { errors, warnings },
  };
}
