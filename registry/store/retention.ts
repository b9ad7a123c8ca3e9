// Decides what of the past is kept: everything for a while, then the last of each week. Pure.

const dayMs = 24 * 3_600_000;

/** How far back every change is kept, unless something else is said. */
export const defaultKeepMs: number = 90 * dayMs;

/** Passing failures say something for a day; after it, the last of each day is enough. */
export const failuresKeptMs: number = dayMs;

/** One state in a row of states, oldest first. Times are milliseconds since the epoch. */
export interface State {
  readonly id: number;
  readonly since: number;
  readonly until: number;
  readonly times: number;
  /** What was so; equal states that become neighbours are one. */
  readonly what: string;
  /** A failure between two states: it changes nothing. */
  readonly passing: boolean;
}

/** What becomes of a row of states. */
export interface Thinned {
  readonly drop: readonly number[];
  /** States that take in earlier ones that were alike. */
  readonly widen: readonly { readonly id: number; readonly since: number; readonly times: number }[];
}

/** The stretch of time of which only the last state is kept; undefined where every state is. */
function stretchOf(state: State, now: number, keepMs: number): string | undefined {
  const age = now - state.until;
  if (state.passing) {
    if (age < failuresKeptMs) return undefined;
    return age < keepMs ? `failure on day ${Math.floor(state.until / dayMs)}` : "failure";
  }
  return age < keepMs ? undefined : `week ${Math.floor(state.until / (7 * dayMs))}`;
}

/**
 * Thins states, oldest first: younger than `keepMs`, each is kept; older, the last of each week. A passing failure is
 * kept for a day, then the last of each day until `keepMs`, then not at all. The newest state always stays.
 */
export function thin(states: readonly State[], now: number, keepMs: number): Thinned {
  const drop: number[] = [];
  const kept: State[] = [];
  for (const [index, state] of states.entries()) {
    const stretch = stretchOf(state, now, keepMs);
    const isLast = index === states.length - 1;
    const later = states.slice(index + 1).find((other) => other.passing === state.passing);
    const covered = later !== undefined && stretchOf(later, now, keepMs) === stretch;
    if (!isLast && stretch !== undefined && (stretch === "failure" || covered)) drop.push(state.id);
    else kept.push(state);
  }
  const widened = new Map<number, { id: number; since: number; times: number }>();
  for (const [index, state] of kept.entries()) {
    const before = kept[index - 1];
    if (before?.what !== state.what) continue;
    const known = widened.get(before.id) ?? before;
    widened.delete(before.id);
    drop.push(before.id);
    widened.set(state.id, { id: state.id, since: known.since, times: known.times + state.times });
  }
  return { drop, widen: [...widened.values()] };
}
