// Turns what the user named (files, folders, globs, `-`, URLs) into documents, one after another.

import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { resolve as resolvePath } from "node:path";
import { maxDocumentBytes } from "../src/document/limits.ts";
import { findJson, unsearched } from "./find-json.ts";
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
    else {
      const { files, problem } = await findFiles(name, host.cwd);
      if (files.length === 0) yield { source: name, problem };
      for (const file of files) {
        if (host.signal.aborted) return;
        const path = resolvePath(host.cwd, file);
        yield readFile(file, path) ?? (await readStream(file, path));
      }
    }
  }
}

/** The files that a name stands for, sorted, and what to say where there are none. */
async function findFiles(name: string, cwd: string): Promise<{ files: readonly string[]; problem: string }> {
  const found = look(resolvePath(cwd, name));
  if (found === "folder") {
    const prefix = name === "." ? "" : `${name.replace(/\/+$/, "")}/`;
    const files = findJson(resolvePath(cwd, name)).map((file) => `${prefix}${file}`);
    return { files: files.sort(), problem: "the folder holds no *.json" };
  }
  if (found === "file" || !isGlob(name)) return { files: [name], problem: "" };
  const { glob } = await import("tinyglobby");
  const files = await glob(name, {
    cwd,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: unsearched.map((folder) => `**/${folder}/**`),
  });
  return { files: files.sort(), problem: "no file matches" };
}

/** What stands at a path; undefined where nothing does, or nothing that may be seen: reading it says why. */
function look(path: string): "file" | "folder" | undefined {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return undefined; // A name with glob characters is looked for as a pattern, any other is told as missing.
  }
}

/** Reads a file at once: waking a thread for it would double the time. Undefined for what is no plain file. */
function readFile(source: string, path: string): Input | undefined {
  try {
    const found = statSync(path);
    return found.isFile() ? { source, bytes: readBytes(path, found.size) } : undefined;
  } catch (error) {
    return { source, problem: problemOf(error) };
  }
}

/** `size` is a hint: a file may shrink or grow, and some that are made as they are read say 0. */
function readBytes(path: string, size: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(size === 0 ? maxDocumentBytes + 1 : Math.min(size, maxDocumentBytes + 1));
    let length = 0;
    while (length < buffer.length) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
    }
    return length === buffer.length ? buffer : buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** A pipe may wait for its writer, so it is read as a stream. */
async function readStream(source: string, path: string): Promise<Input> {
  try {
    return { source, bytes: await readBounded(createReadStream(path)) };
  } catch (error) {
    return { source, problem: problemOf(error) };
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
