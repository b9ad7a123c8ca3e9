// Lists entries page by page: keyset only, in (name, version) order, each filter answered by an index.

import type { Engine, Statement, Values } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import { searchExpression } from "./search-terms.ts";
import type { ListQuery, Page } from "./store.ts";

/** Up to this many hits of a filter are sorted; beyond it, walking the names in order finds a page sooner. */
export const maxSortedHits = 2_000;

/** Characters of documents on one page, but for its first: where they are large, a page ends before its limit. */
export const maxPageUnits: number = 4 * 1024 * 1024;

/**
 * How a page is found. `walk`: along the names, from the last page's end. `matches`: from a search's few hits.
 * `changes`: from the few entries that changed since.
 */
export type ListPlan = "walk" | "matches" | "changes";

/** The SQL of a list, its parameters being those of {@link createList}. */
export function listSql(query: ListQuery, plan: ListPlan, searching: boolean): string {
  // A first page has a key below every name, so that each page is the same index search.
  const where = ["(e.name, e.version) > (@name, @version)"];
  let tables = entryTables;
  if (query.version === "latest") where.push("e.is_latest = 1");
  else if (query.version !== undefined) where.push("e.version = @exact");
  if (query.updatedSince) where.push("e.updated_at > @since");
  if (!query.includeDeleted) where.push("e.status <> 'deleted'");
  if (plan === "matches") {
    const hits = "(SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @search) f";
    tables = `${hits} CROSS JOIN ${entryTables.replace("entries e", "entries e ON e.id = f.id")}`;
  } else if (searching) {
    // The plus keeps SQLite from starting at the hits, which would sort them all.
    where.push("+e.id IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH @search)");
  }
  if (plan === "changes") tables = entryTables.replace("entries e", "entries e INDEXED BY entries_updated");
  return `SELECT ${entryColumns} FROM ${tables} WHERE ${where.join(" AND ")} ORDER BY e.name, e.version LIMIT @limit`;
}

/** How many of the rows make a page that is not too large: one at least. */
function countWithin(rows: readonly Pick<EntryRow, "server_json">[]): number {
  let units = 0;
  const over = rows.findIndex(({ server_json }) => {
    units += server_json.length;
    return units > maxPageUnits;
  });
  return over === -1 ? rows.length : Math.max(over, 1);
}

/** Gives `Store.list` over an opened database. A search of blanks is no filter; one without a word finds nothing. */
export function createList(engine: Engine, now: () => Date): (query: ListQuery) => Page {
  const countMatches = engine.prepare<{ n: number }>(
    "SELECT count(*) AS n FROM (SELECT 1 FROM entries_fts WHERE entries_fts MATCH @search LIMIT @most)",
  );
  const countChanges = engine.prepare<{ n: number }>(
    "SELECT count(*) AS n FROM (SELECT 1 FROM entries WHERE updated_at > @since LIMIT @most)",
  );
  const prepared = new Map<string, Statement<EntryRow>>();

  function statement(sql: string): Statement<EntryRow> {
    const known = prepared.get(sql) ?? engine.prepare<EntryRow>(sql);
    prepared.set(sql, known);
    return known;
  }

  function choose(query: ListQuery, search: string | undefined): ListPlan {
    const most = maxSortedHits + 1;
    const few = (hits: { n: number } | undefined) => (hits?.n ?? 0) <= maxSortedHits;
    if (search !== undefined && few(countMatches.get({ search, most }))) return "matches";
    const since = query.updatedSince?.getTime();
    return since !== undefined && few(countChanges.get({ since, most })) ? "changes" : "walk";
  }

  return (query) => {
    const searching = query.search !== undefined && query.search.trim() !== "";
    const search = searching ? searchExpression(query.search) : undefined;
    if (searching && search === undefined) return { entries: [] };
    const values: Values = {
      name: query.after?.name ?? "",
      version: query.after?.version ?? "",
      exact: query.version ?? "",
      since: query.updatedSince?.getTime() ?? 0,
      search: search ?? "",
      limit: query.limit + 1,
    };
    const rows = statement(listSql(query, choose(query, search), searching)).all(values);
    const at = now().getTime();
    const entries = rows.slice(0, Math.min(query.limit, countWithin(rows))).map((row) => readEntry(row, at));
    const last = entries.at(-1);
    if (rows.length <= entries.length || !last) return { entries };
    return { entries, next: { name: last.name, version: last.version } };
  };
}
