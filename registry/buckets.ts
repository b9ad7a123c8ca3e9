// How much each client may ask: a bucket of tokens that fills again with time, for as many clients as memory is set aside for.

/** Requests a minute that a client may make for good: what the official registry allows. */
export const defaultRate = 180;

/** How many minutes' worth may come at once: the official registry's burst. */
export const burstMinutes = 3;

/** Clients that are remembered. Beyond it whoever was heard of longest ago begins anew, with a full bucket. */
export const maxClients = 50_000;

/** The buckets of all clients. */
export interface Buckets {
  /** Takes tokens; gives 0, or how many seconds to wait for them, at least 1. `now` is in ms. */
  take(client: string, tokens: number, now: number): number;
  /** Clients that are remembered. */
  readonly size: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Starts with full buckets. `rate` is in tokens a minute. */
export function createBuckets(rate: number, { clients = maxClients }: { readonly clients?: number } = {}): Buckets {
  const buckets = new Map<string, Bucket>();
  const most = rate * burstMinutes;
  const perMs = rate / 60_000;
  return {
    take(client, tokens, now) {
      const known = buckets.get(client);
      const bucket = known ?? { tokens: most, at: now };
      // A clock that was put back gives nothing, and takes nothing.
      bucket.tokens = Math.min(most, bucket.tokens + Math.max(now - bucket.at, 0) * perMs);
      bucket.at = now;
      if (known !== undefined) buckets.delete(client);
      else if (buckets.size >= clients) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      buckets.set(client, bucket);
      const wanted = Math.min(tokens, most);
      if (bucket.tokens < wanted) return Math.max(1, Math.ceil((wanted - bucket.tokens) / perMs / 1_000));
      bucket.tokens -= wanted;
      return 0;
    },
    get size() {
      return buckets.size;
    },
  };
}
