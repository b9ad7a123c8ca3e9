// Says what was probably meant by the name of a file that is not there.

import { lstatSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { nearest } from "../src/text/nearest.ts";
import { mayBeHost } from "./refuse-path.ts";

/** Gives a clause that follows "no such file", or nothing: a document of nearly that name, or how a host is asked. */
export async function meantInstead(name: string, cwd: string): Promise<string> {
  const near = nearest(basename(name), documentsIn(dirname(resolve(cwd, name))));
  if (near === basename(name)) return whyMissing(resolve(cwd, name));
  if (near !== undefined) return `; did you mean ${join(dirname(name), near)}?`;
  return (await mayBeHost(name))
    ? `; if that is a host: mcp-discover check ${name}, or write the whole https:// URL`
    : "";
}

/** What is to be said of a name that the folder holds, though no file can be opened by it. */
function whyMissing(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    return "; it is a symbolic link to what is not there";
  return path.includes("\ufffd") ? "; its name is not UTF-8: rename it" : "";
}

function documentsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json") || name === "server-card");
  } catch {
    return []; // A folder that is not there, or not ours to read, has nothing to offer.
  }
}
