// A deadline that can be told apart from its caller's own abort.

/** A running deadline. Close it, or its timer keeps the process alive. */
export interface Deadline {
  /** Aborts when the time is up, or when the parent does. */
  readonly signal: AbortSignal;
  /** Whether it was the time that ended it. */
  expired(): boolean;
  close(): void;
}

/** Calls back after so many milliseconds, unless the returned function is called first. */
export type Alarm = (ms: number, ring: () => void) => () => void;

const realAlarm: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
};

/** Starts a deadline of `ms` milliseconds, which also ends with the parent signal. `alarm` is real time by default. */
export function openDeadline(
  ms: number,
  parent?: AbortSignal,
  { alarm = realAlarm }: { alarm?: Alarm } = {},
): Deadline {
  const controller = new AbortController();
  let late = false;
  const stop = alarm(ms, () => {
    late = true;
    controller.abort();
  });
  const follow = (): void => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  else parent?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    expired: () => late && parent?.aborted !== true,
    close() {
      stop();
      parent?.removeEventListener("abort", follow);
    },
  };
}
