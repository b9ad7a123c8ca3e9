// Keeps what each origin's robots.txt said, for the length of a crawl and within a bound on memory.

import type { Failure } from "../http/exchange.ts";
import type { Robots } from "./robots.ts";

/** What is known of an origin: its rules, or why nothing may be asked of it. */
export type RobotsVerdict = { readonly robots: Robots } | { readonly failure: Failure };

/** How long rules hold: RFC 9309 section 2.4 allows a day. */
export const robotsLifeMs: number = 24 * 3600 * 1000;

/** How long an origin without readable rules is left alone. */
export const robotsErrorLifeMs: number = 3600 * 1000;

/** Characters of rules kept at once over all origins. */
const keptMaxCharacters: number = 8 * 1024 * 1024;

/** What every verdict is counted as besides its text. */
const verdictCost = 1024;

/** The book. Times are of the crawl's monotonic clock. */
export interface RobotsBook {
  look(origin: string, now: number): RobotsVerdict | undefined;
  write(origin: string, verdict: RobotsVerdict, entry: { readonly now: number; readonly characters: number }): void;
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
    write(origin, verdict, { now, characters }) {
      drop(origin);
      const until = now + ("robots" in verdict ? robotsLifeMs : robotsErrorLifeMs);
      kept.set(origin, { verdict, until, cost: characters + verdictCost });
      total += characters + verdictCost;
      for (const oldest of kept.keys()) {
        if (total <= keptMaxCharacters) break;
        drop(oldest);
      }
    },
  };
}
