// Turns what the user named (files, folders, globs, `-`, URLs) into documents, one after another.

import { closeSync, createReadStream, openSync, readSync, type Stats, statSync } from "node:fs";
import { resolve as resolvePath } from "node:path";
import { maxDocumentBytes } from "../src/document/limits.ts";
import { printable } from "../src/document/printable.ts";
import { findJson, unsearched } from "./find-json.ts";
import { count } from "./format/words.ts";
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

/**
 * Yields what the names stand for, in order, folders and globs sorted. A URL is passed on to be fetched. At the end a note on
 * stderr counts the files of tools that were left out of folders, unless `quiet`.
 */
export async function* readInputs(
  names: readonly string[],
  host: Host,
  { quiet = false }: { readonly quiet?: boolean } = {},
): AsyncGenerator<Input> {
  const tools: string[] = [];
  for (const name of names) {
    if (host.signal.aborted) return;
    if (name === "-") yield { source: "-", bytes: await readBounded(host.stdin) };
    else if (/^https?:\/\//i.test(name)) yield { source: name, url: name };
    else {
      const { files, problem, isPipe, leftOut = [] } = await findFiles(name, host.cwd);
      tools.push(...leftOut);
      if (files.length === 0) yield { source: name, problem };
      for (const file of files) {
        if (host.signal.aborted) return;
        const path = resolvePath(host.cwd, file);
        const input = isPipe ? await readPipe(file, path) : readFile(file, path);
        yield "problem" in input && input.problem === problems["ENOENT"] ? await missing(input, host.cwd) : input;
      }
    }
  }
  if (tools.length > 0 && !quiet) await host.stderr.write(toolsText(tools));
}

function toolsText(files: readonly string[]): string {
  const which = `${files.length === 1 ? "" : "such as "}${printable(files[0] ?? "")}`;
  return `note: left out ${count(files.length, "file")} of tools, ${which}: name one to judge it\n`;
}

/** The files that a name stands for. */
interface Found {
  readonly files: readonly string[];
  /** What to say where there are none. */
  readonly problem: string;
  /** Whether the one file may wait for its writer. */
  readonly isPipe?: boolean;
  /** What is in the folder and no document. */
  readonly leftOut?: readonly string[];
}

async function findFiles(name: string, cwd: string): Promise<Found> {
  const found = look(resolvePath(cwd, name));
  if (found?.isDirectory()) {
    const prefix = name === "." ? "" : `${name.replace(/\/+$/, "")}/`;
    const { documents, leftOut } = findJson(resolvePath(cwd, name));
    const named = (files: readonly string[]): string[] => files.map((file) => `${prefix}${file}`).sort();
    return {
      files: named(documents),
      problem:
        leftOut.length > 0 ? "the folder holds files of tools only" : "the folder holds no *.json and no server-card",
      leftOut: named(leftOut),
    };
  }
  if (found !== undefined || !isGlob(name)) return { files: [name], problem: "", isPipe: found?.isFile() === false };
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
function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined; // A name with glob characters is looked for as a pattern, any other is told as missing.
  }
}

/** Reads a file at once: waking a thread for it would double the time. */
function readFile(source: string, path: string): Input {
  try {
    return { source, bytes: readBytes(path) };
  } catch (error) {
    return { source, problem: problemOf(error) };
  }
}

/** Room for what most files hold: to ask each for its size would take as long as reading it. */
let room: Buffer | undefined;

function readBytes(path: string): Uint8Array {
  room ??= Buffer.allocUnsafeSlow(64 * 1024);
  const file = openSync(path, "r");
  try {
    const length = fill(room, 0, file);
    if (length < room.length) return Buffer.from(room.subarray(0, length));
    const large = Buffer.allocUnsafe(maxDocumentBytes + 1);
    room.copy(large);
    return large.subarray(0, fill(large, length, file));
  } finally {
    closeSync(file);
  }
}

/** Reads on from `length` to the end of the file or of the buffer. Gives how much the buffer then holds. */
function fill(buffer: Buffer, length: number, file: number): number {
  for (let held = length; held < buffer.length; ) {
    const read = readSync(file, buffer, held, buffer.length - held, null);
    if (read === 0) return held;
    held += read;
  }
  return buffer.length;
}

async function missing({ source, problem }: Extract<Input, { problem: string }>, cwd: string): Promise<Input> {
  const { meantInstead } = await import("./missing-file.ts");
  return { source, problem: `${problem}${await meantInstead(source, cwd)}` };
}

async function readPipe(source: string, path: string): Promise<Input> {
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
