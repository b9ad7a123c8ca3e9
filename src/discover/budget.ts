// How much one visit may ask of the world, and of whom.

import {
  catalogMaxDepth,
  catalogMaxEntries,
  foreignHostMaxRequests,
  visitMaxRequests,
  visitTimeoutMs,
} from "../http/limits.ts";

/** The limits of one visit. */
export interface Budgets {
  /** Requests in all, redirect hops and robots.txt included. */
  readonly requests: number;
  /** Wall-clock time of the visit, in milliseconds. */
  readonly visitMs: number;
  /** Requests to one host that is not the target's own. */
  readonly foreignHostRequests: number;
  /** Levels of nested catalogs below the root. */
  readonly catalogDepth: number;
  /** Card entries that are looked at, inline ones included. */
  readonly cardEntries: number;
}

/** What contract.md allows. */
export const defaultBudgets: Budgets = {
  requests: visitMaxRequests,
  visitMs: visitTimeoutMs,
  foreignHostRequests: foreignHostMaxRequests,
  catalogDepth: catalogMaxDepth,
  cardEntries: catalogMaxEntries,
};

/** A purse: what is taken from it is gone. */
export interface Budget {
  readonly limits: Budgets;
  /** Takes one request to this host; false where nothing is left for it. */
  take(host: string): boolean;
  /** Books requests that were made without asking first: redirect hops, robots.txt. */
  spend(count: number): void;
  /** Takes one card entry; false where no more may be looked at. */
  takeEntry(): boolean;
  /** Requests so far. */
  requests(): number;
}

/** Fills a purse for one visit. `ownHost` is the target's host, for which only the total counts. */
export function createBudget(ownHost: string, limits: Budgets): Budget {
  const foreign = new Map<string, number>();
  let requests = 0;
  let entries = 0;
  return {
    limits,
    take(host) {
      const before = foreign.get(host) ?? 0;
      if (requests >= limits.requests) return false;
      if (host !== ownHost && before >= limits.foreignHostRequests) return false;
      requests += 1;
      foreign.set(host, before + 1);
      return true;
    },
    spend(count) {
      requests += count;
    },
    takeEntry() {
      if (entries >= limits.cardEntries) return false;
      entries += 1;
      return true;
    },
    requests: () => requests,
  };
}
