// Lets one reader wait for messages of many writers.

/** A queue with one reader. */
export interface Inbox<T> {
  put(message: T): void;
  /** Takes the oldest message without waiting. */
  take(): T | undefined;
  /** Resolves when there is a message or somebody knocked. One reader only. */
  wait(): Promise<void>;
  /** Wakes the reader without a message. */
  knock(): void;
}

/** Opens an empty inbox. */
export function createInbox<T>(): Inbox<T> {
  const messages: T[] = [];
  let wake: (() => void) | undefined;
  let knocked = false;
  function knock(): void {
    knocked = true;
    wake?.();
    wake = undefined;
  }
  return {
    put(message) {
      messages.push(message);
      knock();
    },
    take: () => messages.shift(),
    async wait() {
      if (!knocked) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      knocked = false;
    },
    knock,
  };
}
