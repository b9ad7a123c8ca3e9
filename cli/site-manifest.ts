// Which files of a folder publish has written: a list of their hashes beside them, so that nobody else's file is overwritten.

import type { TextFile } from "./site-files.ts";

/** The name of the list, at the root of each folder that publish writes into. Hosts seldom serve it, and may. */
export const manifestName = ".mcp-discover-publish.json";

/** Paths and the hashes of what was written there. */
export type Manifest = ReadonlyMap<string, string>;

/** Reads a list; undefined for a text that is none of ours. */
export function readManifest(text: string): Manifest | undefined {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || !("schemaVersion" in value && "files" in value)) return undefined;
  const { schemaVersion, files } = value;
  if (schemaVersion !== 1 || typeof files !== "object" || files === null || Array.isArray(files)) return undefined;
  const entries = Object.entries(files);
  return new Map(entries.flatMap(([path, hash]) => (typeof hash === "string" ? [[path, hash] as const] : [])));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
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
