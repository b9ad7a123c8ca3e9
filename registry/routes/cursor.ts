// Page cursors: where the next page starts and what the list was filtered by, in a signed token.

import { Problem } from "../problem.ts";
import type { PageKey } from "../store/store.ts";
import { type Filters, readRawFilters } from "./filters.ts";
import type { PageTokens } from "./page-tokens.ts";

/** The shape of this release's cursors; another number is refused rather than guessed at. */
const cursorVersion = 1;

/** What a cursor holds. */
export interface Cursor {
  readonly after: PageKey;
  readonly filters: Filters;
}

/** Writes a cursor. It carries the filters because some clients send only the cursor for the second page. */
export function writeCursor({ after, filters }: Cursor, tokens: PageTokens): string {
  const { search, version, updatedSince, includeDeleted } = filters;
  return tokens.write({
    v: cursorVersion,
    after: [after.name, after.version],
    search,
    version,
    updated_since: updatedSince?.toISOString(),
    include_deleted: updatedSince === undefined && includeDeleted ? "true" : undefined,
  });
}

/** Reads a cursor back. Throws a `bad-request` problem where it is none of ours. */
export function readCursor(text: string, tokens: PageTokens): Cursor {
  const parts = tokens.read(text);
  if (parts === undefined || parts["v"] !== cursorVersion) throw malformed();
  const after = parts["after"];
  if (!Array.isArray(after) || after.length !== 2) throw malformed();
  const [name, version] = after.map(textOf);
  if (name === undefined || version === undefined) throw malformed();
  return { after: { name, version }, filters: readRawFilters((key) => textOf(parts[key])) };
}

/** A member that is a text without NUL; undefined where it is absent. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || value.includes("\0")) throw malformed();
  return value;
}

function malformed(): Problem {
  return new Problem(
    "bad-request",
    "cursor is malformed: pass metadata.nextCursor exactly as it came, or leave it out",
  );
}
