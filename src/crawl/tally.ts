// Adds up a crawl for its summary.

import type { HostEvent, SummaryEvent } from "./event.ts";
import type { Commit } from "./frontier.ts";

/** The running totals of a crawl. */
export interface Tally {
  add(event: HostEvent, commit?: Commit): void;
  summary(end: { readonly durationMs: number; readonly complete: boolean }): SummaryEvent;
}

/** Starts at zero. */
export function createTally(): Tally {
  const outcomes = { found: 0, none: 0, failed: 0, refused: 0, skipped: 0 };
  const sums = { cards: 0, invalid: 0, notModified: 0, requests: 0, bytes: 0, new: 0, changed: 0, gone: 0 };
  const refusedBy = new Map<string, number>();
  let hosts = 0;
  return {
    add(event, commit) {
      hosts += 1;
      outcomes[event.outcome] += 1;
      sums.cards += event.cards;
      sums.invalid += event.invalid;
      sums.notModified += event.notModified;
      sums.requests += event.requests;
      sums.bytes += event.bytes;
      if (event.reason !== undefined) refusedBy.set(event.reason, (refusedBy.get(event.reason) ?? 0) + 1);
      sums.new += commit?.new ?? 0;
      sums.changed += commit?.changed ?? 0;
      sums.gone += commit?.gone ?? 0;
    },
    summary: (end) => ({
      event: "summary",
      hosts,
      ...outcomes,
      refusedBy: Object.fromEntries(refusedBy),
      ...sums,
      ...end,
    }),
  };
}
