// Writes planned files into a folder: atomically, never through a symbolic link, never outside.

import { randomUUID } from "node:crypto";
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
}

/** Something in the folder is in the way. The message names it, and may quote a stranger's text raw. */
export class BlockedPath extends Error {
  override name = "BlockedPath";
}

/** Compares planned files with a folder, which need not exist. Rejects with {@link BlockedPath} before anything is written. */
export async function compareSite(out: string, files: readonly TextFile[]): Promise<readonly PlannedFile[]> {
  return Promise.all(files.map(async (file) => ({ file, state: await stateOf(out, file) })));
}

/** Writes what is not the same already. Rejects with {@link BlockedPath} where something came in the way. */
export async function writeSite(out: string, planned: readonly PlannedFile[]): Promise<void> {
  await mkdir(out, { recursive: true });
  const root = await realpath(out);
  for (const { file, state } of planned) {
    if (state === "same") continue;
    const path = join(root, file.path);
    await mkdir(dirname(path), { recursive: true });
    await refuseLinks(root, file.path);
    await replaceFile(path, file.text);
  }
}

async function stateOf(out: string, file: TextFile): Promise<FileState> {
  const found = await refuseLinks(out, file.path);
  if (!found) return "new";
  return (await readFile(join(out, file.path), "utf8")) === file.text ? "same" : "changed";
}

/** Whether the file is there. Each step below the folder must be a real folder, and the last a real file. */
async function refuseLinks(out: string, path: string): Promise<boolean> {
  const segments = path.split("/");
  let at = out;
  for (const [index, segment] of segments.entries()) {
    at = join(at, segment);
    const found = await lstat(at).catch(absent);
    if (found === undefined) return false;
    const last = index === segments.length - 1;
    if (found.isSymbolicLink()) throw new BlockedPath(`${at} is a symbolic link, and may lead elsewhere`);
    if (last && !found.isFile()) throw new BlockedPath(`${at} is in the way: it is no file`);
    if (!last && !found.isDirectory()) throw new BlockedPath(`${at} is in the way: it is no folder`);
  }
  return true;
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
    return undefined;
  throw error;
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
