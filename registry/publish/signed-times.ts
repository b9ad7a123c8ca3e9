// Takes each signed time once, and only when it is new: what stands for a nonce in the protocol of the official registry.

/** How far a publisher's clock may be from ours (registry-api.md 3.4). */
export const maxSkewMs = 15_000;

/** Signed times that are remembered at once; more in half a minute is a flood. */
export const maxRememberedTimes = 10_000;

/** The times that were used. */
export interface SignedTimes {
  /** Whether a time is too far from now. */
  isStale(time: Date, now: Date): boolean;
  /**
   * Uses up a time of somebody whose signature was verified, so that no stranger can use up theirs: `used` where it was before,
   * `busy` where too many came.
   */
  take(who: string, time: Date, now: Date): "taken" | "used" | "busy";
}

/** Starts with nothing. A time is kept until it would be stale, so that no copy of it can come back. */
export function createSignedTimes(): SignedTimes {
  const used = new Map<string, number>();
  return {
    isStale: (time, now) => Math.abs(now.getTime() - time.getTime()) > maxSkewMs,
    take(who, time, now) {
      for (const [key, until] of used) if (until < now.getTime()) used.delete(key);
      // Not by the signature: of some kinds, another one can be made from it that is as good.
      const key = `${who} ${time.getTime()}`;
      if (used.has(key)) return "used";
      if (used.size >= maxRememberedTimes) return "busy";
      used.set(key, time.getTime() + 2 * maxSkewMs);
      return "taken";
    },
  };
}
