// Gives each transaction its time of change, later than all before it, so that whoever polls by time sees a change once.

import type { Engine } from "./engine.ts";

/** The times of changes, in ms. */
export interface Stamps {
  /** A transaction has begun. */
  open(): void;
  /** The time for what changes in it: now, or just after the last change where the clock stood still or stepped back. */
  at(now: number): number;
}

/** Prepares the statement once. */
export function createStamps(engine: Engine): Stamps {
  const last = engine.prepare<{ at: number }>("SELECT at FROM changes ORDER BY seq DESC LIMIT 1");
  let before = Number.NEGATIVE_INFINITY;
  let stamp: number | undefined;
  return {
    open() {
      before = last.get()?.at ?? Number.NEGATIVE_INFINITY;
      stamp = undefined;
    },
    at(now) {
      stamp = Math.max(now, before + 1, stamp ?? now);
      return stamp;
    },
  };
}
