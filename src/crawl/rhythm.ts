// How often a host is asked again: what stays as it was less and less often, what changes more often.

import type { HostResult } from "./frontier.ts";

/** What is learned of a host with every visit that it answered; the frontier keeps it from one to the next. */
export interface Rhythm {
  readonly outcome: HostResult["outcome"];
  /** Hash over what was seen: an equal one means that nothing has changed. */
  readonly contents: string;
  /** The interval until the next visit before it is spread, in milliseconds. */
  readonly intervalMs: number;
}

/** The soonest revisit: a host cannot make us hammer it. */
export const revisitMinMs: number = 3600 * 1000;

/** The latest revisit of what is there: a host cannot make us forget it. */
export const revisitMaxMs: number = 7 * 24 * 3600 * 1000;

/** The interval of what has not changed grows by this. */
export const growth = 1.5;

/** The interval of what has changed is divided by this. */
export const shrinkage = 2;

/** A host that has more than one visit may ask for is visited again so soon at the latest, until all was seen. */
export const leftOverMs: number = 6 * 3600 * 1000;

/** What a visit showed. */
export interface Beat {
  readonly outcome: HostResult["outcome"];
  readonly contents: string;
  /** Before that nobody need ask: what the host says of freshness, or how long an absence is believed. */
  readonly leastMs: number;
  /** The interval where nothing is known of the host yet. */
  readonly startMs: number;
  /** A document of the host itself was left for the next visit by a budget. */
  readonly leftOver?: boolean;
  /** A document could not be had, or nobody asked for it: whether it has changed is not known. */
  readonly unsure?: boolean;
}

/** Gives the rhythm after a visit. An outcome of another kind begins anew. */
export function nextRhythm(beat: Beat, before: Rhythm | undefined): Rhythm {
  const { outcome, leastMs, leftOver, unsure } = beat;
  const known = before?.outcome === outcome ? before : undefined;
  const contents = (leftOver || unsure) && known ? known.contents : beat.contents;
  const wanted = known === undefined ? beat.startMs : known.intervalMs * factor(beat, known);
  const bounded = Math.min(Math.max(wanted, revisitMinMs), leftOver ? leftOverMs : revisitMaxMs);
  return { outcome, contents, intervalMs: Math.round(Math.max(bounded, leastMs)) };
}

function factor({ contents, leftOver, unsure }: Beat, before: Rhythm): number {
  if (leftOver || unsure) return 1;
  return before.contents === contents ? growth : 1 / shrinkage;
}
