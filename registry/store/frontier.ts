// The crawler's side of the store: a visit is committed whole, in one transaction, or not at all.

import type { Frontier } from "../../src/crawl/frontier.ts";
import type { ServerJsonOptions } from "../../src/dialects/server-json.ts";
import { createRecordClaims } from "./claims.ts";
import type { Engine } from "./engine.ts";
import { createGroups } from "./group-commit.ts";
import { type ChangeEvent, createIndexName } from "./index-entries.ts";
import { createObservations } from "./observations.ts";
import { createTurns } from "./turns.ts";

/** The frontier over an opened database. */
export function createFrontier(engine: Engine, now: () => Date, options: ServerJsonOptions = {}): Frontier {
  const inGroup = createGroups(engine);
  const turns = createTurns(engine);
  const observations = createObservations(engine);
  const recordClaims = createRecordClaims(engine);
  const indexName = createIndexName(engine, options);

  return {
    begin: (host, at, leaseMs) => inGroup(() => turns.begin(host, at, leaseMs)),
    remembered: async (url) => observations.remembered(url),
    lastAsked: async (url) => observations.lastAsked(url),
    finish: (lease, result) =>
      inGroup(() => {
        if (result.host !== lease.host) throw new Error(`a visit to ${result.host} under a lease on ${lease.host}`);
        turns.check(lease);
        const at = now().getTime();
        observations.record(lease, result, at);
        const events: ChangeEvent[] = [];
        for (const key of recordClaims(result, at)) events.push(...indexName(key, at));
        turns.end(lease, result, at);
        const count = (...wanted: readonly ChangeEvent[]) => events.filter((event) => wanted.includes(event)).length;
        return { new: count("new"), changed: count("changed", "back"), gone: count("gone") };
      }),
    release: async (lease) => turns.release(lease),
  };
}
