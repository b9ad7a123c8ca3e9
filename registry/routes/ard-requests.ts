// The bodies of ARD's searches and explorations, read into the store's words.

import type { FacetAsk } from "../store/facet-query.ts";
import type { FacetFilter } from "../store/facets.ts";
import { readCount, refuseOthers } from "./ard-body.ts";
import { facetOfField, isObject, readArdFilter } from "./ard-fields.ts";
import { ArdProblem } from "./ard-problem.ts";

/** Entries on a page where the client does not say, and the most there may be. */
export const pageSizes = { search: 10, agents: 20, most: 100 } as const;

/** Characters of a question in natural language; what comes after the first words counts little anyway. */
export const maxTextLength = 1_000;

/** Facets of one exploration. */
export const maxFacets = 20;

/** Values that are told of one facet. */
export const maxBuckets = 1_000;

const defaultBuckets = 20;

/** A search: `asked` is what its page tokens are bound to. */
export interface ArdSearch {
  readonly text: string;
  readonly filter: FacetFilter;
  readonly federation: "auto" | "referrals" | "none";
  readonly pageSize: number;
  readonly pageToken?: string;
  readonly asked: string;
}

/** Reads a SearchRequest. Throws a 400 that names the member. */
export function readArdSearch(body: Readonly<Record<string, unknown>>): ArdSearch {
  refuseOthers(body, "the body", ["query", "federation", "pageSize", "pageToken"]);
  const { federation = "auto", pageToken } = body;
  const { text, filter } = readQuery(body["query"]);
  if (text === undefined || text.trim() === "") throw new ArdProblem("query.text must say what is looked for");
  if (federation !== "auto" && federation !== "referrals" && federation !== "none")
    throw new ArdProblem("federation must be auto, referrals or none");
  if (pageToken !== undefined && typeof pageToken !== "string") throw new ArdProblem("pageToken must be a text");
  const pageSize = readCount(body["pageSize"], "pageSize", { least: 1, most: pageSizes.most, usual: pageSizes.search });
  const asked = JSON.stringify(["search", text, [...filter]]);
  return { text, filter, federation, pageSize, asked, ...(pageToken !== undefined && { pageToken }) };
}

/** An exploration: each field as the client wrote it, and what is counted for it. */
export interface ArdExploration {
  readonly text: string;
  readonly filter: FacetFilter;
  readonly fields: readonly { readonly field: string; readonly ask: FacetAsk }[];
}

/** Reads an ExploreRequest. Throws a 400 that names the member. */
export function readArdExploration(body: Readonly<Record<string, unknown>>): ArdExploration {
  refuseOthers(body, "the body", ["query", "resultType"]);
  const { query, resultType } = body;
  const { text = "", filter } = query === undefined ? { filter: readArdFilter(undefined) } : readQuery(query);
  if (!isObject(resultType) || !Array.isArray(resultType["facets"]))
    throw new ArdProblem("resultType must be an object with a list of facets");
  refuseOthers(resultType, "resultType", ["facets"]);
  const facets: readonly unknown[] = resultType["facets"];
  if (facets.length > maxFacets) throw new ArdProblem(`resultType.facets may have ${maxFacets} facets`);
  const fields = facets.map(readFacet);
  return { text, filter, fields };
}

function readFacet(value: unknown): ArdExploration["fields"][number] {
  if (!isObject(value) || typeof value["field"] !== "string")
    throw new ArdProblem("each facet must be an object with a field");
  refuseOthers(value, "a facet", ["field", "limit", "minCount"]);
  const { field } = value;
  const limit = readCount(value["limit"], "limit", { least: 1, most: maxBuckets, usual: defaultBuckets });
  const least = readCount(value["minCount"], "minCount", { least: 0, most: Number.MAX_SAFE_INTEGER, usual: 1 });
  return { field, ask: { facet: facetOfField(field), limit, least } };
}

/** `@context` came with ARD 0.91 and changes nothing here. */
function readQuery(value: unknown): { readonly text?: string; readonly filter: FacetFilter } {
  if (!isObject(value)) throw new ArdProblem("query must be an object");
  refuseOthers(value, "query", ["text", "filter", "@context"]);
  const { text } = value;
  if (text !== undefined && typeof text !== "string") throw new ArdProblem("query.text must be a text");
  if (text !== undefined && text.length > maxTextLength)
    throw new ArdProblem(`query.text is longer than ${maxTextLength} characters`);
  return { filter: readArdFilter(value["filter"]), ...(text !== undefined && { text }) };
}
