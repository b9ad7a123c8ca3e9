// Keeps what each origin's robots.txt said, for the length of a crawl and within a bound on memory.

import type { Failure } from "../http/exchange.ts";
import type { Robots } from "./robots.ts";

/** What is known of an origin: its rules, or why nothing may be asked of it. */
export type RobotsVerdict = { readonly robots: Robots } | { readonly failure: Failure };

/** Characters of rules kept at once over all origins. */
const keptMaxCharacters: number = 8 * 1024 * 1024;

/** What every verdict is counted as besides its text. */
const verdictCost = 1024;

/** The book. Times are of the crawl's monotonic clock. */
export interface RobotsBook {
  look(origin: string, now: number): RobotsVerdict | undefined;
  /** Writes a verdict that holds until the given time. */
  write(origin: string, verdict: RobotsVerdict, entry: { readonly until: number; readonly characters: number }): void;
}

/** Opens an empty book; the oldest entries leave first. */
export function createRobotsBook(): RobotsBook {
  const kept = new Map<string, { readonly verdict: RobotsVerdict; readonly until: number; readonly cost: number }>();
  let total = 0;
  function drop(origin: string): void {
    total -= kept.get(origin)?.cost ?? 0;
    kept.delete(origin);
  }
  return {
    look(origin, now) {
      const entry = kept.get(origin);
      return entry && entry.until > now ? entry.verdict : undefined;
    },
    write(origin, verdict, { until, characters }) {
      drop(origin);
      kept.set(origin, { verdict, until, cost: characters + verdictCost });
      total += characters + verdictCost;
      for (const oldest of kept.keys()) {
        if (total <= keptMaxCharacters) break;
        drop(oldest);
      }
    },
  };
}
