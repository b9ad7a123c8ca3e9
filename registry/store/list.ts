// Lists entries page by page: keyset only, in (name, version) order, each filter answered by an index.

import type { Engine, Statement, Values } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import { searchExpression } from "./search-terms.ts";
import type { ListQuery, Page } from "./store.ts";

/** Up to this many matches of a search are sorted; beyond it, walking the names in order finds a page sooner. */
export const maxSortedMatches = 2_000;

/** How a search is joined: not at all, by sorting its few matches, or by walking the entries past its many. */
export type SearchPlan = "none" | "few" | "many";

/** The SQL of a list and its parameters, `@limit` being one more than the page holds. */
export function listSql(query: ListQuery, plan: SearchPlan): string {
  const where: string[] = [];
  // A first page has a key below every name, so that each page is the same index search.
  where.push("(e.name, e.version) > (@name, @version)");
  if (query.version === "latest") where.push("e.is_latest = 1");
  else if (query.version !== undefined) where.push("e.version = @exact");
  if (query.updatedSince) where.push("e.updated_at > @since");
  if (!query.includeDeleted) where.push("e.status <> 'deleted'");
  if (plan === "many") where.push("e.id IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH @search)");
  const few =
    plan === "few" ? "(SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @search) f CROSS JOIN " : "";
  const tables = few === "" ? entryTables : few + entryTables.replace("entries e", "entries e ON e.id = f.id");
  return `SELECT ${entryColumns} FROM ${tables} WHERE ${where.join(" AND ")} ORDER BY e.name, e.version LIMIT @limit`;
}

/** Gives `Store.list` over an opened database. A search of blanks is no filter; one without a word finds nothing. */
export function createList(engine: Engine, now: () => Date): (query: ListQuery) => Page {
  const matches = engine.prepare<{ n: number }>(
    "SELECT count(*) AS n FROM (SELECT 1 FROM entries_fts WHERE entries_fts MATCH @search LIMIT @most)",
  );
  const prepared = new Map<string, Statement<EntryRow>>();

  function statement(sql: string): Statement<EntryRow> {
    const known = prepared.get(sql) ?? engine.prepare<EntryRow>(sql);
    prepared.set(sql, known);
    return known;
  }

  return (query) => {
    const searching = query.search !== undefined && query.search.trim() !== "";
    const search = searching ? searchExpression(query.search) : undefined;
    if (searching && search === undefined) return { entries: [] };
    const found = search === undefined ? 0 : (matches.get({ search, most: maxSortedMatches + 1 })?.n ?? 0);
    const plan: SearchPlan = search === undefined ? "none" : found <= maxSortedMatches ? "few" : "many";
    const values: Values = {
      name: query.after?.name ?? "",
      version: query.after?.version ?? "",
      exact: query.version ?? "",
      since: query.updatedSince?.getTime() ?? 0,
      search: search ?? "",
      limit: query.limit + 1,
    };
    const rows = statement(listSql(query, plan)).all(values);
    const at = now().getTime();
    const entries = rows.slice(0, query.limit).map((row) => readEntry(row, at));
    const last = entries.at(-1);
    if (rows.length <= query.limit || !last) return { entries };
    return { entries, next: { name: last.name, version: last.version } };
  };
}
