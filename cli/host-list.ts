// The hosts that a crawl is given: as operands, and one a line in a file or on standard input.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Host } from "./host.ts";

/** Longer lines are cut: no host or URL is that long. */
const maxLineLength = 4096;

/** Yields the operands, then the lines of `from`, without blank lines and `#` comments. Rejects where the file cannot be read. */
export async function* readHosts(
  operands: readonly string[],
  from: string | undefined,
  host: Host,
): AsyncGenerator<string> {
  yield* operands;
  if (from === undefined) return;
  const bytes = from === "-" ? host.stdin : createReadStream(resolve(host.cwd, from));
  for await (const line of readLines(bytes)) {
    const text = line
      .trim()
      .replace(/(^|\s)#.*$/, "")
      .trimEnd();
    if (text !== "") yield text;
  }
}

/** Counts what {@link readHosts} will yield; undefined for standard input, which can be read only once. */
export async function countHosts(
  operands: readonly string[],
  from: string | undefined,
  host: Host,
): Promise<number | undefined> {
  if (from === "-") return undefined;
  if (from !== undefined && !(await stat(resolve(host.cwd, from))).isFile()) return undefined;
  let count = 0;
  for await (const _ of readHosts(operands, from, host)) count += 1;
  return count;
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = (lines.pop() ?? "").slice(0, maxLineLength);
    yield* lines.map((line) => line.slice(0, maxLineLength));
  }
  yield rest;
}
