// How the short row of an entry is read: its texts for ranking, its facets for filters and counts.

import type { Engine } from "./engine.ts";
import { type FacetFilter, type Facets, hostSuffixes, type ownFacets, type setFacets } from "./facets.ts";

/** The columns of {@link facetedColumns}. */
export interface FacetedRow {
  readonly entry: number;
  readonly facet_set: number;
  readonly name: string;
  readonly title: string;
  /** Apart by spaces. */
  readonly hosts: string;
  /** Apart by line breaks. */
  readonly tags: string;
  readonly publisher: string;
}

/** The columns of a {@link FacetedRow}, of `faceted f`. */
export const facetedColumns = "f.entry, f.facet_set, f.name, f.title, f.hosts, f.tags, f.publisher";

/** What has few values of an entry, as a row of `facet_sets` says it. */
export type SetFacets = Pick<Facets, (typeof setFacets)[number]>;

/** Gives what a row of `facet_sets` says; its words never change, so each is read once. */
export type ReadSet = (id: number) => SetFacets;

/** Sets that are kept read. */
const maxKept = 10_000;

/** Prepares the statement once. */
export function createReadSet(engine: Engine): ReadSet {
  const find = engine.prepare<{ facets: string }>("SELECT facets FROM facet_sets WHERE id = @id");
  const kept = new Map<number, SetFacets>();
  return (id) => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const read = JSON.parse(find.get({ id })?.facets ?? "{}") as SetFacets;
    if (kept.size >= maxKept) kept.clear();
    kept.set(id, read);
    return read;
  };
}

/** The values of one facet that is an entry's own. */
export function readOwn(row: FacetedRow, facet: (typeof ownFacets)[number]): readonly string[] {
  const text = { host: row.hosts, tag: row.tags, publisher: row.publisher }[facet];
  return text === "" ? [] : text.split(facet === "tag" ? "\n" : " ");
}

/** All facets of a row. */
export function readFacets(row: FacetedRow, readSet: ReadSet): Facets {
  const [host, tag, publisher] = [readOwn(row, "host"), readOwn(row, "tag"), readOwn(row, "publisher")];
  return { ...readSet(row.facet_set), host, tag, publisher };
}

/** Whether an entry has what is asked for. The full-text index is asked first; this is the word that counts, since no text can pose as a facet here. */
export function passes(filter: FacetFilter, facets: Facets): boolean {
  for (const [facet, values] of filter) {
    const own = facet === "host" ? facets.host.flatMap(hostSuffixes) : facets[facet];
    if (!values.some((value) => own.includes(value.toLowerCase()))) return false;
  }
  return true;
}
