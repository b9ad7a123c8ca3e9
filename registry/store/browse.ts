// Browses the latest versions in a fixed order, narrowed by facets and times: page by page, each looking at a bounded number of rows.

import type { Engine } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import type { BrowseKey, BrowsePage, BrowseQuery, Span } from "./facet-query.ts";
import { filterMatch } from "./facet-tokens.ts";
import { createReadSet, type FacetedRow, facetedColumns, passes, readFacets } from "./faceted-row.ts";
import { type FacetName, setFacets } from "./facets.ts";

/** Up to this many matches of a filter are sorted; beyond it, walking in order finds a page sooner. */
export const maxSorted = 2_000;

/** Rows that a page walks past at most. */
export const maxWalked = 1_000;

interface Row extends FacetedRow {
  readonly label: string;
  readonly updated_at: number;
  readonly published_at: number;
}

const columns = `${facetedColumns}, f.label, f.updated_at, f.published_at`;

/** The SQL by which rows are walked in order from a key on. */
export function walkSql(order: BrowseQuery["order"], descending: boolean): string {
  const column = order === "label" ? "f.label" : "f.updated_at";
  const way = descending ? "DESC" : "ASC";
  return `SELECT ${columns} FROM faceted f WHERE (${column}, f.entry) ${descending ? "<" : ">"} (@key, @entry)
    ORDER BY ${column} ${way}, f.entry ${way} LIMIT ${maxWalked}`;
}

/** The SQL of the few rows that a filter finds, and of the few that changed since a time. */
export const fewSql: Readonly<Record<"matching" | "changed", string>> = {
  matching: `SELECT ${columns} FROM
    (SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @match LIMIT ${maxSorted + 1}) m
    CROSS JOIN faceted f ON f.entry = m.id`,
  changed: `SELECT ${columns} FROM faceted f WHERE f.updated_at >= @from ORDER BY f.updated_at LIMIT ${maxSorted + 1}`,
};

/** Gives `Store.browse` over an opened database. */
export function createBrowse(engine: Engine, now: () => Date): (query: BrowseQuery) => BrowsePage {
  const readSet = createReadSet(engine);
  const matching = engine.prepare<Row>(fewSql.matching);
  const changed = engine.prepare<Row>(fewSql.changed);
  const walks = new Map(
    (["label", "update"] as const).flatMap((order) =>
      [true, false].map((descending) => [`${order} ${descending}`, engine.prepare<Row>(walkSql(order, descending))]),
    ),
  );
  const sets = engine.prepare<{ id: number; uses: number }>("SELECT id, uses FROM facet_sets WHERE uses > 0");
  const entry = engine.prepare<EntryRow>(`SELECT ${entryColumns} FROM ${entryTables} WHERE e.id = @id`);

  function fits(row: Row, { filter, updated, published }: BrowseQuery): boolean {
    const inTime = isIn(row.updated_at, updated) && isIn(row.published_at, published);
    return inTime && (filter.size === 0 || passes(filter, readFacets(row, readSet)));
  }

  /** All rows that pass, where they are few. */
  function fewOf(query: BrowseQuery): readonly Row[] | undefined {
    const { filter, updated } = query;
    const tries = [
      () => (filter.size === 0 ? undefined : matching.all({ match: filterMatch(filter) })),
      () => (updated.from === undefined ? undefined : changed.all({ from: updated.from })),
    ];
    for (const attempt of tries) {
      const rows = attempt();
      if (rows !== undefined && rows.length <= maxSorted) return rows.filter((row) => fits(row, query));
    }
    return undefined;
  }

  function totalOf({ filter, updated, published }: BrowseQuery): number | undefined {
    const timed = [updated, published].some(({ from, before }) => from !== undefined || before !== undefined);
    const own = [...filter.keys()].some((facet) => !(setFacets as readonly FacetName[]).includes(facet));
    if (timed || own) return undefined;
    const passing = sets.all().filter(({ id }) => passes(filter, { ...readSet(id), host: [], tag: [], publisher: [] }));
    return passing.reduce((sum, { uses }) => sum + uses, 0);
  }

  function page(rows: readonly Row[], next: BrowseKey | undefined, total: number | undefined): BrowsePage {
    const at = now().getTime();
    const entries = rows.flatMap((row) => {
      const found = entry.get({ id: row.entry });
      return found ? [readEntry(found, at)] : [];
    });
    return { entries, ...(next && { next }), ...(total !== undefined && { total }) };
  }

  return (query) => {
    const { order, descending, limit, after = startOf(query) } = query;
    const keyOf = (row: Row): BrowseKey => ({ key: order === "label" ? row.label : row.updated_at, entry: row.entry });
    const sign = descending ? -1 : 1;
    const compare = (a: BrowseKey, b: BrowseKey) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.entry - b.entry);

    const few = fewOf(query);
    if (few !== undefined) {
      const sorted = few.filter((row) => compare(keyOf(row), after) > 0);
      sorted.sort((a, b) => compare(keyOf(a), keyOf(b)));
      const shown = sorted.slice(0, limit);
      const last = shown.at(-1);
      return page(shown, last && sorted.length > limit ? keyOf(last) : undefined, few.length);
    }
    const rows = walks.get(`${order} ${descending}`)?.all({ ...after }) ?? [];
    const shown: Row[] = [];
    let next: BrowseKey | undefined;
    for (const row of rows) {
      if (fits(row, query)) {
        if (shown.length === limit) break;
        shown.push(row);
      }
      next = keyOf(row);
    }
    const last = rows.at(-1);
    const isEnd = rows.length < maxWalked && (last === undefined || (next && compare(keyOf(last), next) === 0));
    return page(shown, isEnd === true ? undefined : next, totalOf(query));
  };
}

/** A key before the first of a list. */
function startOf({ order, descending }: BrowseQuery): BrowseKey {
  if (order === "label")
    return { key: descending ? "\u{10ffff}" : "", entry: descending ? Number.MAX_SAFE_INTEGER : 0 };
  return { key: descending ? Number.MAX_SAFE_INTEGER : -1, entry: descending ? Number.MAX_SAFE_INTEGER : 0 };
}

function isIn(time: number, { from, before }: Span): boolean {
  return (from === undefined || time >= from) && (before === undefined || time < before);
}
