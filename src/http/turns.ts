// Takes turns: at most so many at once for one key, in the order of asking.

/** Gives the turn back; calling it twice is harmless. */
export type Release = () => void;

/**
 * Takes a turn at `key`: at once where one is free, so that nothing is set up to wait for it, else in the order of asking.
 * Throws, or rejects, with the signal's reason when it aborts first.
 */
export type Turns = (key: string, signal: AbortSignal) => Release | Promise<Release>;

interface Lane {
  running: number;
  readonly waiting: Set<() => void>;
}

/** Makes turns of at most `limit` at once for each key; keys that nobody uses cost nothing. */
export function createTurns(limit: number): Turns {
  const lanes = new Map<string, Lane>();

  function leave(key: string, lane: Lane): void {
    const [next] = lane.waiting;
    if (next !== undefined) {
      lane.waiting.delete(next);
      next();
      return;
    }
    lane.running -= 1;
    if (lane.running === 0) lanes.delete(key);
  }

  function turn(key: string, lane: Lane): Release {
    let given = false;
    return () => {
      if (!given) leave(key, lane);
      given = true;
    };
  }

  return (key, signal) => {
    signal.throwIfAborted();
    const lane = lanes.get(key) ?? { running: 0, waiting: new Set() };
    lanes.set(key, lane);
    if (lane.running < limit) {
      lane.running += 1;
      return turn(key, lane);
    }
    return new Promise<Release>((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener("abort", stop);
        resolve(turn(key, lane));
      };
      const stop = (): void => {
        lane.waiting.delete(start);
        reject(signal.reason);
      };
      lane.waiting.add(start);
      signal.addEventListener("abort", stop, { once: true });
    });
  };
}
