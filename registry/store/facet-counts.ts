// Counts the values that matching entries have: a slice at a time, so that no other request waits for more than one.

import { registeredDomain } from "../../src/http/public-suffix.ts";
import type { Engine } from "./engine.ts";
import type { FacetAsk, FacetCount, FacetCounts, FacetQuery } from "./facet-query.ts";
import { filterMatch } from "./facet-tokens.ts";
import { createReadSet, type FacetedRow, facetedColumns, passes, readFacets, type SetFacets } from "./faceted-row.ts";
import { type FacetFilter, type FacetName, setFacets } from "./facets.ts";
import { anyOf, createSearchTerms } from "./search-match.ts";

/** Entries that are looked at between two turns of the event loop: some milliseconds. */
export const sliceRows = 1_000;

/** The SQL of a slice: of the entries that a full-text query finds, or of all. */
export function sliceSql(matching: boolean): string {
  if (!matching)
    return `SELECT f.entry AS id, ${facetedColumns} FROM faceted f WHERE f.entry < @before ORDER BY f.entry DESC LIMIT @most`;
  const newest = `SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @match AND rowid < @before
    ORDER BY rowid DESC LIMIT @most`;
  return `SELECT m.id, ${facetedColumns} FROM (${newest}) m LEFT JOIN faceted f ON f.entry = m.id`;
}

type SliceRow = { readonly id: number } & (FacetedRow | { readonly entry: null });

/** Gives `Store.facets` over an opened database. */
export function createFacetCounts(engine: Engine): (query: FacetQuery) => Promise<FacetCounts> {
  const termsOf = createSearchTerms(engine);
  const readSet = createReadSet(engine);
  const ofMatches = engine.prepare<SliceRow>(sliceSql(true));
  const ofAll = engine.prepare<SliceRow>(sliceSql(false));
  const sets = engine.prepare<{ id: number; uses: number }>("SELECT id, uses FROM facet_sets WHERE uses > 0");

  /** What the full-text index is asked; undefined for all entries, null where nothing can match. */
  function matchOf(text: string, filter: FacetFilter): string | undefined | null {
    const wanted = filter.size === 0 ? undefined : filterMatch(filter);
    if (text.trim() === "") return wanted;
    const words = termsOf(text).flatMap(({ variants }) => variants.flatMap((variant) => variant.words));
    if (words.length === 0) return null;
    return wanted === undefined ? anyOf(words) : `${anyOf(words)} AND ${wanted}`;
  }

  /** All entries, where nothing is asked but what the sets know: exact, and as cheap as there are few sets. */
  function countSets({ filter = new Map(), facets }: FacetQuery): FacetCounts {
    const tally = new Tally(facets);
    for (const { id, uses } of sets.all()) {
      const set = readSet(id);
      if (passes(filter, { ...set, host: [], tag: [], publisher: [] })) tally.add(set, uses);
    }
    return { counted: tally.entries, capped: false, facets: tally.counts() };
  }

  return async (query) => {
    const { text, filter = new Map(), facets, most } = query;
    const bySets = [...filter.keys(), ...facets.map(({ facet }) => facet)].every(isSetFacet);
    if (text.trim() === "" && bySets) return countSets(query);
    const match = matchOf(text, filter);
    const tally = new Tally(facets);
    let looked = 0;
    let more = match !== null;
    for (let before = Number.MAX_SAFE_INTEGER; more && looked < most; ) {
      const values = { before, most: Math.min(sliceRows, most - looked) };
      const rows = typeof match === "string" ? ofMatches.all({ match, ...values }) : ofAll.all(values);
      for (const row of rows) {
        before = Math.min(before, row.id);
        if (row.entry === null) continue;
        const own = readFacets(row, readSet);
        if (passes(filter, own)) tally.add({ ...own, host: own.host.map(domainOf) }, 1);
      }
      looked += rows.length;
      more = rows.length === values.most;
      if (more) await new Promise((resolve) => setImmediate(resolve));
    }
    return { counted: tally.entries, capped: more, facets: tally.counts() };
  };
}

function isSetFacet(facet: FacetName): boolean {
  return (setFacets as readonly FacetName[]).includes(facet);
}

const domains = new Map<string, string>();
const maxDomains = 50_000;

/** Hosts are counted by the domain that somebody registered. */
function domainOf(host: string): string {
  const known = domains.get(host);
  if (known !== undefined) return known;
  const domain = registeredDomain(host) ?? host;
  if (domains.size >= maxDomains) domains.clear();
  domains.set(host, domain);
  return domain;
}

/** Counts by facet and value. */
class Tally {
  entries = 0;
  readonly #asked: readonly FacetAsk[];
  readonly #counts: readonly Map<string, number>[];

  constructor(asked: readonly FacetAsk[]) {
    this.#asked = asked;
    this.#counts = asked.map(() => new Map());
  }

  add(values: SetFacets & Partial<Readonly<Record<FacetName, readonly string[]>>>, times: number): void {
    this.entries += times;
    for (const [index, { facet }] of this.#asked.entries()) {
      const counts = this.#counts[index];
      for (const value of new Set(values[facet] ?? [])) counts?.set(value, (counts.get(value) ?? 0) + times);
    }
  }

  counts(): readonly FacetCount[] {
    return this.#asked.map(({ facet, limit, least }, index) => {
      const all = [...(this.#counts[index] ?? [])].map(([value, count]) => ({ value, count }));
      all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      const buckets = all.slice(0, limit).filter(({ count }) => count >= least);
      const sum = (some: readonly { readonly count: number }[]) => some.reduce((total, { count }) => total + count, 0);
      return { facet, buckets, other: sum(all) - sum(buckets) };
    });
  }
}
