// Finds the test data that lives beside the project, and says so where it is absent.

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: the nearest one above this file that holds package.json. */
export const projectRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? folder : findRoot(parent);
}

/** The absolute path of a file or folder under `../shared/data` (or `MCP_DISCOVER_TEST_DATA`), undefined where absent. */
export function sharedData(path: string): string | undefined {
  const base = process.env["MCP_DISCOVER_TEST_DATA"] ?? resolve(projectRoot, "../shared/data");
  const full = join(base, path);
  return existsSync(full) ? full : undefined;
}

/** The `skip` option of a node:test that reads `path`: false where it is there, else the reason. */
export function skipWithout(path: string): string | false {
  return sharedData(path) === undefined && `test data ${path} is absent (../shared/data or MCP_DISCOVER_TEST_DATA)`;
}
