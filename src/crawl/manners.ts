// What all visits of one crawl share: whose turn it is, what robots.txt said, who asked to be left alone.

import type { Exchange } from "../http/exchange.ts";
import { breakerAfter, breakerMs } from "./breaker.ts";
import type { Frontier, Rest } from "./frontier.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import type { Pace } from "./pace.ts";
import { crawlDelayMaxMs } from "./robots.ts";
import { createRobotsBook, type RobotsBook } from "./robots-book.ts";
import type { RobotsCopy } from "./robots-copy.ts";

/** The pause between two requests to a host, unless more is asked for. */
export const delayDefaultMs = 1_000;

/** A host that is slow to answer gets this many times its last response time as a pause. */
export const slownessFactor = 5;

/** The longest pause. */
export const delayMaxMs: number = crawlDelayMaxMs;

/** Hosts remembered as resting, or as late. */
const heldMaxHosts = 100_000;

/** Until when a host is left alone, and why. */
export interface Resting {
  readonly until: Date;
  readonly why: Rest;
}

/** How a crawl behaves. */
export interface Manners {
  readonly lanes: Lanes;
  readonly robots: RobotsBook;
  readonly pace: Pace;
  readonly now: () => Date;
  /** The pause after a request to a host that took so long and whose robots.txt asks for so much. */
  gapMs(host: string, tookMs: number, crawlDelayMs: number): number;
  /** Until when a host is left alone; undefined where it is not, or where the time is over. */
  restOf(host: string): Resting | undefined;
  hold(host: string, rest: Resting): void;
  /** Notes whether a host kept its deadline. One that missed several in a row is left alone. */
  noteDeadline(host: string, missed: boolean): void;
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
  const held = new Map<string, Resting>();
  const late = new Map<string, number>();

  function put<V>(map: Map<string, V>, host: string, value: V): void {
    const [oldest] = map.keys();
    if (map.size >= heldMaxHosts && oldest !== undefined) map.delete(oldest);
    map.set(host, value);
  }
  const hold = (host: string, rest: Resting): void => put(held, host, rest);

  return {
    lanes: createLanes(pace),
    robots: createRobotsBook(),
    pace,
    now,
    gapMs(host, tookMs, crawlDelayMs) {
      if (mayHurry?.(host) === true && delayMs < delayDefaultMs) return Math.max(delayMs, crawlDelayMs);
      return Math.min(Math.max(delayMs, delayDefaultMs, tookMs * slownessFactor, crawlDelayMs), delayMaxMs);
    },
    restOf(host) {
      const rest = held.get(host);
      if (rest === undefined || rest.until > now()) return rest;
      held.delete(host);
      return undefined;
    },
    hold,
    noteDeadline(host, missed) {
      const times = missed ? (late.get(host) ?? 0) + 1 : 0;
      if (times === 0 || times >= breakerAfter) late.delete(host);
      else put(late, host, times);
      const restMs = breakerMs(times);
      if (restMs > 0) hold(host, { until: new Date(now().getTime() + restMs), why: "not-answering" });
    },
  };
}

/** The exchange of a visit with what it needs besides. */
export interface VisitPart {
  readonly exchange: Exchange;
  /** Books a request that nobody asked the budget for. */
  readonly spend: (count: number) => void;
  readonly random: () => number;
  /** What the frontier kept of an origin's robots.txt. */
  readonly robotsCopy: Frontier["robotsCopy"];
  /** Takes a robots.txt that was read, for the visit's commit. */
  readonly keepRobots: (copy: RobotsCopy) => void;
  readonly isForgotten: Frontier["isForgotten"];
}
