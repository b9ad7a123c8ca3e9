// A list request read into the store's words.

import { Problem } from "../problem.ts";
import type { ListQuery, PageKey } from "../store/store.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type Filters, readRawFilters } from "./filters.ts";

/** Entries on a page where the client does not say; the official registry's default. */
export const defaultLimit = 30;

/** The most entries on a page; the official registry's limit, beyond which it answers 422. */
export const maxLimit = 100;

/** A list request: what the store is asked, and how the cursor of the next page is written. */
export interface ListRequest {
  readonly query: ListQuery;
  cursorAfter(key: PageKey): string;
}

/** Reads the parameters of a list; `parameter` gives the first value of each. A cursor's own filters win. */
export function readListRequest(parameter: (name: string) => string | undefined): ListRequest {
  const limit = readLimit(parameter("limit"));
  const text = parameter("cursor");
  const asked = readRawFilters(parameter);
  if (text === undefined || text === "") return listRequest(limit, asked);
  const { after, filters } = readCursor(text);
  return listRequest(limit, filters, after);
}

function listRequest(limit: number, filters: Filters, after?: PageKey): ListRequest {
  return {
    query: { limit, ...filters, ...(after === undefined ? {} : { after }) },
    cursorAfter: (key) => writeCursor({ after: key, filters }),
  };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > maxLimit)
    throw new Problem("out-of-range", `limit must be a whole number from 1 to ${maxLimit}`);
  return limit;
}
