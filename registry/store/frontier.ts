// The crawler's side of the store: a visit is committed whole, in one transaction, or not at all.

import type { Commit, Frontier, HostResult, Lease } from "../../src/crawl/frontier.ts";
import type { ServerJsonOptions } from "../../src/dialects/server-json.ts";
import { createRecordClaims } from "./claims.ts";
import { createDue } from "./due.ts";
import type { Engine } from "./engine.ts";
import { createForget } from "./forget.ts";
import { createForgotten } from "./forgotten.ts";
import { createGroups } from "./group-commit.ts";
import { createHostSchedule } from "./host-schedule.ts";
import { resurrectedAfterMs } from "./identity.ts";
import { createIndexName } from "./index-entries.ts";
import type { Returned } from "./judge-identity.ts";
import { createLastVisits } from "./last-visit.ts";
import { createObservations } from "./observations.ts";
import { createPublish } from "./publish.ts";
import { createRobotsCopies } from "./robots-copies.ts";
import { createStamps } from "./stamps.ts";
import type { ChangeEvent, Store } from "./store.ts";
import { createTurns } from "./turns.ts";
import { visitDigest } from "./visit-digest.ts";
import { createVisits } from "./visits.ts";
import { createWithdrawals } from "./withdrawals.ts";

/** The writing side: the frontier, what stands above it (who is never to be visited again), and what publishers send. */
export interface CrawlerSide extends Pick<Store, "forget" | "unforget" | "forgotten" | "publish" | "setStatus"> {
  readonly frontier: Frontier;
}

/** The frontier alone. */
export function createFrontier(engine: Engine, now: () => Date, options: ServerJsonOptions = {}): Frontier {
  return createCrawlerSide(engine, now, options).frontier;
}

/** The crawler's side of an opened database. */
export function createCrawlerSide(engine: Engine, now: () => Date, options: ServerJsonOptions = {}): CrawlerSide {
  const stamps = createStamps(engine);
  const inGroup = createGroups(engine, stamps.open);
  const turns = createTurns(engine);
  const visits = createVisits(engine);
  const lastVisits = createLastVisits(engine);
  const observations = createObservations(engine);
  const recordClaims = createRecordClaims(engine);
  const withdrawals = createWithdrawals(engine);
  const indexName = createIndexName(engine, stamps, options);
  const robots = createRobotsCopies(engine);
  const forgotten = createForgotten(engine);
  const due = createDue(engine);
  const hostSchedule = createHostSchedule(engine);
  const publications = createPublish(engine, { indexName, forgotten });
  const count = engine.prepare("UPDATE counter SET revision = revision + 1");

  /** Writes what a visit learned where it is not what the last one did; gives the names that may look different now. */
  function learn(lease: Lease, result: HostResult, at: number): ReadonlySet<string> {
    const digest = visitDigest(result);
    const last = lastVisits.find(lease.host);
    const alike = last?.digest === digest ? last : undefined;
    if (alike && lastVisits.stands(alike, result, at)) {
      lastVisits.again(alike, at);
      return new Set();
    }
    if (last) lastVisits.settle(last);
    const visit = alike?.visit ?? visits.add(lease, { result, digest, at });
    if (alike) visits.extend(visit, at);
    const looks = observations.record(visit, result.observations, at);
    const recorded = recordClaims(result, visit, at);
    const withdrawn = withdrawals.judge(result, { recorded, looks }, at);
    lastVisits.tell({ host: lease.host, visit, digest, claims: recorded.claims, pending: withdrawn.pending });
    return new Set([...recorded.names, ...withdrawn.names]);
  }

  /** Whether the host's name did not exist for so long that somebody else may have it now. */
  function returnOf(host: string, { outcome }: HostResult, at: number): Returned | undefined {
    if (outcome !== "found") return undefined;
    const failing = turns.failing(host);
    if (!failing || at - failing.since < resurrectedAfterMs || !visits.lacksName(host)) return undefined;
    return { host: host.replace(/:\d+$/, ""), since: failing.since };
  }

  /** Writes all that a visit brought, and brings the index in step. */
  function commit(lease: Lease, result: HostResult): Commit {
    if (result.host !== lease.host) throw new Error(`a visit to ${result.host} under a lease on ${lease.host}`);
    turns.check(lease);
    const at = now().getTime();
    count.run();
    if (forgotten.holds(lease.host)) {
      turns.drop(lease);
      return { new: 0, changed: 0, gone: 0 };
    }
    const returned = returnOf(lease.host, result, at);
    const names = new Set(learn(lease, forgotten.without(result), at));
    for (const copy of result.robots ?? []) robots.keep(copy, at);
    turns.end(lease, result, at);
    const failing = turns.failing(lease.host);
    if (failing) for (const name of withdrawals.retire(lease.host, failing, at)) names.add(name);
    const events: ChangeEvent[] = [];
    for (const key of names) events.push(...indexName(key, at, returned));
    const countOf = (...wanted: readonly ChangeEvent[]) => events.filter((event) => wanted.includes(event)).length;
    return { new: countOf("new"), changed: countOf("changed", "back"), gone: countOf("gone") };
  }

  /** What did something counts as a commit; a refusal has written nothing. */
  function counted<T extends object>(outcome: T): T {
    if (!("refusal" in outcome)) count.run();
    return outcome;
  }

  const frontier: Frontier = {
    begin: (host, at, leaseMs) =>
      inGroup(() => (forgotten.holds(host) ? { reason: "forgotten" as const } : turns.begin(host, at, leaseMs))),
    remembered: async (url) => observations.remembered(url),
    lastAsked: async (url) => observations.lastAsked(url),
    robotsCopy: async (origin) => robots.find(origin),
    isForgotten: async (host) => forgotten.has(host),
    due: (at, limit) => inGroup(() => due(at, limit)),
    schedule: async (host) => hostSchedule.of(host),
    finish: (lease, result) => inGroup(() => commit(lease, result)),
    release: async (lease) => turns.release(lease),
  };
  return {
    frontier,
    forget: (host, reason) =>
      inGroup(() => {
        count.run();
        return createForget(engine, indexName).add({ host, at: now(), reason });
      }),
    unforget: (host) => inGroup(() => createForget(engine, indexName).drop(host, now())),
    forgotten: async () => forgotten.all(),
    publish: (publication) => inGroup(() => counted(publications.publish(publication, now().getTime()))),
    setStatus: (change) => inGroup(() => counted(publications.setStatus(change, now().getTime()))),
  };
}
