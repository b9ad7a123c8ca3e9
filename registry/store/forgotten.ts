// Knows which hosts asked to be forgotten, so that no visit begins there and none that was under way brings them back.

import type { HostResult } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";
import type { Tombstone } from "./store.ts";

/** The hosts that asked to be forgotten: names without a port. */
export interface Forgotten {
  has(host: string): boolean;
  /** Whether the host of a target's key is among them. */
  holds(key: string): boolean;
  /** The result without what such hosts say. */
  without(result: HostResult): HostResult;
  /** The tombstone of the host of a target's key. */
  find(key: string): Tombstone | undefined;
  all(): readonly Tombstone[];
}

interface Row {
  readonly host: string;
  readonly at: number;
  readonly reason: string;
}

function hostOf(key: string): string {
  return new URL(key.includes("://") ? key : `https://${key}`).hostname;
}

/** Prepares the statements once. */
export function createForgotten(engine: Engine): Forgotten {
  const find = engine.prepare<Row>("SELECT host, at, reason FROM forgotten WHERE host = @host");
  const any = engine.prepare("SELECT 1 FROM forgotten LIMIT 1");
  const list = engine.prepare<Row>("SELECT host, at, reason FROM forgotten ORDER BY host");
  const has = (host: string): boolean => find.get({ host }) !== undefined;
  return {
    has,
    holds: (key) => any.get() !== undefined && has(hostOf(key)),
    without(result) {
      if (any.get() === undefined) return result;
      const claims = result.claims.filter(
        ({ hostingHost, listingHost }) => !has(hostingHost) && !(listingHost !== undefined && has(listingHost)),
      );
      return { ...result, claims };
    },
    find(key) {
      const row = find.get({ host: hostOf(key) });
      return row && { host: row.host, at: new Date(row.at), reason: row.reason };
    },
    all: () => list.all().map(({ host, at, reason }) => ({ host, at: new Date(at), reason })),
  };
}
