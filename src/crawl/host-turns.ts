// One visit a host at a time: whoever else is to be visited there waits outside, and its time does not run meanwhile.

/** The turns of the hosts that are being visited. */
export interface HostTurns<T> {
  /** True where it is the visitor's turn; else it waits until `leave` gives it. */
  enter(host: string, visitor: T): boolean;
  /** Ends a visit; gives who comes next, whose turn it then is. */
  leave(host: string): T | undefined;
}

/** Nobody waits at first. Memory follows the hosts at work and who waits for them. */
export function createHostTurns<T>(): HostTurns<T> {
  const waiting = new Map<string, T[]>();
  return {
    enter(host, visitor) {
      const line = waiting.get(host);
      if (line === undefined) waiting.set(host, []);
      else line.push(visitor);
      return line === undefined;
    },
    leave(host) {
      const next = waiting.get(host)?.shift();
      if (next === undefined) waiting.delete(host);
      return next;
    },
  };
}
