// An array of cards, as some documentation hosts serve it (spec.md 4.1, P7).

import type { Dialect } from "./dialect.ts";
import { joinItems, readListed } from "./list-items.ts";
import { itemsOf } from "./source.ts";

/** An array of cards, of whatever shape each is. */
export const cardList: Dialect = {
  kind: "card-list",
  title: "array of cards",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/2127",
  normalise: (value, context) =>
    joinItems(itemsOf(value), context.pointer, (item, at) => readListed(item, at, context)),
};
