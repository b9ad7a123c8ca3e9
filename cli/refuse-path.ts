// Keeps the name of a file from being asked for as a host, before anybody is asked for anything.

import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isUntargetable, readTarget } from "../src/discover/target.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Host } from "./host.ts";

/** What can only be a path: no top-level domain is called json. */
const onlyPath = /^(?:~|\.{0,2})\/|^[^/]*\.json$/i;

/**
 * Throws a UsageError for a word that stands for a host or a URL, and is a file or a folder here, or can only be the path of
 * one. `use` says what to do with a file, `forFolder` with a folder; `takes` what the word should have been. A name that may be a host's stays one.
 */
export async function refusePath(
  word: string,
  { use, takes, forFolder = use }: { readonly use: string; readonly takes: string; readonly forFolder?: string },
  host: Host,
): Promise<void> {
  if (word === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(word)) return;
  const found = await stat(resolve(host.cwd, word)).catch(() => undefined);
  if (found === undefined && onlyPath.test(word)) throw new UsageError(`there is no file "${word}", and ${takes}`);
  if (found === undefined || (await mayBeHost(word))) return;
  const advice = found.isDirectory() ? forFolder : use;
  const what = `"${word}" is a ${found.isDirectory() ? "folder" : "file"}`;
  throw new UsageError(`${what}: ${advice === "" ? "" : `${advice}; `}${takes}`);
}

/** Whether a word without a scheme begins with what a host can be called. */
export async function mayBeHost(word: string): Promise<boolean> {
  const target = readTarget(word);
  if (isUntargetable(target)) return false;
  const { hostname } = new URL(target.url);
  if (/^[\d.]+$|^\[|^localhost$/.test(hostname)) return true;
  const { suffixProblem } = await import("../src/http/public-suffix.ts");
  return suffixProblem(hostname) === undefined;
}
