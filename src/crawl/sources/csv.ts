// Hosts in one column of CSV (RFC 4180): the one file that imports csv-parse.

import { parse } from "csv-parse";
import { UsageError } from "../../usage-error.ts";
import { refuse, type Source, type SourceEnd } from "./candidate.ts";
import { rowMaxLength } from "./ndjson.ts";

/**
 * Yields the cells of a column: a name in the first row, or a number from 1 where the first row is a row like all others.
 * Throws a UsageError where the first row has no such name.
 */
export async function* fromCsv(chunks: AsyncIterable<Uint8Array>, column: string): Source {
  let index = /^[1-9]\d*$/.test(column) ? Number(column) - 1 : undefined;
  const rows = readRows(chunks);
  let next = await rows.next();
  for (; !next.done; next = await rows.next()) {
    const row = next.value;
    if (index === undefined) {
      index = indexOf(row, column);
      continue;
    }
    const cell = row[index];
    if (cell !== undefined && cell.trim() !== "") yield cell.trim();
    else if (row.some((other) => other.trim() !== "")) {
      yield refuse(row.join(","), "no-column", `the row has nothing in column "${column}"`);
    }
  }
  return next.value;
}

/** Yields the rows. Those before a mistake are yielded too, which the parser's own stream would throw away with it. */
async function* readRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[], SourceEnd, undefined> {
  let rows: string[][] = [];
  let mistake: Error | undefined;
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: rowMaxLength,
    on_record: (row: string[]) => void rows.push(row),
  });
  parser.on("error", (error) => {
    mistake ??= error;
  });
  const done = (step: (callback: () => void) => void): Promise<void> => new Promise((resolve) => step(resolve));
  const take = (): string[][] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  for await (const chunk of chunks) {
    await done((callback) => parser.write(chunk, callback));
    yield* take();
    if (mistake) return { problem: problemOf(mistake) };
  }
  await done((callback) => parser.end(callback));
  yield* take();
  return mistake ? { problem: problemOf(mistake) } : {};
}

function indexOf(header: readonly string[], column: string): number {
  const names = header.map((name) => name.trim());
  const index = names.indexOf(column);
  if (index >= 0) return index;
  const shown = names.slice(0, 20).map((name) => `"${name.slice(0, 60)}"`);
  throw new UsageError(`--column: there is no "${column}" in the first row, which has ${shown.join(", ")}`);
}

/** What is wrong with the CSV. */
function problemOf(error: Error): string {
  const { code, lines } = error as Error & { readonly code?: string; readonly lines?: number };
  if (code === "CSV_QUOTE_NOT_CLOSED") return "ends within a quoted cell";
  if (code === "CSV_MAX_RECORD_SIZE")
    return `has a row at line ${lines} that is longer than ${rowMaxLength} characters`;
  return `cannot be read as CSV at line ${lines} (${code})`;
}
