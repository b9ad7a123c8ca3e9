// Keeps how each visit to a host ended; visits that told the same again are counted on their row.

import type { HostResult, Lease } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";

/** The visits. Every method runs within its caller's transaction; `at` is in ms. */
export interface Visits {
  /** Writes a visit that differs from the one before, and gives its row. */
  add(lease: Lease, visit: { readonly result: HostResult; readonly digest: string; readonly at: number }): number;
  /** Counts one more visit of the same kind. */
  extend(visit: number, at: number): void;
  /** Whether the host's last visit found that its name does not exist. */
  lacksName(host: string): boolean;
}

/** Prepares the statements once. */
export function createVisits(engine: Engine): Visits {
  const add =
    engine.prepare(`INSERT INTO visits (host, fence, started_at, committed_at, last_at, digest, outcome, failure,
      failure_message, failure_url, catalogs, cards, invalid, not_modified, requests, duration_ms)
    VALUES (@host, @fence, @started_at, @at, @at, @digest, @outcome, @failure,
      @failure_message, @failure_url, @catalogs, @cards, @invalid, @not_modified, @requests, @duration_ms)`);
  const extend = engine.prepare("UPDATE visits SET last_at = @at, times = times + 1 WHERE id = @visit");
  const last = engine.prepare<{ failure: string | null }>(
    "SELECT failure FROM visits WHERE host = @host ORDER BY id DESC LIMIT 1",
  );
  return {
    add({ host, fence }, { result, digest, at }) {
      const { lastInsertRowid } = add.run({
        host,
        fence,
        at,
        digest,
        started_at: result.startedAt.getTime(),
        outcome: result.outcome,
        failure: result.failure?.code ?? null,
        failure_message: result.failure?.message ?? null,
        failure_url: result.failure?.url ?? null,
        catalogs: result.catalogs,
        cards: result.cards,
        invalid: result.invalid,
        not_modified: result.notModified,
        requests: result.requests,
        duration_ms: result.durationMs,
      });
      return Number(lastInsertRowid);
    },
    lacksName: (host) => last.get({ host })?.failure === "dns",
    extend: (visit, at) => void extend.run({ visit, at }),
  };
}
