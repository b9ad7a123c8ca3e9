// The crawler's sense of time, so that tests can let hours pass in a blink.

import type { Alarm } from "../discover/deadline.ts";

/** A monotonic clock and a way to wait for it. */
export interface Pace {
  /** Milliseconds from any origin; never goes back. */
  clock(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Ends a visit when its time is up; absent, real time does. */
  readonly alarm?: Alarm;
}

/** Real time. */
export const realPace: Pace = {
  clock: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", abort);
        resolve();
      }, ms);
      signal?.addEventListener("abort", abort, { once: true });
    });
  },
};
