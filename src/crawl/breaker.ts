// Leaves a host alone that lets requests hang: each costs us a whole deadline, and helps neither side.

/** Deadlines missed in a row after which a host is left alone. */
export const breakerAfter = 3;

/** How long it is left alone at first; every further missed deadline doubles that. */
export const breakerRestMs: number = 6 * 3600 * 1000;

/** The longest rest. */
export const breakerMaxMs: number = 7 * 24 * 3600 * 1000;

/** Gives the rest after so many missed deadlines in a row, in milliseconds; 0 while they may be a hiccup. */
export function breakerMs(timeouts: number): number {
  if (timeouts < breakerAfter) return 0;
  return Math.min(breakerRestMs * 2 ** Math.min(timeouts - breakerAfter, 30), breakerMaxMs);
}
