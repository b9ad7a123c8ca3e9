// Searches entries by what people type: every word counts, slips are mended, the best comes first.

import { strength } from "../../src/evidence/strength.ts";
import type { Engine, Statement } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import { createSearchTerms, type Term } from "./search-match.ts";
import type { SearchPage, SearchQuery } from "./search-query.ts";
import { type Candidate, type Ranked, rank, type Words } from "./search-rank.ts";
import { wordsOf } from "./search-words.ts";
import type { Entry } from "./store.ts";

/** Matches of one word that are ranked: the newest. A word that stands in more tells little, and ranking all would take long. */
export const maxRanked = 1_000;

/** Candidates whose texts are looked at, the index's best: the others are no hits. Six pages of thirty are more than anybody reads. */
const maxLookedAt = 200;

/** How much a word counts by where it stands: name, title, description, hosts, tags. */
const weights = "4.0, 8.0, 2.0, 3.0, 5.0";

/** Gives `Store.search` over an opened database. */
export function createSearch(engine: Engine, now: () => Date): (query: SearchQuery) => SearchPage {
  const termsOf = createSearchTerms(engine);
  // Only what is shown now and latest is found; older versions are on the server's own page.
  const matching = engine.prepare<{ id: number; score: number }>(
    `SELECT rowid AS id, -bm25(entries_fts, ${weights}) AS score FROM entries_fts
     WHERE entries_fts MATCH @match ORDER BY rowid DESC LIMIT ${maxRanked}`,
  );
  const textsOf = engine.prepare<{ name: string; title: string; hosts: string; tags: string; description: string }>(
    `SELECT name, title, hosts, tags, description FROM entries
     WHERE id = @id AND is_latest = 1 AND status <> 'deleted'`,
  );
  const entry: Statement<EntryRow> = engine.prepare<EntryRow>(
    `SELECT ${entryColumns} FROM ${entryTables} WHERE e.id = @id`,
  );

  function candidatesOf(terms: readonly Term[]): Map<number, Candidate> {
    const found = new Map<number, Candidate>();
    for (const [index, { variants }] of terms.entries()) {
      const best = new Map<number, number>();
      for (const { match, weight } of variants) {
        for (const { id, score } of matching.all({ match })) best.set(id, Math.max(best.get(id) ?? 0, score * weight));
      }
      for (const [id, score] of best) {
        const known = found.get(id);
        if (known === undefined) found.set(id, { id, score, matched: 1 << index });
        else {
          known.score += score;
          known.matched |= 1 << index;
        }
      }
    }
    return found;
  }

  return ({ text, limit, after = 0 }) => {
    const terms = termsOf(text);
    if (terms.length === 0) return { hits: [], total: 0, capped: false, mended: [] };
    const at = now();
    const words: Words = { typed: wordsOf(text), terms };
    const candidates = [...candidatesOf(terms).values()];
    const ranked = rank(candidates, words, { look: (id) => textsOf.get({ id }), most: maxLookedAt });
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
    const capped = candidates.length >= maxLookedAt;
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
