// A deadline that can be told apart from its caller's own abort.

/** A running deadline. Close it, or its timer keeps the process alive. */
export interface Deadline {
  /** Aborts when the time is up, or when the parent does. */
  readonly signal: AbortSignal;
  /** Whether it was the time that ended it. */
  expired(): boolean;
  close(): void;
}

/** Starts a deadline of `ms` milliseconds, which also ends with the parent signal. */
export function openDeadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, ms);
  const follow = (): void => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  else parent?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    expired: () => late && parent?.aborted !== true,
    close() {
      clearTimeout(timer);
      parent?.removeEventListener("abort", follow);
    },
  };
}
