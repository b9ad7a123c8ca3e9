// Finds the hosts whose next visit is due, and keeps an outage from sending the crawler to all of them at once.

import type { Engine } from "./engine.ts";

const dayMs = 24 * 3_600_000;

/** A silence longer than this was an outage, where the crawl had asked at least once a day before. */
export const outageMs: number = dayMs;

/** A clock that goes back by less than this is only being set right. */
export const backwardsMs: number = 5 * 60_000;

/** What is overdue after an outage is spread over this. */
export const spreadMs: number = dayMs;

/** No visit is planned further ahead than this (30 days and a tenth): a later one is from a clock that was wrong. */
export const farthestMs: number = 33 * dayMs;

interface Cadence {
  readonly regular_since: number;
  readonly asked_at: number;
}

/** Prepares the statements once and gives `Frontier.due`, to be called within a transaction. */
export function createDue(engine: Engine): (at: Date, limit: number) => readonly string[] {
  const known = engine.prepare<Cadence>("SELECT regular_since, asked_at FROM cadence");
  const note = engine.prepare(`INSERT INTO cadence (id, regular_since, asked_at) VALUES (1, @since, @at)
    ON CONFLICT (id) DO UPDATE SET regular_since = excluded.regular_since, asked_at = excluded.asked_at`);
  const spreadOverdue = engine.prepare(
    "UPDATE hosts SET next_visit_at = @at + abs(random() % @spread) WHERE next_visit_at < @at",
  );
  const spreadFar = engine.prepare(
    "UPDATE hosts SET next_visit_at = @at + abs(random() % @spread) WHERE next_visit_at > @farthest",
  );
  const due = engine.prepare<{ host: string }>(`SELECT host FROM hosts WHERE next_visit_at <= @at
    AND (lease_until IS NULL OR lease_until <= @at) AND (not_before IS NULL OR not_before <= @at)
    ORDER BY next_visit_at LIMIT @limit`);

  /** Whether the clock has jumped: forward by an outage of a crawl that had been regular, or back at all. */
  function jumped(cadence: Cadence | undefined, at: number): boolean {
    if (cadence === undefined) return false;
    const silence = at - cadence.asked_at;
    return silence < -backwardsMs || (silence > outageMs && cadence.asked_at - cadence.regular_since >= outageMs);
  }

  return (date, limit) => {
    const at = date.getTime();
    const cadence = known.get();
    if (jumped(cadence, at)) {
      spreadOverdue.run({ at, spread: spreadMs });
      spreadFar.run({ at, spread: spreadMs, farthest: at + farthestMs });
    }
    const isRegular =
      cadence !== undefined && at - cadence.asked_at >= -backwardsMs && at - cadence.asked_at <= outageMs;
    note.run({ at, since: isRegular ? cadence.regular_since : at });
    return due.all({ at, limit }).map(({ host }) => host);
  };
}
