// Takes each signed time once, and only when it is new: what stands for a nonce in the protocol of the official registry.

/** How far a publisher's clock may be from ours (registry-api.md 3.4). */
export const maxSkewMs = 15_000;

/** Signed times that are remembered at once; more in half a minute is a flood. */
export const maxRememberedTimes = 10_000;

/** Whether a signed time may be used, and takes it: `stale` by the clock, `used` before, `busy` when too many came. */
export type SignedTimes = (who: string, time: Date, now: Date) => "fresh" | "stale" | "used" | "busy";

/** Starts with nothing. A time is kept until it would be stale, so that no copy of it can come back. */
export function createSignedTimes(): SignedTimes {
  const used = new Map<string, number>();
  return (who, time, now) => {
    const at = now.getTime();
    if (Math.abs(at - time.getTime()) > maxSkewMs) return "stale";
    for (const [key, until] of used) if (until < at) used.delete(key);
    // Not by the signature: of some kinds, another one can be made from it that is as good.
    const key = `${who} ${time.getTime()}`;
    if (used.has(key)) return "used";
    if (used.size >= maxRememberedTimes) return "busy";
    used.set(key, time.getTime() + 2 * maxSkewMs);
    return "fresh";
  };
}
