// Reads a JSON file that the user names or keeps for us, as strictly as a stranger's document.

import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import { createPositions } from "../src/document/position.ts";
import { readDocument } from "../src/document/read.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Host } from "./host.ts";

/** Names a file as the user would: relative to the current folder where it lies below it. */
export function nameOf(path: string, host: Host): string {
  const short = relative(host.cwd, path);
  return short === "" || short.startsWith("..") ? path : short;
}

/** Reads the value of a JSON file of at most `maxBytes`. Throws UsageError that says which file, and where in it. */
export function readJsonFile(path: string, maxBytes: number, host: Host): unknown {
  const name = nameOf(path, host);
  const read = readDocument(readRegular(path, name, maxBytes), { maxBytes });
  const wrong = read.diagnostics.find(({ severity }) => severity === "error");
  if (wrong !== undefined || !read.readable) {
    const at = wrong?.range && read.text !== undefined ? createPositions(read.text)(wrong.range.start) : undefined;
    // A stranger's configuration may name any file of the user: what stands in it is nobody's to see in a log.
    const message = wrong?.message.replace(/^".*" stands where /s, "something else stands where ");
    throw new UsageError(`${name}${at ? `:${at.line}:${at.column}` : ""}: ${message ?? "it cannot be read"}`);
  }
  return read.value;
}

function readRegular(path: string, name: string, maxBytes: number): Uint8Array {
  try {
    const found = statSync(path);
    // A pipe or a device might never end.
    if (!found.isFile()) throw new UsageError(`${name}: it is no file`);
    if (found.size > maxBytes) throw new UsageError(`${name}: it has ${found.size} bytes, of at most ${maxBytes}`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new UsageError(`${name}: ${missing ? "no such file" : "it cannot be read"}`);
  }
}
