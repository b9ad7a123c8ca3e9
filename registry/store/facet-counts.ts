// Counts the values that matching entries have: a slice at a time, so that no other request waits for more than one.

import type { Engine } from "./engine.ts";
import type { FacetAsk, FacetCount, FacetCounts, FacetQuery } from "./facet-query.ts";
import { filterMatch } from "./facet-tokens.ts";
import {
  createReadSet,
  type FacetedRow,
  facetedColumns,
  passes,
  type ReadSet,
  readFacets,
  readOwn,
} from "./faceted-row.ts";
import { type FacetFilter, type FacetName, ownFacets, setFacets } from "./facets.ts";
import { anyOf, createSearchTerms } from "./search-match.ts";

/** Entries that are looked at between two turns of the event loop: some milliseconds. */
export const sliceRows = 500;

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
  let domainOf: ((host: string) => string) | undefined;
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
    const tally = new Tally(facets, readSet);
    for (const { id, uses } of sets.all()) {
      const set = readSet(id);
      if (passes(filter, { ...set, host: [], tag: [], publisher: [] })) tally.addSet(id, uses);
    }
    return { counted: tally.entries, capped: false, facets: tally.counts() };
  }

  return async (query) => {
    const { text, filter = new Map(), facets, most } = query;
    const bySets = [...filter.keys(), ...facets.map(({ facet }) => facet)].every(isSetFacet);
    if (text.trim() === "" && bySets) return countSets(query);
    const match = matchOf(text, filter);
    if (facets.some(({ facet }) => facet === "host")) domainOf ??= await createDomains();
    const tally = new Tally(facets, readSet, domainOf);
    let looked = 0;
    let more = match !== null;
    for (let before = Number.MAX_SAFE_INTEGER; more && looked < most; ) {
      const values = { before, most: Math.min(sliceRows, most - looked) };
      const rows = typeof match === "string" ? ofMatches.all({ match, ...values }) : ofAll.all(values);
      for (const row of rows) {
        before = Math.min(before, row.id);
        if (row.entry === null) continue;
        if (filter.size === 0 || passes(filter, readFacets(row, readSet))) tally.addRow(row);
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

/** Domains of hosts that are remembered. */
const maxDomains = 50_000;

/** Gives the domain of a host that somebody registered, else the host. The list of public suffixes is loaded only for this. */
async function createDomains(): Promise<(host: string) => string> {
  const { registeredDomain } = await import("../../src/http/public-suffix.ts");
  const domains = new Map<string, string>();
  return (host) => {
    const known = domains.get(host);
    if (known !== undefined) return known;
    const domain = registeredDomain(host) ?? host;
    if (domains.size >= maxDomains) domains.clear();
    domains.set(host, domain);
    return domain;
  };
}

/** Counts by facet and value: sets by their number first, since there are few. */
class Tally {
  entries = 0;
  readonly #asked: readonly FacetAsk[];
  readonly #readSet: ReadSet;
  readonly #domainOf: (host: string) => string;
  readonly #sets = new Map<number, number>();
  readonly #own: Readonly<Record<(typeof ownFacets)[number], Map<string, number>>>;
  readonly #ownAsked: readonly (typeof ownFacets)[number][];

  constructor(asked: readonly FacetAsk[], readSet: ReadSet, domainOf = (host: string) => host) {
    this.#asked = asked;
    this.#readSet = readSet;
    this.#domainOf = domainOf;
    this.#own = { host: new Map(), tag: new Map(), publisher: new Map() };
    this.#ownAsked = ownFacets.filter((name) => asked.some(({ facet }) => facet === name));
  }

  addSet(set: number, times: number): void {
    this.entries += times;
    this.#sets.set(set, (this.#sets.get(set) ?? 0) + times);
  }

  addRow(row: FacetedRow): void {
    this.addSet(row.facet_set, 1);
    for (const facet of this.#ownAsked) {
      const values = readOwn(row, facet);
      for (const value of facet === "host" ? new Set(values.map(this.#domainOf)) : values)
        bump(this.#own[facet], value, 1);
    }
  }

  counts(): readonly FacetCount[] {
    return this.#asked.map(({ facet, limit, least }) => {
      const all = [...this.#countsOf(facet)].map(([value, count]) => ({ value, count }));
      all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      const buckets = all.slice(0, limit).filter(({ count }) => count >= least);
      const sum = (some: readonly { readonly count: number }[]) => some.reduce((total, { count }) => total + count, 0);
      return { facet, buckets, other: sum(all) - sum(buckets) };
    });
  }

  #countsOf(facet: FacetName): ReadonlyMap<string, number> {
    if (facet === "host" || facet === "tag" || facet === "publisher") return this.#own[facet];
    const counts = new Map<string, number>();
    for (const [set, times] of this.#sets) for (const value of this.#readSet(set)[facet]) bump(counts, value, times);
    return counts;
  }
}

function bump(counts: Map<string, number>, value: string, times: number): void {
  counts.set(value, (counts.get(value) ?? 0) + times);
}
