// What an array of cards can get wrong.

import type { Unplaced } from "../../validate/unplaced.ts";
import { itemsOf, membersOf, under } from "../source.ts";
import { finding } from "./finding.ts";

/** Yields `document/card-list-item`: few and useful. Never throws. */
export function* checkCardList(value: unknown): Iterable<Unplaced> {
  const index = itemsOf(value).findIndex((item) => membersOf(item) === undefined);
  if (index >= 0)
    yield finding("document/card-list-item", under("", index), "an item of the list is no object", "list objects only");
}
