// Reads the schedule and leaves it as it is: what is known of one host's visits, and who is due.

import type { HostResult, HostSchedule, Rest } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";

/** The reads, synchronous. */
export interface ScheduleReads {
  of(host: string): HostSchedule | undefined;
  /** Up to `limit` hosts that are due at `at`, most overdue first; nobody is told that they were asked for. */
  dueAt(at: Date, limit: number): readonly string[];
}

interface Row {
  readonly last_visit_at: number | null;
  readonly next_visit_at: number | null;
  readonly not_before: number | null;
  readonly lease_until: number | null;
  readonly outcome: string | null;
  readonly rest: string | null;
  readonly failures: number;
  readonly led: number;
}

/** Prepares the statements once. */
export function createHostSchedule(engine: Engine): ScheduleReads {
  const find =
    engine.prepare<Row>(`SELECT last_visit_at, next_visit_at, not_before, lease_until, outcome, rest, failures, led
    FROM hosts WHERE host = @host`);
  const due = engine.prepare<{ host: string }>(
    "SELECT host FROM hosts WHERE next_visit_at <= @at ORDER BY next_visit_at LIMIT @limit",
  );
  return {
    dueAt: (at, limit) => due.all({ at: at.getTime(), limit }).map(({ host }) => host),
    of(host) {
      const row = find.get({ host });
      if (row === undefined) return undefined;
      return {
        failures: row.failures,
        ...(row.led === 1 && { ledByPublic: true }),
        ...(row.last_visit_at !== null && { lastVisitAt: new Date(row.last_visit_at) }),
        ...(row.next_visit_at !== null && { nextVisitAt: new Date(row.next_visit_at) }),
        ...(row.not_before !== null && { notBefore: new Date(row.not_before), rest: restOf(row.rest) }),
        ...(row.lease_until !== null && { leasedUntil: new Date(row.lease_until) }),
        ...(row.outcome !== null && { outcome: row.outcome as HostResult["outcome"] }),
      };
    },
  };
}

function restOf(text: string | null): Rest {
  return text === "not-answering" ? text : "backing-off";
}
