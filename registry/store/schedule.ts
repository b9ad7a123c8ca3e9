// Reads the schedule: who is due, and what is known of one host's visits.

import type { HostResult, Schedule } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";

/** The schedule's reads, synchronous. */
export interface ScheduleReads {
  due(at: Date, limit: number): readonly string[];
  schedule(host: string): Schedule | undefined;
}

interface Row {
  readonly last_visit_at: number | null;
  readonly next_visit_at: number | null;
  readonly not_before: number | null;
  readonly lease_until: number | null;
  readonly outcome: string | null;
  readonly failures: number;
}

/** Prepares the statements once. */
export function createScheduleReads(engine: Engine): ScheduleReads {
  const due = engine.prepare<{ host: string }>(
    "SELECT host FROM hosts WHERE next_visit_at <= @at ORDER BY next_visit_at, host LIMIT @limit",
  );
  const find = engine.prepare<Row>(`SELECT last_visit_at, next_visit_at, not_before, lease_until, outcome, failures
    FROM hosts WHERE host = @host`);
  return {
    due: (at, limit) => due.all({ at: at.getTime(), limit }).map(({ host }) => host),
    schedule(host) {
      const row = find.get({ host });
      if (row === undefined) return undefined;
      return {
        failures: row.failures,
        ...(row.last_visit_at !== null && { lastVisitAt: new Date(row.last_visit_at) }),
        ...(row.next_visit_at !== null && { nextVisitAt: new Date(row.next_visit_at) }),
        ...(row.not_before !== null && { notBefore: new Date(row.not_before) }),
        ...(row.lease_until !== null && { leasedUntil: new Date(row.lease_until) }),
        ...(row.outcome !== null && { outcome: row.outcome as HostResult["outcome"] }),
      };
    },
  };
}
