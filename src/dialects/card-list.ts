// An array of cards, as some documentation hosts serve it (spec.md 4.1, P7).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { joinItems, readListed } from "./list-items.ts";
import { itemsOf, membersOf, under } from "./source.ts";

function* check(value: unknown): Iterable<Unplaced> {
  const index = itemsOf(value).findIndex((item) => membersOf(item) === undefined);
  if (index >= 0)
    yield finding("document/card-list-item", under("", index), "an item of the list is no object", "list objects only");
}

/** An array of cards, of whatever shape each is. */
export const cardList: Dialect = {
  kind: "card-list",
  title: "array of cards",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/2127",
  check: check,
  normalise: (value, context) =>
    joinItems(itemsOf(value), context.pointer, (item, at) => readListed(item, at, context)),
};
