// One wall-clock limit over everything that one answer takes, joined with the caller's own signal.

/** A running limit. `end` must be called, or the caller's long-lived signal keeps a listener. */
export interface Deadline {
  /** Aborts when the time is up or the caller's signal aborts. */
  readonly signal: AbortSignal;
  /** Whether it was the time, not the caller, that aborted. */
  timedOut(): boolean;
  /** Runs `wait` off the clock, for at most `limitMs`: time spent in a queue of our own is not the host's fault. */
  offClock<T>(wait: Promise<T>, limitMs: number): Promise<T>;
  /** Aborts at once, with the reason that those who wait will see. */
  cancel(reason: Error): void;
  end(): void;
}

/** Starts a limit of `limitMs` milliseconds. */
export function startDeadline(limitMs: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  let late = false;
  let left = limitMs;
  let since = performance.now();
  const expire = (): void => {
    late = true;
    controller.abort();
  };
  const onCaller = (): void => controller.abort(caller?.reason);
  let timer = setTimeout(expire, left);
  if (caller?.aborted === true) onCaller();
  else caller?.addEventListener("abort", onCaller, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => late,
    async offClock(wait, waitMs) {
      clearTimeout(timer);
      left -= performance.now() - since;
      timer = setTimeout(expire, waitMs);
      try {
        return await wait;
      } finally {
        clearTimeout(timer);
        since = performance.now();
        if (!controller.signal.aborted) timer = setTimeout(expire, Math.max(0, left));
      }
    },
    cancel: (reason) => controller.abort(reason),
    end() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onCaller);
    },
  };
}
