// Time that jumps: nobody waits, but everything that sleeps wakes in the order of its time.

import type { Pace } from "../../src/crawl/pace.ts";

/** A clock and what moves it. */
export interface VirtualTime {
  readonly pace: Pace;
  now(): Date;
  /** Lets time pass until the work is done. While `busy`, somebody waits for the event loop and not for the time. */
  run<T>(work: Promise<T>, busy: () => boolean): Promise<T>;
}

/** Steps of promises after which nobody but sleepers is left. Who takes more of them only wakes late. */
const settlingSteps = 48;

/** Turns of the event loop after which work without a sleeper has plainly stopped. */
const stuckTurns = 10_000;

/** Starts the clock. Whatever sleeps wakes at a multiple of `grainMs`, never too early, so that many wake at once. */
export function createVirtualTime(start: string, grainMs: number): VirtualTime {
  const epoch = Date.parse(start);
  const sleepers = new Map<number, Set<() => void>>();
  const times: number[] = [];
  let clock = 0;

  /** A heap: the earliest time stands first. */
  function push(time: number): void {
    let at = times.push(time) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((times[above] ?? 0) <= time) break;
      times[at] = times[above] ?? 0;
      at = above;
    }
    times[at] = time;
  }
  function pop(): number | undefined {
    const first = times[0];
    const last = times.pop();
    if (first === undefined || last === undefined || times.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= times.length) break;
      if (below + 1 < times.length && (times[below + 1] ?? 0) < (times[below] ?? 0)) below += 1;
      if ((times[below] ?? 0) >= last) break;
      times[at] = times[below] ?? 0;
      at = below;
    }
    times[at] = last;
    return first;
  }

  const pace: Pace = {
    clock: () => clock,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const time = Math.ceil((clock + ms) / grainMs) * grainMs;
        const here = sleepers.get(time) ?? new Set();
        if (here.size === 0 && !sleepers.has(time)) push(time);
        sleepers.set(time, here);
        const abort = (): void => {
          here.delete(wake);
          reject(signal?.reason);
        };
        const wake = (): void => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        here.add(wake);
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
  };

  /** Resolves when nobody can go on without the time. */
  async function settle(busy: () => boolean): Promise<void> {
    do {
      while (busy()) await new Promise((resolve) => setImmediate(resolve));
      for (let step = 0; step < settlingSteps; step++) await undefined;
    } while (busy());
  }

  return {
    pace,
    now: () => new Date(epoch + clock),
    async run(work, busy) {
      let over = false;
      const end = (): void => {
        over = true;
      };
      work.then(end, end);
      for (;;) {
        await settle(busy);
        for (let turn = 0; turn < stuckTurns && times.length === 0 && !over; turn++)
          await new Promise((resolve) => setImmediate(resolve));
        if (over) break;
        const time = pop();
        if (time === undefined) throw new Error("everybody waits for somebody else");
        const woken = sleepers.get(time) ?? new Set();
        sleepers.delete(time);
        if (woken.size > 0) clock = time;
        for (const wake of woken) wake();
      }
      return await work;
    },
  };
}
