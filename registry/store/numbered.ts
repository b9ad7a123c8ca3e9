// The index by running numbers: each version keeps the one that it got when it came in, so that a range of them stays a range.

import type { Engine } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import type { Entry } from "./store.ts";

/** Running numbers from `from` on, `width` of them. */
export interface NumberRange {
  readonly from: number;
  readonly width: number;
}

/** The part of the Store port that reads by running numbers. */
export interface NumberedReads {
  /** The latest versions that are listed, among those whose running number is in the range, in that order. */
  numbered(range: NumberRange): Promise<readonly Entry[]>;
  /** Of `count` ranges, each as wide as the first and next to the one before, those in which something is listed. */
  numberedRanges(first: NumberRange, count: number): Promise<readonly NumberRange[]>;
  /** The highest running number that a version has got; 0 for an empty store. */
  highestNumber(): Promise<number>;
}

/** Reads what is listed now, the latest version of each name, by its number. */
interface Numbered {
  highest(): number;
  range(range: NumberRange): readonly Entry[];
  filled(first: NumberRange, count: number): readonly NumberRange[];
}

/** The SQL of a range; both ask the table by its key. */
export const numberedSql: { readonly range: string; readonly any: string } = {
  range: `SELECT ${entryColumns} FROM ${entryTables}
    WHERE e.id >= @from AND e.id < @to AND e.is_latest = 1 AND e.status <> 'deleted' ORDER BY e.id`,
  any: "SELECT 1 AS n FROM entries WHERE id >= @from AND id < @to AND is_latest = 1 AND status <> 'deleted' LIMIT 1",
};

/** Prepares the statements once. */
export function createNumbered(engine: Engine, now: () => Date): Numbered {
  const highest = engine.prepare<{ id: number | null }>("SELECT max(id) AS id FROM entries");
  const range = engine.prepare<EntryRow>(numberedSql.range);
  const any = engine.prepare<{ n: number }>(numberedSql.any);
  return {
    highest: () => highest.get()?.id ?? 0,
    range({ from, width }) {
      const at = now().getTime();
      return range.all({ from, to: from + width }).map((row) => readEntry(row, at));
    },
    filled({ from, width }, count) {
      const ranges = Array.from({ length: count }, (_, index) => ({ from: from + index * width, width }));
      return ranges.filter((range) => any.get({ from: range.from, to: range.from + width }) !== undefined);
    },
  };
}
