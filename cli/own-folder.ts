// Plans and writes the files of a folder that publish shares with others: only what it wrote itself is replaced.

import { join } from "node:path";
import { holdsText } from "./holds-text.ts";
import {
  BlockedPath,
  compareFile,
  hashOf,
  type PlannedFile,
  readSiteFile,
  type TextFile,
  writeSite,
} from "./site-files.ts";
import { type Manifest, manifestFile, manifestName, readManifest } from "./site-manifest.ts";

/** A file, how it differs, and whether it may be written. */
export type OwnFile = PlannedFile & {
  /** Why it must be left alone, a sentence that may quote a stranger's text raw. */
  readonly blocked?: string;
  /** Somebody writes the file by hand: the text stands in it, or has to be added there. It is never written. */
  readonly theirs?: "holds" | "lacks";
};

/** What would become of a folder. */
export interface FolderPlan {
  readonly folder: string;
  readonly files: readonly OwnFile[];
  /** Files that publish wrote earlier, that nobody changed, and that are no longer part of the site. */
  readonly stale: readonly string[];
  readonly manifest: Manifest;
  /** Why the list of what was written cannot be kept. */
  readonly blocked?: string;
}

/** How files are treated that publish did not write. */
export interface FolderOptions {
  /** Replace them, but for the shared ones. */
  readonly force: boolean;
  /** Paths of files that people write by hand, too: such a one is theirs, unless publish wrote it. */
  readonly shared?: ReadonlySet<string>;
}

/** Plans a folder, which need not exist. Rejects only where the system does not let it look. */
export async function planFolder(
  folder: string,
  files: readonly TextFile[],
  { force, shared = new Set() }: FolderOptions,
): Promise<FolderPlan> {
  const { manifest, blocked } = await manifestOf(folder, force);
  const planned = await Promise.all(files.map((file) => planFile(folder, file, { manifest, force, shared })));
  const paths = new Set(files.map(({ path }) => path));
  const stale: string[] = [];
  for (const [path, hash] of manifest) {
    if (paths.has(path) || !isPath(path)) continue;
    if ((await quietly(() => readSiteFile(folder, path)))?.hash === hash) stale.push(path);
  }
  return { folder, files: planned, stale, manifest, ...(blocked === undefined ? {} : { blocked }) };
}

async function manifestOf(
  folder: string,
  force: boolean,
): Promise<{ readonly manifest: Manifest; readonly blocked?: string }> {
  const none: Manifest = new Map();
  try {
    const there = (await compareFile(folder, manifestFile(none))).state !== "new";
    const found = await readSiteFile(folder, manifestName);
    const manifest = found && readManifest(found.text);
    if (manifest !== undefined || !there || force) return { manifest: manifest ?? none };
    const path = join(folder, manifestName);
    return { manifest: none, blocked: `${path} is there already and was not written by publish: --force replaces it` };
  } catch (error) {
    if (!(error instanceof BlockedPath)) throw error;
    return { manifest: none, blocked: error.message };
  }
}

async function planFile(
  folder: string,
  file: TextFile,
  { manifest, force, shared }: Required<FolderOptions> & { readonly manifest: Manifest },
): Promise<OwnFile> {
  let planned: PlannedFile;
  try {
    planned = await compareFile(folder, file);
  } catch (error) {
    if (!(error instanceof BlockedPath)) throw error;
    return { file, state: "changed", blocked: error.message };
  }
  if (planned.state !== "changed") return planned;
  const { before } = planned;
  const written = manifest.get(file.path);
  if (before !== undefined && written === before.hash) return planned;
  if (shared.has(file.path)) {
    return before !== undefined && holdsText(file.path, before.text, file.text)
      ? { ...planned, state: "same", theirs: "holds" }
      : { ...planned, theirs: "lacks" };
  }
  if (force) return planned;
  const why = written === undefined ? "was not written by publish" : "was changed since publish wrote it";
  return { ...planned, blocked: `${join(folder, file.path)} is there already and ${why}: --force replaces it` };
}

/** Writes what differs, then the list of what was written. */
export async function writeFolder({ folder, files, stale, manifest }: FolderPlan): Promise<void> {
  const writable = files.filter(({ blocked, theirs }) => blocked === undefined && theirs === undefined);
  if (writable.length === 0) return;
  await writeSite(folder, writable);
  const kept = stale.map((path) => [path, manifest.get(path) ?? ""] as const);
  const list = manifestFile(new Map([...kept, ...writable.map(({ file }) => [file.path, hashOf(file.text)] as const)]));
  await writeSite(folder, [await compareFile(folder, list)]);
}

/** A list that somebody changed may name anything: only paths inside the folder are looked at. */
function isPath(path: string): boolean {
  return path
    .split("/")
    .every((segment) => segment !== "" && segment !== "." && segment !== ".." && !/[\\\0]/.test(segment));
}

/** What is blocked is not ours. */
async function quietly<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof BlockedPath) return undefined;
    throw error;
  }
}
