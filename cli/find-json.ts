// Finds the documents below a folder, without the library for patterns: loading that takes longer than reading a hundred files.

import { type Dirent, readdirSync } from "node:fs";

/** Folders in which nobody keeps documents of their own. */
export const unsearched: readonly string[] = ["node_modules", ".git"];

/** What we keep beside documents is none: these are judged only where they are named. */
const ownFiles: readonly string[] = ["mcp-discover.config.json", "mcp-discover.baseline.json"];

/**
 * Gives the path of each `*.json` below a folder, relative to it and in no order; hidden folders such as `.well-known`
 * included, links not. What may not be looked into is passed over.
 */
export function findJson(folder: string): readonly string[] {
  const found: string[] = [];
  const below = [""];
  for (let prefix = below.pop(); prefix !== undefined; prefix = below.pop()) {
    for (const entry of list(`${folder}/${prefix}`)) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!unsearched.includes(name)) below.push(`${prefix}${name}/`);
      } else if (name.endsWith(".json") && entry.isFile() && !ownFiles.includes(name)) found.push(prefix + name);
    }
  }
  return found;
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
