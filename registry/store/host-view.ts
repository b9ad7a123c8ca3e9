// What the store knows of one host: its last visit, when the next one is due, and what it speaks for.

import type { HostResult } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";
import { createForgotten } from "./forgotten.ts";
import { createHostSchedule } from "./host-schedule.ts";

/** Servers of a host that are told; a host with more has a list of its own (search for the host). */
export const toldServers = 100;

/** One host. */
export interface HostView {
  readonly host: string;
  /** It asked to be forgotten: nothing else is known. */
  readonly forgottenAt?: Date;
  readonly lastVisitAt?: Date;
  readonly outcome?: HostResult["outcome"];
  readonly failingSince?: Date;
  readonly nextVisitAt?: Date;
  /** Names of servers whose shown claim it answers for, at most {@link toldServers}. */
  readonly servers: readonly string[];
}

/** Gives `Store.host` over an opened database. */
export function createHostViews(engine: Engine): (host: string) => HostView | undefined {
  const schedule = createHostSchedule(engine);
  const forgotten = createForgotten(engine);
  const failing = engine.prepare<{ since: number | null }>(
    "SELECT failing_since AS since FROM hosts WHERE host = @host",
  );
  const servers = engine.prepare<{ name: string }>(`SELECT DISTINCT e.name FROM claims c
    JOIN entries e ON e.name = c.name AND e.version = c.version AND e.claim = c.id
    WHERE c.answering_host = @host AND e.status <> 'deleted' ORDER BY e.name LIMIT ${toldServers}`);

  return (host) => {
    const tombstone = forgotten.find(host);
    if (tombstone) return { host, forgottenAt: tombstone.at, servers: [] };
    const known = schedule.of(host);
    if (known === undefined) return undefined;
    const { lastVisitAt, nextVisitAt, outcome } = known;
    const since = failing.get({ host })?.since;
    return {
      host,
      ...(lastVisitAt && { lastVisitAt }),
      ...(outcome && { outcome }),
      ...(since == null ? {} : { failingSince: new Date(since) }),
      ...(nextVisitAt && { nextVisitAt }),
      servers: servers.all({ host }).map(({ name }) => name),
    };
  };
}
