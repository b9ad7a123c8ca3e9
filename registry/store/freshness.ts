// How lately an origin confirmed an entry, judged when it is read.

import type { Freshness } from "./store.ts";

const hourMs = 3_600_000;

/** Without a confirmation for this long, an entry is stale: the time that evidence lasts (security.md 2.6). */
export const staleAfterMs: number = 7 * 24 * hourMs;

/** Fewer failed visits than this are a hiccup. */
export const unreachableAfterFailures = 3;

/** Failures within a shorter time than this are one outage, however often we knock. */
export const unreachableAfterMs: number = 72 * hourMs;

/** What freshness depends on. Times are milliseconds since the epoch. */
export interface LastSigns {
  readonly checkedAt: number;
  /** Visits to the answering host that have failed since the last that did not. */
  readonly failures: number;
  readonly failingSince: number | null;
}

/** Judges the signs at a moment (security.md 2.6, P10). */
export function freshness(signs: LastSigns, at: number): Freshness {
  const failing = signs.failures >= unreachableAfterFailures && signs.failingSince !== null;
  if (failing && at - (signs.failingSince ?? at) >= unreachableAfterMs) return "unreachable";
  return at - signs.checkedAt > staleAfterMs ? "stale" : "fresh";
}
