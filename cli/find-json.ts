// Finds the documents below a folder, without the library for patterns: loading that takes longer than reading a hundred files.

import { type Dirent, readdirSync } from "node:fs";
import { manifestName } from "./site-manifest.ts";

/** Folders in which nobody keeps documents of their own. */
export const unsearched: readonly string[] = ["node_modules", ".git"];

/** What well-known tools and hosts, and we, keep beside documents is none: these are judged only where they are named. */
const toolFiles =
  /^(?:package|package-lock|npm-shrinkwrap|jsconfig|tsconfig.*|deno|composer|_routes|mcp-discover\.(?:config|baseline))\.json$/;

/** What a folder holds, by paths relative to it and in no order. */
export interface FoundFiles {
  readonly documents: string[];
  /** Files of tools. */
  readonly leftOut: string[];
}

/**
 * Looks for each `*.json` and `server-card` below a folder; hidden folders such as `.well-known` included, links not. What may
 * not be looked into is passed over.
 */
export function findJson(folder: string): FoundFiles {
  const found: FoundFiles = { documents: [], leftOut: [] };
  const below = [""];
  for (let prefix = below.pop(); prefix !== undefined; prefix = below.pop()) {
    for (const entry of list(`${folder}/${prefix}`)) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!unsearched.includes(name)) below.push(`${prefix}${name}/`);
      } else if ((name.endsWith(".json") || name === "server-card") && entry.isFile()) {
        const isTools = name === manifestName || toolFiles.test(name);
        found[isTools ? "leftOut" : "documents"].push(prefix + name);
      }
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
