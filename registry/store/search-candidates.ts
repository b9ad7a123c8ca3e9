// Finds what may be a hit: for each word the newest entries that have it, first where it tells most, and those that have all.

import type { Engine } from "./engine.ts";
import { filterMatch, placeToken } from "./facet-tokens.ts";
import type { FacetFilter } from "./facets.ts";
import { anyOf, type Term } from "./search-match.ts";
import type { Candidate } from "./search-rank.ts";

/** Entries that are taken for one word in one place: the newest. All of a common word's would take long, and tell little. */
const maxPerPlace = 400;

/** Entries that are taken for all words in one place together. */
const maxForAll = 1_600;

/** Where a word may stand, and how much that counts: in a name or title, in a tag, anywhere. */
const places = [
  { token: (word: string) => placeToken("called", word), weight: 8 },
  { token: (word: string) => placeToken("tagged", word), weight: 5 },
  { token: (word: string) => word, weight: 2 },
] as const;

/** Words that the entries with all of them are looked for by: the rarest. */
const maxJoined = 4;

/** Gives the candidates for some words under a filter. */
export type Candidates = (terms: readonly Term[], filter: FacetFilter) => readonly Candidate[];

/** Prepares the statement once. */
export function createCandidates(engine: Engine): Candidates {
  // One text with all ids costs half of what as many rows cost.
  const newest = engine.prepare<{ ids: string }>(`SELECT json_group_array(id) AS ids FROM
    (SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @match ORDER BY rowid DESC LIMIT @most)`);

  return (terms, filter) => {
    const narrowed = filter.size === 0 ? "" : ` AND ${filterMatch(filter)}`;
    const most = Math.min(maxPerPlace, Math.floor(maxForAll / Math.max(terms.length, 1)));
    const found = new Map<number, number[]>();
    const note = (match: string, had: readonly { readonly index: number; readonly score: number }[]) => {
      const { ids = "[]" } = newest.get({ match: `${match}${narrowed}`, most }) ?? {};
      for (const id of JSON.parse(ids) as readonly number[]) {
        const scores = found.get(id) ?? new Array<number>(terms.length).fill(0);
        for (const { index, score } of had) scores[index] = (scores[index] ?? 0) + score;
        found.set(id, scores);
      }
    };
    for (const [index, { variants, rarity }] of terms.entries()) {
      for (const { words, weight } of variants) {
        for (const place of places) {
          note(anyOf(words.map(place.token)), [{ index, score: rarity * weight * place.weight }]);
        }
      }
    }
    const known = terms.flatMap((term, index) => (term.variants.length > 0 ? [{ ...term, index }] : []));
    const joined = known.sort((a, b) => b.rarity - a.rarity).slice(0, maxJoined);
    if (joined.length > 1) {
      note(
        joined.map(({ variants }) => anyOf(variants.flatMap(({ words }) => words))).join(" AND "),
        joined.map(({ index, rarity }) => ({ index, score: rarity })),
      );
    }
    return [...found].map(([id, scores]) => candidate(id, scores));
  };
}

function candidate(id: number, scores: readonly number[]): Candidate {
  let score = 0;
  let matched = 0;
  for (const [index, one] of scores.entries()) {
    score += one;
    if (one > 0) matched |= 1 << index;
  }
  return { id, score, matched };
}
