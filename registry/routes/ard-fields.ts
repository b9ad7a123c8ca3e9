// The field paths of ARD that can be filtered by and counted, and the facets of ours that answer them.

import type { FacetFilter, FacetName } from "../store/facets.ts";
import { metadataFacets } from "./ard-entry.ts";
import { ArdProblem } from "./ard-problem.ts";
import { maxFacetLength, maxFacetValues } from "./facet-params.ts";

const fields: ReadonlyMap<string, FacetName> = new Map<string, FacetName>([
  ["type", "type"],
  ["publisher", "publisher"],
  ["tags", "tag"],
  ...metadataFacets.map((facet): [string, FacetName] => [`metadata.${facet}`, facet]),
]);

/** The field paths, for messages and descriptions. */
export const fieldNames: readonly string[] = [...fields.keys()];

/** The facet of a field. Throws a 400 that names the fields there are. */
export function facetOfField(field: string): FacetName {
  const facet = fields.get(field);
  if (facet === undefined) throw new ArdProblem(`this field is not supported here; there are ${fieldNames.join(", ")}`);
  return facet;
}

/** Reads the filter of a query: for each field one text or several, joined by OR; fields are joined by AND. */
export function readArdFilter(value: unknown): FacetFilter {
  const filter = new Map<FacetName, readonly string[]>();
  if (value === undefined) return filter;
  if (!isObject(value)) throw new ArdProblem("query.filter must be an object of field paths");
  for (const [field, given] of Object.entries(value)) {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    filter.set(facetOfField(field), checkValues(values));
  }
  return filter;
}

/** Texts that a field may have. Throws a 400 where there is none, or too many, or too long ones. */
export function checkValues(values: readonly unknown[]): readonly string[] {
  if (values.length === 0 || values.length > maxFacetValues)
    throw new ArdProblem(`a filter takes 1 to ${maxFacetValues} values for a field`);
  return values.map((value) => {
    if (typeof value !== "string" || value === "" || value.length > maxFacetLength)
      throw new ArdProblem(`a filter's value must be a text of 1 to ${maxFacetLength} characters`);
    return value;
  });
}

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
