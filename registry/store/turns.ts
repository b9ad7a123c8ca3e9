// Whose turn it is: one crawler at a time holds a host, and a late one cannot write over its successor.

import type { HostResult, Lease, Refusal, Rest } from "../../src/crawl/frontier.ts";
import type { Rhythm } from "../../src/crawl/rhythm.ts";
import type { Engine } from "./engine.ts";
import { StoreError } from "./store.ts";

/** Leases on hosts. Every method but `release` runs within its caller's transaction. */
export interface Turns {
  begin(host: string, at: Date, leaseMs: number): Lease | Refusal;
  /** Throws a StoreError where somebody else has held the host since, or the lease was given back. */
  check(lease: Lease): void;
  /** Gives the lease back and writes the schedule. `at` is in ms. */
  end(lease: Lease, result: HostResult, at: number): void;
  /** Gives the lease back and takes the host off the schedule. */
  drop(lease: Lease): void;
  /** Since when the host has failed and how often; undefined where its last visit did not. `since` is in ms. */
  failing(host: string): { readonly since: number; readonly times: number } | undefined;
  /** Gives the lease back where it is still held. */
  release(lease: Lease): void;
}

interface HostRow {
  readonly fence: number;
  readonly lease_until: number | null;
  readonly not_before: number | null;
  readonly rest: string | null;
  readonly failures: number;
  readonly timeouts: number;
  readonly settled: string | null;
  readonly contents: string | null;
  readonly interval_ms: number | null;
}

function rhythmOf({ settled, contents, interval_ms }: HostRow): { rhythm?: Rhythm } {
  if (settled === null || contents === null || interval_ms === null) return {};
  return { rhythm: { outcome: settled as Rhythm["outcome"], contents, intervalMs: interval_ms } };
}

/** Prepares the statements once. */
export function createTurns(engine: Engine): Turns {
  const find =
    engine.prepare<HostRow>(`SELECT fence, lease_until, not_before, rest, failures, timeouts, settled, contents,
    interval_ms FROM hosts WHERE host = @host`);
  const take = engine.prepare<{ fence: number }>(`INSERT INTO hosts (host, fence, lease_until) VALUES (@host, 1, @until)
    ON CONFLICT (host) DO UPDATE SET fence = fence + 1, lease_until = excluded.lease_until RETURNING fence`);
  const giveBack = engine.prepare("UPDATE hosts SET lease_until = NULL WHERE host = @host AND fence = @fence");
  const failing = engine.prepare<{ since: number; times: number }>(
    "SELECT failing_since AS since, failures AS times FROM hosts WHERE host = @host AND failing_since IS NOT NULL",
  );
  const schedule =
    engine.prepare(`UPDATE hosts SET lease_until = NULL, next_visit_at = @next_visit_at, last_visit_at = @at,
      not_before = @not_before, led = iif(last_visit_at IS NULL, @led, min(led, @led)), rest = @rest, outcome = @outcome, timeouts = @timeouts,
      settled = coalesce(@settled, settled), contents = coalesce(@contents, contents),
      interval_ms = coalesce(@interval_ms, interval_ms),
      failures = iif(@outcome = 'failed', failures + 1, 0),
      failing_since = iif(@outcome = 'failed', coalesce(failing_since, @at), NULL)
    WHERE host = @host`);

  const unschedule = engine.prepare("UPDATE hosts SET lease_until = NULL, next_visit_at = NULL WHERE host = @host");

  return {
    begin(host, at, leaseMs) {
      const known = find.get({ host });
      const now = at.getTime();
      if (known?.lease_until && known.lease_until > now)
        return { reason: "leased", until: new Date(known.lease_until) };
      if (known?.not_before && known.not_before > now)
        return { reason: (known.rest ?? "backing-off") as Rest, until: new Date(known.not_before) };
      const fence = take.get({ host, until: now + leaseMs })?.fence ?? 0;
      const { failures = 0, timeouts = 0 } = known ?? {};
      return { host, fence, failures, timeouts, ...(known && rhythmOf(known)) };
    },
    check({ host, fence }) {
      const known = find.get({ host });
      if (known?.fence === fence && known.lease_until !== null) return;
      throw new StoreError(
        `the lease on "${host}" is no longer held: another crawler has taken it, or it was given back`,
      );
    },
    end(lease, result, at) {
      schedule.run({
        host: lease.host,
        at,
        next_visit_at: result.nextVisitAt.getTime(),
        led: result.ledByPublic ? 1 : 0,
        not_before: result.notBefore?.getTime() ?? null,
        rest: result.rest ?? null,
        outcome: result.outcome,
        timeouts: result.timeouts ?? 0,
        settled: result.rhythm?.outcome ?? null,
        contents: result.rhythm?.contents ?? null,
        interval_ms: result.rhythm?.intervalMs ?? null,
      });
    },
    drop: ({ host }) => void unschedule.run({ host }),
    failing: (host) => failing.get({ host }),
    release({ host, fence }) {
      giveBack.run({ host, fence });
    },
  };
}
