// Where the project stands on disk, and how to read its own sources.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder, from the compiled tests in dist/test/support. */
export const root: string = fileURLToPath(new URL("../../..", import.meta.url));

/** Reads a file of the project as text; `path` is relative to the root. */
export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Paths (relative, with forward slashes) of all files below the folders whose names end in one of the endings. */
export function projectFiles(folders: readonly string[], endings: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) =>
        relative(root, join(entry.parentPath ?? entry.path, entry.name))
          .split(sep)
          .join("/"),
      ),
  );
}
