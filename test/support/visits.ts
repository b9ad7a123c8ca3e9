// Builds what a crawler would hand to the store: claims with evidence, and visits that carry them.

import { createHash } from "node:crypto";
import type { Claim, Commit, Frontier, HostResult, Lease } from "../../src/crawl/frontier.ts";
import { isRefusal } from "../../src/crawl/frontier.ts";
import { type Card, cardSchemaUrl } from "../../src/document/card.ts";
import type { Evidence, EvidenceType } from "../../src/evidence/evidence.ts";

export const dayMs = 86_400_000;

/** A clock that tests turn by hand. */
export interface Clock {
  (): Date;
  advance(ms: number): void;
}

export function createClock(start = "2026-03-01T00:00:00Z"): Clock {
  let at = Date.parse(start);
  const read = () => new Date(at);
  return Object.assign(read, {
    advance(ms: number) {
      at += ms;
    },
  });
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** One fact that lasts a week from `at`. */
export function fact(type: EvidenceType, host: string, at: Date): Evidence {
  return { type, host, checkedAt: at, expiresAt: new Date(at.getTime() + 7 * dayMs) };
}

export interface ClaimParts extends Partial<Omit<Claim, "card" | "evidence">> {
  /** Members of the card beyond the required ones. */
  readonly card?: Partial<Card>;
  readonly evidence?: readonly Evidence[];
  readonly at: Date;
}

/** What `host`'s own catalog says of a card on `host`; listed, not proved, unless `evidence` says so. */
export function claimOf(host: string, name: string, version: string, parts: ClaimParts): Claim {
  const { card: members, at, ...rest } = parts;
  const card: Card = { $schema: cardSchemaUrl, name, version, description: `Serves ${name}.`, ...members };
  return {
    name,
    version,
    card,
    cardUrl: `https://${host}/${name.split("/")[1]}/server-card`,
    catalogUrl: `https://${host}/.well-known/ai-catalog.json`,
    hostingHost: host,
    listingHost: host,
    endpointHosts: [host],
    kind: "server-card",
    sha256: sha256(JSON.stringify(card)),
    evidence: [fact("listed-by", host, at)],
    errors: 0,
    warnings: 0,
    refusals: [],
    ...rest,
  };
}

/** The same, proved: the name is the reverse of the host. */
export function provedClaim(host: string, name: string, version: string, parts: ClaimParts): Claim {
  return claimOf(host, name, version, {
    evidence: [fact("served-by", host, parts.at), fact("listed-by", host, parts.at)],
    ...parts,
  });
}

/** A visit that read the host's catalog whole and found these claims. */
export function visitOf(host: string, claims: readonly Claim[], at: Date, parts: Partial<HostResult> = {}): HostResult {
  const catalogUrl = `https://${host}/.well-known/ai-catalog.json`;
  const bytes = new TextEncoder().encode(JSON.stringify(claims.map((claim) => claim.cardUrl)));
  return {
    host,
    startedAt: at,
    outcome: "found",
    catalogs: 1,
    cards: claims.length,
    invalid: 0,
    notModified: 0,
    requests: claims.length + 1,
    durationMs: 12.5,
    observations: [
      { url: catalogUrl, at, outcome: "ok", status: 200, kind: "ai-catalog", sha256: sha256(bytes), bytes },
    ],
    claims,
    readWhole: [catalogUrl],
    unasked: [],
    nextVisitAt: new Date(at.getTime() + dayMs),
    ...parts,
  };
}

/** Takes the lease; a refusal is a failed test. */
export async function leaseOn(frontier: Frontier, host: string, at: Date): Promise<Lease> {
  const begun = await frontier.begin(host, at, 60_000);
  if (isRefusal(begun)) throw new Error(`no lease on ${host}: ${begun.reason}`);
  return begun;
}

/** A whole turn: lease, commit. */
export async function commit(frontier: Frontier, result: HostResult): Promise<Commit> {
  const lease = await leaseOn(frontier, result.host, result.startedAt);
  return frontier.finish(lease, result);
}
