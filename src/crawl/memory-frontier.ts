// The crawler's memory for one run: what a crawl without a store uses.

import type { Commit, Frontier, HostResult, Lease, Observation, Refusal, Remembered, Rest } from "./frontier.ts";
import type { Rhythm } from "./rhythm.ts";
import type { RobotsCopy } from "./robots-copy.ts";

interface HostState {
  fence: number;
  leasedUntil?: Date;
  notBefore?: Date;
  lastVisitAt?: Date;
  outcome?: HostResult["outcome"];
  ledByPublic?: true;
  rest: Rest;
  failures: number;
  timeouts: number;
  rhythm?: Rhythm;
  nextVisitAt?: Date;
}

/** Options of the memory. */
export interface MemoryFrontierOptions {
  /** Keep documents for conditional requests. Default true; false keeps a long run small. */
  readonly remember?: boolean;
}

/** Opens an empty memory. What it counts as new, changed or gone is by claim: card URL, catalog, name and version. */
export function createMemoryFrontier({ remember = true }: MemoryFrontierOptions = {}): Frontier {
  const hosts = new Map<string, HostState>();
  const kept = new Map<string, Remembered>();
  const asked = new Map<string, Date>();
  const robots = new Map<string, RobotsCopy>();
  const claims = new Map<string, { readonly sha256: string; readonly cardUrl: string; readonly catalogUrl?: string }>();

  function stateOf(host: string): HostState {
    const state = hosts.get(host) ?? { fence: 0, failures: 0, timeouts: 0, rest: "backing-off" };
    hosts.set(host, state);
    return state;
  }

  function keep(seen: Observation): void {
    const { url, etag, lastModified, contentType, sha256, bytes } = seen;
    if (seen.outcome !== "ok") return;
    if (!remember || bytes === undefined || sha256 === undefined || (etag === undefined && lastModified === undefined))
      kept.delete(url);
    else
      kept.set(url, {
        url,
        sha256,
        bytes,
        ...(etag !== undefined && { etag }),
        ...(lastModified !== undefined && { lastModified }),
        ...(contentType !== undefined && { contentType }),
        ...(seen.verdict !== undefined && { verdict: seen.verdict }),
      });
  }

  function commit(result: HostResult): Commit {
    const { claims: seen, readWhole, unasked, unreadable = [], unwanted = [], observations } = result;
    const counts = { new: 0, changed: 0, gone: 0 };
    const stays = new Set<string>();
    for (const { name, version, cardUrl, catalogUrl, sha256 } of seen) {
      const key = JSON.stringify([cardUrl, catalogUrl, name, version]);
      stays.add(key);
      const before = claims.get(key);
      if (before === undefined) counts.new += 1;
      else if (before.sha256 !== sha256) counts.changed += 1;
      claims.set(key, { sha256, cardUrl, ...(catalogUrl !== undefined && { catalogUrl }) });
    }
    const absent = new Set(observations.filter((one) => one.outcome === "absent").map((one) => one.url));
    const dropped = new Set(unwanted.map(({ url }) => url));
    for (const [key, claim] of claims) {
      const unlisted =
        claim.catalogUrl !== undefined &&
        readWhole.includes(claim.catalogUrl) &&
        ![...unasked, ...unreadable].includes(claim.cardUrl);
      const hidden = dropped.has(claim.cardUrl) || dropped.has(claim.catalogUrl ?? "");
      const lost = unlisted || hidden || absent.has(claim.cardUrl);
      if (stays.has(key) || !lost) continue;
      claims.delete(key);
      counts.gone += 1;
    }
    return counts;
  }

  return {
    async begin(host: string, at: Date, leaseMs: number): Promise<Lease | Refusal> {
      const state = stateOf(host);
      if (state.leasedUntil && state.leasedUntil > at) return { reason: "leased", until: state.leasedUntil };
      if (state.notBefore && state.notBefore > at) return { reason: state.rest, until: state.notBefore };
      state.fence += 1;
      state.leasedUntil = new Date(at.getTime() + leaseMs);
      const { fence, failures, timeouts, rhythm } = state;
      return { host, fence, failures, timeouts, ...(rhythm && { rhythm }) };
    },
    async remembered(url) {
      return kept.get(url);
    },
    async lastAsked(url) {
      return asked.get(url);
    },
    async robotsCopy(origin) {
      return robots.get(origin);
    },
    async isForgotten() {
      return false;
    },
    async due(at, limit) {
      const waits = ({ leasedUntil, notBefore, nextVisitAt }: HostState): boolean =>
        nextVisitAt === undefined || [leasedUntil, notBefore, nextVisitAt].some((time) => time && time > at);
      return [...hosts]
        .filter(([, state]) => !waits(state))
        .sort(([, a], [, b]) => Number(a.nextVisitAt) - Number(b.nextVisitAt))
        .slice(0, limit)
        .map(([host]) => host);
    },
    async finish(lease, result) {
      const state = stateOf(lease.host);
      if (state.fence !== lease.fence || state.leasedUntil === undefined)
        throw new Error(`the lease on ${lease.host} is stale`);
      delete state.leasedUntil;
      delete state.notBefore;
      if (result.notBefore) state.notBefore = result.notBefore;
      if (!result.ledByPublic) delete state.ledByPublic;
      else if (state.lastVisitAt === undefined) state.ledByPublic = true;
      state.lastVisitAt = result.startedAt;
      state.outcome = result.outcome;
      state.rest = result.rest ?? "backing-off";
      state.nextVisitAt = result.nextVisitAt;
      state.timeouts = result.timeouts ?? 0;
      if (result.rhythm) state.rhythm = result.rhythm;
      if (remember) for (const copy of result.robots ?? []) robots.set(copy.origin, copy);
      state.failures = result.outcome === "failed" ? state.failures + 1 : 0;
      for (const seen of result.observations) {
        keep(seen);
        if (remember) asked.set(seen.url, seen.at);
      }
      return commit(result);
    },
    async schedule(host) {
      const state = hosts.get(host);
      if (state === undefined) return undefined;
      const { fence: _, timeouts: __, rhythm: ___, ...schedule } = state;
      return schedule;
    },
    async release(lease) {
      const state = stateOf(lease.host);
      if (state.fence === lease.fence) delete state.leasedUntil;
    },
  };
}
