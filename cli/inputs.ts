// Turns what the user named (files, folders, globs, `-`, URLs) into documents, one after another.

import { type FileHandle, open, stat } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { maxDocumentBytes } from "../src/document/limits.ts";
import type { Host } from "./host.ts";

/** A document that was named: its bytes, or why there are none. */
export type Input =
  | { readonly source: string; readonly bytes: Uint8Array }
  | { readonly source: string; readonly problem: string }
  | { readonly source: string; readonly url: string };

/** Most cards fit into one piece. */
const pieceBytes: number = 64 * 1024;

const globCharacters = /[*?[\]{}!()]/;

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
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) yield await readPath(name, path);
  else if (found === undefined && !globCharacters.test(name)) yield { source: name, problem: "no such file" };
  else {
    const files = await findFiles(name, found !== undefined, host.cwd);
    const problem = found === undefined ? "no file matches" : "the folder holds no *.json";
    if (files.length === 0) yield { source: name, problem };
    for (const file of files) {
      if (host.signal.aborted) return;
      yield await readPath(file, resolvePath(host.cwd, file));
    }
  }
}

/** A folder means every `*.json` below it, hidden folders such as `.well-known` included, dependencies not. */
async function findFiles(name: string, isFolder: boolean, cwd: string): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const base = isFolder ? resolvePath(cwd, name) : cwd;
  const files = await glob(isFolder ? "**/*.json" : name, {
    cwd: base,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  const prefix = isFolder && name !== "." ? `${name.replace(/\/+$/, "")}/` : "";
  return files.map((file) => `${prefix}${file}`).sort();
}

async function readPath(source: string, path: string): Promise<Input> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    return { source, bytes: await readBounded(piecesOf(file)) };
  } catch (error) {
    return { source, problem: problemOf(error) };
  } finally {
    await file?.close();
  }
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(pieceBytes) });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
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
