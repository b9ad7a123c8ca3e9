// A list request read into the store's words.

import { Problem } from "../problem.ts";
import type { ListQuery, PageKey, Store } from "../store/store.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type Filters, readRawFilters } from "./filters.ts";
import { type PageTokens, pageTokensOf } from "./page-tokens.ts";

/** Entries on a page where the client does not say; the official registry's default. */
export const defaultLimit = 30;

/** The most entries on a page; the official registry's limit, beyond which it answers 422. */
export const maxLimit = 100;

/** A list request: what the store is asked, and how the cursor of the next page is written. */
export interface ListRequest {
  readonly query: ListQuery;
  cursorAfter(key: PageKey): string;
}

/** The cursors of lists, which the API and the pages share. */
export function listTokensOf(store: Pick<Store, "pageKey">): () => Promise<PageTokens> {
  return pageTokensOf(store, "list");
}

/** Reads the parameters of a list; `parameter` gives the first value of each. A cursor's own filters win. */
export function readListRequest(parameter: (name: string) => string | undefined, tokens: PageTokens): ListRequest {
  const limit = readLimit(parameter("limit"));
  const text = parameter("cursor");
  const asked = readRawFilters(parameter);
  if (text === undefined || text === "") return listRequest({ limit, tokens }, asked);
  const { after, filters } = readCursor(text, tokens);
  return listRequest({ limit, tokens }, filters, after);
}

function listRequest(
  { limit, tokens }: { readonly limit: number; readonly tokens: PageTokens },
  filters: Filters,
  after?: PageKey,
): ListRequest {
  return {
    query: { limit, ...filters, ...(after === undefined ? {} : { after }) },
    cursorAfter: (key) => writeCursor({ after: key, filters }, tokens),
  };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > maxLimit)
    throw new Problem("out-of-range", `limit must be a whole number from 1 to ${maxLimit}`);
  return limit;
}
