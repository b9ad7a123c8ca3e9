// Turns what the user named (files, folders, globs, `-`, URLs) into documents, one after another.

import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { resolve as resolvePath } from "node:path";
import { maxDocumentBytes } from "../src/document/limits.ts";
import type { Host } from "./host.ts";

/** A document that was named: its bytes, or why there are none. */
export type Input =
  | { readonly source: string; readonly bytes: Uint8Array }
  | { readonly source: string; readonly problem: string }
  | { readonly source: string; readonly url: string };

const globCharacters = /[*?[\]{}!()]/;

/** An input that is no URL. */
export type FileInput = Exclude<Input, { readonly url: string }>;

/** Whether a name has characters of a pattern in it. */
export function isGlob(name: string): boolean {
  return globCharacters.test(name);
}

/** Yields what the names stand for, in order, folders and globs sorted. A URL is passed on to be fetched. */
export async function* readInputs(names: readonly string[], host: Host): AsyncGenerator<Input> {
  for (const name of names) {
    if (host.signal.aborted) return;
    if (name === "-") yield { source: "-", bytes: await readBounded(host.stdin) };
    else if (/^https?:\/\//i.test(name)) yield { source: name, url: name };
    else yield* readNamed(name, host);
  }
}

async function* readNamed(name: string, host: Host): AsyncGenerator<Input> {
  const path = resolvePath(host.cwd, name);
  const found = look(path);
  const isPattern = found === undefined && isGlob(name);
  if (found !== "folder" && !isPattern) yield await readPath(name, path);
  else {
    const files = await findFiles(name, found === "folder", host.cwd);
    const problem = isPattern ? "no file matches" : "the folder holds no *.json";
    if (files.length === 0) yield { source: name, problem };
    for (const file of files) {
      if (host.signal.aborted) return;
      yield await readPath(file, resolvePath(host.cwd, file));
    }
  }
}

/** What stands at a path; undefined where nothing does, or nothing that may be seen: reading it says why. */
function look(path: string): "file" | "folder" | undefined {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return undefined; // A name with glob characters is looked for as a pattern, any other is told as missing.
  }
}

/** What we keep beside documents is none: these are judged only where they are named. */
const ownFiles = ["**/mcp-discover.config.json", "**/mcp-discover.baseline.json"];

/** A folder means every `*.json` below it, hidden folders such as `.well-known` included, dependencies not. */
async function findFiles(name: string, isFolder: boolean, cwd: string): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const base = isFolder ? resolvePath(cwd, name) : cwd;
  const files = await glob(isFolder ? "**/*.json" : name, {
    cwd: base,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**", ...(isFolder ? ownFiles : [])],
  });
  const prefix = isFolder && name !== "." ? `${name.replace(/\/+$/, "")}/` : "";
  return files.map((file) => `${prefix}${file}`).sort();
}

async function readPath(source: string, path: string): Promise<Input> {
  try {
    // A pipe may wait for its writer, so it is read as a stream. A file is read at once: waking a thread for it would double the time.
    const found = statSync(path);
    const bytes = found.isFile() ? readFile(path, found.size) : await readBounded(createReadStream(path));
    return { source, bytes };
  } catch (error) {
    return { source, problem: problemOf(error) };
  }
}

/** `size` is a hint: a file may grow, and some that are made as they are read say 0. */
function readFile(path: string, size: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(Math.min(size === 0 ? Number.POSITIVE_INFINITY : size, maxDocumentBytes) + 1);
    let length = 0;
    while (length < buffer.length) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Reads to the end, or one byte further than any document may be: the validator then says that it is too large. */
async function readBounded(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxDocumentBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxDocumentBytes + 1);
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
};

function problemOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return problems[code] ?? (code === "" ? "the file could not be read" : `the file could not be read (${code})`);
}
