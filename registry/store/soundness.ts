// Decides whether an opened file is a store that this version may use: ours, whole, and not from the future.

import type { Engine } from "./engine.ts";
import { applicationId, migrations } from "./migrations.ts";
import { StoreError } from "./store.ts";

/** Larger files are not checked page by page when they are opened: it would take seconds at every start. */
export const maxCheckedBytes: number = 512 * 1024 * 1024;

/** Triggers and views run with the reader's rights: in a file from elsewhere, only ours may be there. */
function hasForeignCode(engine: Engine): boolean {
  const rows = engine
    .prepare<{ sql: string | null }>("SELECT sql FROM sqlite_schema WHERE type IN ('trigger', 'view')")
    .all();
  return rows.some(({ sql }) => sql === null || !migrations.some((text) => text.includes(sql)));
}

/** Whether the file holds nothing at all: a new one, or one that somebody emptied. */
export function isBlank(engine: Engine): boolean {
  const tables = engine.prepare<{ n: number }>("SELECT count(*) AS n FROM sqlite_schema").get()?.n ?? 0;
  return tables === 0 && engine.pragma("user_version") === 0 && engine.pragma("application_id") === 0;
}

/** Throws a StoreError unless the file is ours and of a version that we know; a blank one passes. */
export function checkOurs(engine: Engine, path: string): void {
  if (isBlank(engine)) return;
  if (engine.pragma("application_id") !== applicationId || hasForeignCode(engine)) {
    throw new StoreError(`"${path}" is a SQLite file, but not a store of mcp-discover: name another path`);
  }
  const version = Number(engine.pragma("user_version"));
  if (version > migrations.length) {
    throw new StoreError(
      `"${path}" was written by a newer mcp-discover (store version ${version}, this one knows ${migrations.length}): upgrade mcp-discover`,
    );
  }
}

/** Throws where a page is damaged; SQLite reports some damage as rows and some as an error. */
export function checkWhole(engine: Engine, path: string): void {
  const bytes = Number(engine.pragma("page_count")) * Number(engine.pragma("page_size"));
  if (bytes > maxCheckedBytes) return;
  const verdict = engine.pragma("quick_check(1)");
  if (verdict !== "ok") throw damaged(path);
}

/** What is said of a file that SQLite cannot read to its end. */
export function damaged(path: string, cause?: unknown): StoreError {
  return new StoreError(`"${path}" is damaged: put a backup in its place, or move it away and crawl again`, { cause });
}
