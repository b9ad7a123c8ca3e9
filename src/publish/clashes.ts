// Finds files of a plan that cannot stand side by side on every file system.

/** A file of a plan, and what needs it. */
export interface OwnedPath {
  readonly path: string;
  /** A card's source, or a clause such as `the catalog`. */
  readonly owner: string;
}

/** Two files at one path, or one where another needs a folder; some file systems do not tell capitals apart. */
export function clashes(files: readonly OwnedPath[]): readonly string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const { path, owner } of files) {
    const other = owners.get(path.toLowerCase());
    if (other !== undefined) problems.push(told(path, owner, other));
    else owners.set(path.toLowerCase(), owner);
  }
  for (const { path, owner } of files) {
    for (const folder of foldersOf(path.toLowerCase())) {
      const other = owners.get(folder);
      if (other !== undefined) problems.push(told(path.slice(0, folder.length), owner, other));
    }
  }
  return problems;
}

function told(path: string, owner: string, other: string): string {
  return owner === other ? `${owner} needs ${path} twice` : `${owner} and ${other} both need ${path}`;
}

function foldersOf(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("/"));
}
