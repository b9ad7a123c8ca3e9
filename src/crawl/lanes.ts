// One lane a host: over a whole crawl, a host gets one request at a time, with pauses between.

import type { Pace } from "./pace.ts";

/** What one passage is: the request, and the pause that it leaves behind. */
export interface Passage<T> {
  readonly run: () => Promise<T>;
  /** The pause after it, in milliseconds, given how long it took. */
  readonly gapMs: (tookMs: number) => number;
}

/** The lanes of one crawl. */
export interface Lanes {
  /** Waits for its turn and the pause, then runs. Rejects with the signal's reason when aborted before its turn. */
  pass<T>(host: string, passage: Passage<T>, signal?: AbortSignal): Promise<T>;
  /** Lanes held in memory. */
  size(): number;
}

interface Lane {
  tail: Promise<void>;
  users: number;
  readyAt: number;
}

/** Passages between two sweeps for lanes that nobody needs any more. */
const sweepEvery = 512;

/** Opens the lanes. An idle lane is forgotten once its pause is over, so that memory follows the hosts at work. */
export function createLanes(pace: Pace): Lanes {
  const lanes = new Map<string, Lane>();
  let passages = 0;

  function sweep(): void {
    passages += 1;
    if (passages % sweepEvery !== 0) return;
    const now = pace.clock();
    for (const [host, lane] of lanes) if (lane.users === 0 && lane.readyAt <= now) lanes.delete(host);
  }

  async function pass<T>(host: string, { run, gapMs }: Passage<T>, signal?: AbortSignal): Promise<T> {
    sweep();
    const lane = lanes.get(host) ?? { tail: Promise.resolve(), users: 0, readyAt: 0 };
    lanes.set(host, lane);
    lane.users += 1;
    const before = lane.tail;
    let done: () => void = () => undefined;
    lane.tail = new Promise((resolve) => {
      done = resolve;
    });
    try {
      await orAborted(before, signal);
      const pause = lane.readyAt - pace.clock();
      if (pause > 0) await pace.sleep(pause, signal);
      const started = pace.clock();
      try {
        return await run();
      } finally {
        const ended = pace.clock();
        lane.readyAt = Math.max(lane.readyAt, ended + gapMs(ended - started));
      }
    } finally {
      lane.users -= 1;
      // An aborted waiter leaves while others still run before it: its successor must not overtake them.
      before.then(done);
    }
  }

  return { pass, size: () => lanes.size };
}

function orAborted(turn: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return turn;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    turn.then(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
  });
}
