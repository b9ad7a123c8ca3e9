// The hosts that a crawl is given by hand: as operands, and in files or on standard input.

import { createReadStream, type Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Source } from "../src/crawl/sources/candidate.ts";
import { fromLines } from "../src/crawl/sources/lines.ts";
import type { Host } from "./host.ts";
import { systemProblem } from "./system-problem.ts";

/** A file of hosts is not there, or is none. */
export class UnreadableList extends Error {
  override readonly name = "UnreadableList";
}

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
 * Rejects with {@link UnreadableList} where a file is not there, or a folder.
 */
export async function countHosts(
  operands: readonly string[],
  { from, column }: HostFiles,
  host: Host,
): Promise<number | undefined> {
  const files = from.filter((path) => path !== "-");
  const found = await Promise.all(files.map((path) => look(path, host)));
  if (files.length < from.length || !found.every((one) => one.isFile())) return undefined;
  let count = operands.length;
  for (const path of files) for await (const _ of fromFile(path, column, host)) count += 1;
  return count;
}

async function look(path: string, host: Host): Promise<Stats> {
  try {
    const found = await stat(resolve(host.cwd, path));
    if (!found.isDirectory()) return found;
  } catch (error) {
    const problem = systemProblem(error);
    if (problem === undefined) throw error;
    throw new UnreadableList(`--from: "${path}": ${problem.words}`);
  }
  throw new UnreadableList(`--from: "${path}" is a folder: name a file`);
}
