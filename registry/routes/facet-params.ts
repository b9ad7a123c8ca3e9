// Facets in the query of a URL: what a search is narrowed by, and which counts are asked for.

import type { Context } from "hono";
import { Problem } from "../problem.ts";
import type { FacetAsk, FacetCounts } from "../store/facet-query.ts";
import { type FacetFilter, type FacetName, facetNames } from "../store/facets.ts";

/** Values of one facet that may be joined with OR. */
export const maxFacetValues = 20;

/** Characters of one value. */
export const maxFacetLength = 200;

/** Values of each facet that are counted for an answer. */
export const countedValues = 20;

/** Entries that are looked at for the counts of a search; beyond it they are of the newest ones. */
export const maxCounted = 2_000;

/** Reads the filter: a parameter for each facet, repeated for OR; empty ones count as absent. Throws a Problem where one is too long. */
export function readFacetFilter(c: Context): FacetFilter {
  const filter = new Map<FacetName, readonly string[]>();
  for (const facet of facetNames) {
    const values = [...new Set((c.req.queries(facet) ?? []).filter((value) => value !== ""))];
    if (values.length > maxFacetValues)
      throw new Problem("bad-request", `${facet} is given more than ${maxFacetValues} times`);
    if (values.some((value) => value.length > maxFacetLength))
      throw new Problem("bad-request", `${facet} is longer than ${maxFacetLength} characters`);
    if (values.length > 0) filter.set(facet, values);
  }
  return filter;
}

/** Reads which facets are to be counted: names apart by commas, or `all`. Throws a Problem where a name is unknown. */
export function readFacetAsks(text: string | undefined): readonly FacetAsk[] {
  if (text === undefined || text === "") return [];
  const asked = new Set(text.split(","));
  if ([...asked].some((name) => name !== "all" && !(facetNames as readonly string[]).includes(name)))
    throw new Problem("bad-request", `facets takes names apart by commas, or all: ${facetNames.join(", ")}`);
  const names = facetNames.filter((name) => asked.has("all") || asked.has(name));
  return names.map((facet) => ({ facet, limit: countedValues, least: 1 }));
}

/** The counts as members of an answer's `metadata`. */
export function countsJson({ counted, capped, facets }: FacetCounts): Readonly<Record<string, unknown>> {
  const byName = facets.map(({ facet, buckets, other }) => [facet, { values: buckets, other }]);
  return { facets: Object.fromEntries(byName), facetsCounted: counted, facetsCapped: capped };
}
