// What the store contract's tests share: how one is defined, and how a store is asked.

import type { ListQuery, Store } from "../../../registry/store/store.ts";
import type { Clock } from "../visits.ts";

/** Opens a store of its own, empty; the test closes it. */
export type OpenEmpty = (clock: Clock) => Promise<Store>;

/** Defines one test on a fresh store. */
export type It = (title: string, body: (store: Store, clock: Clock) => Promise<void>) => void;

/** A list that leaves nothing out but what is deleted. */
export const all: ListQuery = { limit: 100, includeDeleted: false };

/** One page as `name@version`. */
export async function listed(store: Store, query: Partial<ListQuery> = {}): Promise<string[]> {
  const { entries } = await store.list({ ...all, ...query });
  return entries.map(({ name, version }) => `${name}@${version}`);
}

/** Every order of the items. */
export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
