// What all visits of one crawl share: whose turn it is, what robots.txt said, who asked to be left alone.

import type { Exchange } from "../http/exchange.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import type { Pace } from "./pace.ts";
import { crawlDelayMaxMs } from "./robots.ts";
import { createRobotsBook, type RobotsBook } from "./robots-book.ts";

/** The pause between two requests to a host, unless more is asked for. */
export const delayDefaultMs = 1_000;

/** A host that is slow to answer gets this many times its last response time as a pause. */
export const slownessFactor = 5;

/** The longest pause. */
export const delayMaxMs: number = crawlDelayMaxMs;

/** Hosts remembered as asking to be left alone. */
const heldMaxHosts = 100_000;

/** How a crawl behaves. */
export interface Manners {
  readonly lanes: Lanes;
  readonly robots: RobotsBook;
  readonly pace: Pace;
  readonly now: () => Date;
  /** The pause after a request to a host that took so long and whose robots.txt asks for so much. */
  gapMs(host: string, tookMs: number, crawlDelayMs: number): number;
  /** Until when a host asked to be left alone; undefined where it did not, or where the time is over. */
  heldUntil(host: string): Date | undefined;
  hold(host: string, until: Date): void;
}

/** What manners may be set to. */
export interface MannersOptions {
  readonly pace: Pace;
  readonly now: () => Date;
  readonly delayMs?: number;
  /** Hosts for which a delay under the default is taken at its word. */
  readonly mayHurry?: (host: string) => boolean;
}

/** Opens the shared part of a crawl. */
export function createManners({ pace, now, delayMs = delayDefaultMs, mayHurry }: MannersOptions): Manners {
  const held = new Map<string, Date>();
  return {
    lanes: createLanes(pace),
    robots: createRobotsBook(),
    pace,
    now,
    gapMs(host, tookMs, crawlDelayMs) {
      if (mayHurry?.(host) === true && delayMs < delayDefaultMs) return Math.max(delayMs, crawlDelayMs);
      return Math.min(Math.max(delayMs, delayDefaultMs, tookMs * slownessFactor, crawlDelayMs), delayMaxMs);
    },
    heldUntil(host) {
      const until = held.get(host);
      if (until === undefined || until > now()) return until;
      held.delete(host);
      return undefined;
    },
    hold(host, until) {
      const [oldest] = held.keys();
      if (held.size >= heldMaxHosts && oldest !== undefined) held.delete(oldest);
      held.set(host, until);
    },
  };
}

/** The exchange of a visit with what it needs besides. */
export interface VisitPart {
  readonly exchange: Exchange;
  /** Books a request that nobody asked the budget for. */
  readonly spend: (count: number) => void;
  readonly random: () => number;
}
