// Which files of a folder publish has written: a list of their hashes beside them, so that nobody else's file is overwritten.

import type { TextFile } from "./site-files.ts";

/** The name of the list, at the root of each folder that publish writes into. Hosts seldom serve it, and may. */
export const manifestName = ".mcp-discover-publish.json";

/** Paths and the hashes of what was written there. */
export type Manifest = ReadonlyMap<string, string>;

/** Reads a list. One that is damaged says nothing: then no file counts as written by publish. */
export function readManifest(text: string | undefined): Manifest {
  const files = text === undefined ? undefined : filesOf(text);
  const entries = typeof files === "object" && files !== null ? Object.entries(files) : [];
  return new Map(entries.flatMap(([path, hash]) => (typeof hash === "string" ? [[path, hash] as const] : [])));
}

function filesOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "files" in value ? value.files : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a list, sorted, so that the same files give the same text. */
export function manifestFile(manifest: Manifest): TextFile {
  const files = Object.fromEntries([...manifest].sort(([a], [b]) => (a < b ? -1 : 1)));
  const about =
    "mcp-discover publish wrote these files. Where one was changed since, it is not overwritten without --force.";
  return { path: manifestName, text: `${JSON.stringify({ schemaVersion: 1, about, files }, null, 2)}\n` };
}
