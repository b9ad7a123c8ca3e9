// Tells a finding about the entries of a catalog once, however many entries it is about.

import type { Unplaced } from "../validate/unplaced.ts";
import { itemsOf, member, under } from "./source.ts";

/** Findings of one code that are told of one catalog: the first tells enough. */
export function* firstOf(
  value: unknown,
  judge: (entry: unknown, pointer: string) => Unplaced | undefined,
): Iterable<Unplaced> {
  for (const [index, entry] of itemsOf(member(value, "entries")).entries()) {
    const found = judge(entry, under("/entries", index));
    if (found !== undefined) {
      yield found;
      return;
    }
  }
}
