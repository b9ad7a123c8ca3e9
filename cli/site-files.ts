// Writes planned files into a folder: atomically, never through a symbolic link, never outside.

import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A text and where it goes: a path below a folder, `/` between segments, none of them `..`. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What is to be done about one file. */
export type FileState = "new" | "changed" | "same";

/** A file and how it differs from what is there. */
export interface PlannedFile {
  readonly file: TextFile;
  readonly state: FileState;
  /** What is there, where that is another text and no larger than {@link maxComparedBytes}. */
  readonly before?: FileThere;
}

/** A file as it was found. */
export interface FileThere {
  readonly text: string;
  /** {@link hashOf} its bytes. */
  readonly hash: string;
}

/** A larger file is nobody's card or catalog: it differs, and is not read. */
export const maxComparedBytes: number = 8 * 1024 * 1024;

/** Something in the folder is in the way. The message names it, and may quote a stranger's text raw. */
export class BlockedPath extends Error {
  override name = "BlockedPath";
}

/** `sha256:` and 64 hex digits. */
export function hashOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Compares planned files with a folder, which need not exist. Rejects with {@link BlockedPath} before anything is written. */
export async function compareSite(out: string, files: readonly TextFile[]): Promise<readonly PlannedFile[]> {
  return Promise.all(files.map((file) => compareFile(out, file)));
}

/** Writes what is not the same already. Rejects with {@link BlockedPath} where something came in the way. */
export async function writeSite(out: string, planned: readonly PlannedFile[]): Promise<void> {
  await mkdir(out, { recursive: true });
  const root = await realpath(out);
  for (const { file, state } of planned) {
    if (state === "same") continue;
    const path = join(root, file.path);
    await makeFolders(root, file.path);
    await lookAt(root, file.path);
    await replaceFile(path, file.text);
  }
}

/** Reads a file below a folder, unless it is absent or too large. Rejects with {@link BlockedPath} where no plain file is. */
export async function readSiteFile(out: string, path: string): Promise<FileThere | undefined> {
  const size = await lookAt(out, path);
  if (size === undefined || size > maxComparedBytes) return undefined;
  const bytes = await readFile(join(out, path));
  return { text: bytes.toString("utf8"), hash: hashOf(bytes) };
}

/** Compares one file. Rejects with {@link BlockedPath} where no plain file is at its path. */
export async function compareFile(out: string, file: TextFile): Promise<PlannedFile> {
  const size = await lookAt(out, file.path);
  if (size === undefined) return { file, state: "new" };
  const before = await readSiteFile(out, file.path);
  if (before?.hash === hashOf(file.text)) return { file, state: "same" };
  return { file, state: "changed", ...(before === undefined ? {} : { before }) };
}

/** The size of a file that is there. Each step below the folder must be a real folder, and the last a real file. */
async function lookAt(out: string, path: string): Promise<number | undefined> {
  const segments = path.split("/");
  let at = out;
  for (const [index, segment] of segments.entries()) {
    at = join(at, segment);
    const found = await lstat(at).catch(absent);
    if (found === undefined) return undefined;
    const last = index === segments.length - 1;
    if (found.isSymbolicLink()) throw new BlockedPath(`${at} is a symbolic link, and may lead elsewhere`);
    if (last && !found.isFile()) throw new BlockedPath(`${at} is in the way: it is no file`);
    if (!last && !found.isDirectory()) throw new BlockedPath(`${at} is in the way: it is no folder`);
    if (last) return found.size;
  }
  return undefined;
}

/** Step by step, so that no folder is made behind a link that came meanwhile. */
async function makeFolders(root: string, path: string): Promise<void> {
  const segments = path.split("/").slice(0, -1);
  for (const index of segments.keys()) {
    const folder = segments.slice(0, index + 1).join("/");
    await mkdir(join(root, folder)).catch(present);
    const found = await lstat(join(root, folder));
    if (!found.isDirectory()) throw new BlockedPath(`${join(root, folder)} is in the way: it is no folder`);
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
    return undefined;
  throw error;
}

function present(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
}

/** A reader sees the old file or the new one, never half of one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await writeFile(fresh, text, { flag: "wx" });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
