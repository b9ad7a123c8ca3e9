// `--query`: questions that a server answers, by which readers of ARD find it.

import type { Card } from "../src/document/card.ts";
import { queryCounts } from "../src/publish/catalogs.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Option } from "./option.ts";

/** The longest question: a sentence, not a page. UTF-16 units. */
const maxQueryUnits = 300;

/** `--query [NAME=]TEXT`, repeatable. */
export const query: Option<readonly string[]> = {
  value: "[NAME=]TEXT",
  repeatable: true,
  summary: `a question that the server answers, ${queryCounts.least} to ${queryCounts.most} a server; NAME of the card where there are several`,
  initial: [],
  read(text, before) {
    if (text.trim() === "" || text.length > maxQueryUnits || /[\p{Cc}]/u.test(text))
      throw new UsageError(`"${text}" is no question of 1 to ${maxQueryUnits} characters on one line`);
    return [...before, text];
  },
};

/** Gives each card the questions that are its own. Throws UsageError for one that belongs to no card, and for too few or many. */
export function queriesOf(cards: readonly Card[], given: readonly string[]): ReadonlyMap<Card, readonly string[]> {
  const queries = new Map<Card, string[]>();
  for (const text of given) {
    const named = cards.filter(({ name }) => text.startsWith(`${name}=`));
    const owners = named.length > 0 ? named : cards.length === 1 ? cards : [];
    if (owners.length === 0) throw new UsageError(`--query: write NAME=${text}, with the name of one of the cards`);
    for (const card of owners) {
      const own = named.length > 0 ? text.slice(card.name.length + 1) : text;
      queries.set(card, [...(queries.get(card) ?? []), own]);
    }
  }
  const { least, most } = queryCounts;
  for (const [{ name }, { length }] of queries) {
    if (length < least || length > most)
      throw new UsageError(`--query: ${name} has ${length}, and ARD takes ${least} to ${most} of each server`);
  }
  return queries;
}
