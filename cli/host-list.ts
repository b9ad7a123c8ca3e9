// The hosts that a crawl is given by hand: as operands, and in files or on standard input.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Source } from "../src/crawl/sources/candidate.ts";
import { fromLines } from "../src/crawl/sources/lines.ts";
import type { Host } from "./host.ts";

/** Files of hosts: one a line, or in a column of CSV or NDJSON. */
export interface HostFiles {
  readonly from: readonly string[];
  readonly column: string | undefined;
}

/** Yields the operands. */
export async function* fromOperands(operands: readonly string[]): Source {
  yield* operands;
  return {};
}

/** Yields the hosts of one file, or of standard input for `-`. Rejects where it cannot be read. */
export async function* fromFile(path: string, column: string | undefined, host: Host): Source {
  const bytes = path === "-" ? host.stdin : createReadStream(resolve(host.cwd, path));
  if (column === undefined) return yield* fromLines(bytes);
  const { fromTable } = await import("../src/crawl/sources/table.ts");
  return yield* fromTable(bytes, column);
}

/**
 * Counts what the operands and files hold; undefined where something can be read only once, such as standard input.
 * Rejects where a file is not there.
 */
export async function countHosts(
  operands: readonly string[],
  { from, column }: HostFiles,
  host: Host,
): Promise<number | undefined> {
  const files = from.filter((path) => path !== "-");
  const found = await Promise.all(files.map((path) => stat(resolve(host.cwd, path))));
  if (files.length < from.length || !found.every((one) => one.isFile())) return undefined;
  let count = operands.length;
  for (const path of files) for await (const _ of fromFile(path, column, host)) count += 1;
  return count;
}
