// Notices that something changes in the folders where inputs lie; what it was, the caller finds out by looking.

import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isGlob } from "./inputs.ts";

/** Folders watched at once: more than any site has, fewer than a system allows one user by default. */
export const maxWatchedFolders = 1000;

/** There are more folders than may be watched. */
export class TooManyFolders extends Error {
  override readonly name = "TooManyFolders";
}

/** Watches folders. */
export interface Watcher {
  /** Watches the folders that there are now, and no others. Throws {@link TooManyFolders}. */
  refresh(): void;
  /** Resolves when something changed since {@link Watcher.settle}, or at `wake`. */
  changed(): Promise<void>;
  /** From here on, only later changes count. */
  settle(): void;
  /** Ends the waiting though nothing changed. */
  wake(): void;
  close(): void;
}

/** Creates a watcher of the folders where the named files, folders and globs lie. */
export function createWatcher(names: readonly string[], cwd: string): Watcher {
  const watched = new Map<string, FSWatcher>();
  let dirty = false;
  let wake = (): void => {};
  const notice = (): void => {
    dirty = true;
    wake();
  };
  return {
    refresh: () => {
      const wanted = foldersOf(names, cwd);
      for (const [folder, watcher] of watched) {
        if (wanted.has(folder)) continue;
        watcher.close();
        watched.delete(folder);
      }
      for (const folder of wanted) if (!watched.has(folder)) open(folder);
    },
    changed: () =>
      new Promise((done) => {
        wake = done;
        if (dirty) done();
      }),
    settle: () => {
      dirty = false;
    },
    wake: notice,
    close: () => {
      for (const watcher of watched.values()) watcher.close();
    },
  };

  function open(folder: string): void {
    try {
      // A folder that goes away while it is watched is an error of its watcher; the next refresh sorts it out.
      watched.set(folder, watch(folder, notice).on("error", notice));
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "ENOENT" || code === "ENOTDIR") return; // Gone since it was listed: nothing to watch.
      throw new TooManyFolders(`the system refuses to watch "${folder}" (${code})`);
    }
  }
}

function foldersOf(names: readonly string[], cwd: string): Set<string> {
  const folders = new Set<string>();
  for (const name of names) {
    const path = resolve(cwd, name);
    if (isFolder(path)) addTree(path, folders);
    else if (isGlob(name)) addTree(resolve(cwd, baseOf(name)), folders);
    else folders.add(dirname(path));
  }
  return folders;
}

/** The part of a pattern before its first wildcard. */
function baseOf(pattern: string): string {
  const parts = pattern.split("/");
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join("/");
  return fixed === "" ? (pattern.startsWith("/") ? "/" : ".") : fixed;
}

function addTree(folder: string, folders: Set<string>): void {
  if (!isFolder(folder)) return;
  const next = [folder];
  for (let here = next.pop(); here !== undefined; here = next.pop()) {
    if (folders.size >= maxWatchedFolders) {
      throw new TooManyFolders(`there are more than ${maxWatchedFolders} folders below "${folder}"`);
    }
    folders.add(here);
    for (const name of foldersIn(here)) next.push(join(here, name));
  }
}

/** Links are not followed, and dependencies are no inputs. */
function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && entry.name !== ".git")
      .map(({ name }) => name);
  } catch {
    return []; // Gone, or not ours to read: its files are told as missing.
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
