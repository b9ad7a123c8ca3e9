// Searches entries by what people type: every word counts, slips are mended, the best comes first.

import { strength } from "../../src/evidence/strength.ts";
import type { Engine, Statement } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import { type EvidenceRow, evidenceOf } from "./evidence-row.ts";
import { filterMatch } from "./facet-tokens.ts";
import { createReadSet, type FacetedRow, facetedColumns, passes, readFacets } from "./faceted-row.ts";
import type { FacetFilter } from "./facets.ts";
import { createCandidates } from "./search-candidates.ts";
import { createSearchTerms } from "./search-match.ts";
import type { SearchPage, SearchQuery } from "./search-query.ts";
import { type Ranked, rank, type Words } from "./search-rank.ts";
import { wordsOf } from "./search-words.ts";

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
  const signsOf = engine.prepare<EvidenceRow & { readonly id: number; readonly name: string }>(
    `SELECT e.id, e.name, c.evidence, c.last_seen_at, c.settles_at, s.same_at FROM json_each(@ids) j
     CROSS JOIN entries e ON e.id = j.value CROSS JOIN claims c ON c.id = e.claim
     LEFT JOIN hosts s ON s.told_visit = c.seen_visit`,
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

  /** The hits of a page. As relevant as each other: then whoever has the better evidence, then whoever was heard of last. */
  function ordered(
    ranked: readonly Ranked[],
    { from, to }: { readonly from: number; readonly to: number },
  ): readonly Ranked[] {
    const at = now();
    const first = ranked[from]?.relevance;
    const last = ranked[Math.min(to, ranked.length) - 1]?.relevance;
    if (first === undefined || last === undefined) return [];
    const start = ranked.findIndex(({ relevance }) => relevance === first);
    const tied = ranked.filter(({ relevance }) => relevance <= first && relevance >= last);
    const signs = new Map(
      signsOf.all({ ids: JSON.stringify(tied.map(({ id }) => id)) }).map((row) => {
        const seen = row.same_at ?? row.last_seen_at;
        return [row.id, { strength: strength(evidenceOf(row), at), seen, name: row.name }];
      }),
    );
    const none = { strength: 0, seen: 0, name: "" };
    const order = [...tied].sort((a, b) => {
      const [one, other] = [signs.get(a.id) ?? none, signs.get(b.id) ?? none];
      const byEvidence = b.relevance - a.relevance || other.strength - one.strength || other.seen - one.seen;
      return byEvidence || (one.name < other.name ? -1 : 1);
    });
    return order.slice(from - start, to - start);
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
    const shown = ordered(ranked, { from: after, to: after + limit }).flatMap(({ id, relevance }) => {
      const row = entry.get({ id });
      return row ? [{ entry: readEntry(row, at.getTime()), score: relevance }] : [];
    });
    const mended = terms.flatMap(({ typed, meant }) => (meant === undefined ? [] : [{ typed, meant }]));
    const next = after + limit < ranked.length ? after + limit : undefined;
    const capped = Math.max(candidates.length, ranked.length) >= maxLookedAt;
    return { hits: shown, total: ranked.length, capped, mended, ...(next !== undefined && { next }) };
  };
}
