// Searches entries by what people type: every word counts, slips are mended, the best comes first.

import { strength } from "../../src/evidence/strength.ts";
import type { Engine, Statement } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import { filterMatch } from "./facet-tokens.ts";
import { createReadSet, type FacetedRow, facetedColumns, passes, readFacets } from "./faceted-row.ts";
import type { FacetFilter } from "./facets.ts";
import { createCandidates } from "./search-candidates.ts";
import { createSearchTerms } from "./search-match.ts";
import type { SearchPage, SearchQuery } from "./search-query.ts";
import { type Ranked, rank, type Words } from "./search-rank.ts";
import { wordsOf } from "./search-words.ts";
import type { Entry } from "./store.ts";

/** Candidates whose texts are looked at, the index's best: the others are no hits. Six pages of thirty are more than anybody reads. */
const maxLookedAt = 200;

const noFilter: FacetFilter = new Map();

/** Gives `Store.search` over an opened database. */
export function createSearch(engine: Engine, now: () => Date): (query: SearchQuery) => SearchPage {
  const termsOf = createSearchTerms(engine);
  const candidatesOf = createCandidates(engine);
  const readSet = createReadSet(engine);
  // Only what is shown now and latest has a short row; older versions are on the server's own page.
  const rowsOf = engine.prepare<FacetedRow>(
    `SELECT ${facetedColumns} FROM json_each(@ids) j CROSS JOIN faceted f ON f.entry = j.value`,
  );
  const newest = engine.prepare<{ id: number }>(
    `SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @match ORDER BY rowid DESC LIMIT ${maxLookedAt}`,
  );
  const entry: Statement<EntryRow> = engine.prepare<EntryRow>(
    `SELECT ${entryColumns} FROM ${entryTables} WHERE e.id = @id`,
  );

  function look(ids: readonly number[], filter: FacetFilter): ReadonlyMap<number, FacetedRow> {
    const rows = rowsOf.all({ ids: JSON.stringify(ids) });
    const passing = filter.size === 0 ? rows : rows.filter((row) => passes(filter, readFacets(row, readSet)));
    return new Map(passing.map((row) => [row.entry, row]));
  }

  /** Everything that passes is as relevant: the newest come first. */
  function rankNewest(filter: FacetFilter): readonly Ranked[] {
    const ids = newest.all({ match: filterMatch(filter) }).map(({ id }) => id);
    const passing = look(ids, filter);
    return ids.filter((id) => passing.has(id)).map((id) => ({ id, relevance: 100 }));
  }

  return ({ text, limit, after = 0, filter = noFilter }) => {
    const terms = termsOf(text);
    const wordless = wordsOf(text).length === 0 && text.trim() === "";
    if (terms.length === 0 && (filter.size === 0 || !wordless))
      return { hits: [], total: 0, capped: false, mended: [] };
    const at = now();
    const words: Words = { typed: wordsOf(text), terms };
    const candidates = candidatesOf(terms, filter);
    const ranked =
      terms.length === 0
        ? rankNewest(filter)
        : rank(candidates, words, { look: (ids) => look(ids, filter), most: maxLookedAt });
    const hits = pageOf(ranked, { limit, after }).map(({ id, relevance }) => ({ row: entry.get({ id }), relevance }));
    // As relevant as each other: then whoever has the better evidence, then whoever was heard of last.
    const page = hits.flatMap(({ row, relevance }) => (row ? [tied(readEntry(row, at.getTime()), relevance, at)] : []));
    page.sort(
      (a, b) =>
        b.score - a.score || b.strength - a.strength || b.seen - a.seen || (a.entry.name < b.entry.name ? -1 : 1),
    );
    const from = after - tieStart(ranked, after);
    const shown = page.slice(from, from + limit).map(({ entry: hit, score }) => ({ entry: hit, score }));
    const mended = terms.flatMap(({ typed, meant }) => (meant === undefined ? [] : [{ typed, meant }]));
    const next = after + limit < ranked.length ? after + limit : undefined;
    const capped = Math.max(candidates.length, ranked.length) >= maxLookedAt;
    return { hits: shown, total: ranked.length, capped, mended, ...(next !== undefined && { next }) };
  };
}

/** Hits before and behind a page that may be as relevant as its first and last one. */
const maxTied = 20;

function tied(entry: Entry, score: number, at: Date): Tied {
  const { evidence, lastSeenAt } = entry.discovery;
  return { entry, score, strength: strength(evidence, at), seen: lastSeenAt.getTime() };
}

interface Tied {
  readonly entry: Entry;
  readonly score: number;
  readonly strength: number;
  readonly seen: number;
}

/** Where those begin that are as relevant as the first of a page. */
function tieStart(ranked: readonly Ranked[], after: number): number {
  let start = after;
  while (start > Math.max(after - maxTied, 0) && ranked[start - 1]?.relevance === ranked[after]?.relevance) start -= 1;
  return start;
}

/** The hits of a page, with those around it that are as relevant: their order among each other is not known yet. */
function pageOf(ranked: readonly Ranked[], { limit, after }: { limit: number; after: number }): readonly Ranked[] {
  let end = Math.min(after + limit, ranked.length);
  const last = ranked[end - 1]?.relevance;
  while (end < Math.min(after + limit + maxTied, ranked.length) && ranked[end]?.relevance === last) end += 1;
  return ranked.slice(tieStart(ranked, after), end);
}
