// Page cursors: where the next page starts and what the list was filtered by, in one URL-safe word.

import { Problem } from "../problem.ts";
import type { PageKey } from "../store/store.ts";
import { type Filters, readRawFilters } from "./filters.ts";

/** The shape of this release's cursors; another number is refused rather than guessed at. */
const cursorVersion = 1;

/** No honest cursor comes near this: a name, a version and a search text at their limits, in base64url. */
export const maxCursorLength = 4096;

/** What a cursor holds. */
export interface Cursor {
  readonly after: PageKey;
  readonly filters: Filters;
}

/** Writes a cursor. It carries the filters because some clients send only the cursor for the second page. */
export function writeCursor({ after, filters }: Cursor): string {
  const { search, version, updatedSince, includeDeleted } = filters;
  const parts = {
    v: cursorVersion,
    after: [after.name, after.version],
    search,
    version,
    updated_since: updatedSince?.toISOString(),
    include_deleted: updatedSince === undefined && includeDeleted ? "true" : undefined,
  };
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Reads a cursor back. Throws a `bad-request` problem where it is none of ours. */
export function readCursor(text: string): Cursor {
  const parts = text.length > maxCursorLength ? undefined : decode(text);
  if (parts === undefined || parts["v"] !== cursorVersion) throw malformed();
  const after = parts["after"];
  if (!Array.isArray(after) || after.length !== 2) throw malformed();
  const [name, version] = after.map(textOf);
  if (name === undefined || version === undefined) throw malformed();
  return { after: { name, version }, filters: readRawFilters((key) => textOf(parts[key])) };
}

/** The members of a cursor; undefined where the text is not canonical base64url of a JSON object. */
function decode(text: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
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
