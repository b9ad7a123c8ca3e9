// Our own search, beside the contract's: by relevance, page by page. `/v0.1/x/NAMESPACE/search` (registry-api.md 1.1).

import type { Context, Hono } from "hono";
import { Problem } from "../problem.ts";
import { facetNames } from "../store/facets.ts";
import type { SearchPage } from "../store/search-query.ts";
import type { Store } from "../store/store.ts";
import { type AnswerKind, apiAnswer } from "./answer.ts";
import { entryJson } from "./entry-json.ts";
import { countsJson, maxCounted, readFacetAsks, readFacetFilter } from "./facet-params.ts";
import { maxSearchLength } from "./filters.ts";
import type { Answers } from "./kept-answers.ts";
import { defaultLimit, maxLimit } from "./list-query.ts";
import { only } from "./paths.ts";

/** Nobody reads further; the store looks at no more hits than this anyway. */
export const maxAfter = 1_000;

const searchKind: AnswerKind = { ...apiAnswer, parameters: ["q", "limit", "after", "facets"], repeated: facetNames };

/** What the route needs. */
export interface SearchRouteOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly namespace: string;
}

/** Adds the route under a prefix of the API. */
export function addSearch(app: Hono, prefix: string, { store, answers, namespace }: SearchRouteOptions): void {
  only(app, `${prefix}/x/${namespace}/search`, (c) =>
    answers(c, searchKind, async () => {
      const text = readSearchText(c.req.query("q")) ?? "";
      const filter = readFacetFilter(c);
      const facets = readFacetAsks(c.req.query("facets"));
      if (text === "" && filter.size === 0)
        throw new Problem("bad-request", "q is missing: write the words to search for, or a filter");
      const limit = readWhole("limit", c.req.query("limit"), { least: 1, most: maxLimit }) ?? defaultLimit;
      const page = await store.search({ text, filter, limit, after: readAfter(c) });
      if (facets.length === 0) return searchJson(page, namespace);
      const counts = await store.facets({ text, filter, facets, most: maxCounted });
      return searchJson(page, namespace, countsJson(counts));
    }),
  );
}

/** The words of a search; undefined where there are none. Throws a Problem where they are too long. */
export function readSearchText(text: string | undefined): string | undefined {
  const words = text?.trim() ?? "";
  if (words.length > maxSearchLength)
    throw new Problem("bad-request", `q is longer than ${maxSearchLength} characters`);
  return words === "" ? undefined : words;
}

/** The hits before the page that is asked for. Throws a Problem where it is no whole number in bounds. */
export function readAfter(c: Context): number {
  return readWhole("after", c.req.query("after"), { least: 0, most: maxAfter }) ?? 0;
}

function readWhole(
  name: string,
  text: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  if (text === undefined || text === "") return undefined;
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new Problem("out-of-range", `${name} must be a whole number from ${least} to ${most}`);
  return number;
}

/** The hits as entries of the contract, each with its score under a key of ours: relevance and nothing else. */
function searchJson(
  { hits, total, capped, mended, next }: SearchPage,
  namespace: string,
  counts: Readonly<Record<string, unknown>> = {},
): string {
  const servers = hits.map(({ entry, score }) => {
    const text = entryJson(entry, namespace);
    return `${text.slice(0, -2)},${JSON.stringify(`${namespace}/search`)}:${JSON.stringify({ score })}}}`;
  });
  const metadata = { count: hits.length, total, capped, mended, after: next, ...counts };
  return `{"servers":[${servers.join(",")}],"metadata":${JSON.stringify(metadata)}}`;
}
