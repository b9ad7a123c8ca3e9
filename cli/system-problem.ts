// What the operating system says when a file cannot be written or read, in words.

const words: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "too many symbolic links",
  ENOTDIR: "a part of its path is no folder",
  EISDIR: "it is a folder",
  EMFILE: "too many files are open",
};

/** A clause such as `permission denied`, with the path that it is about where that is known; undefined for an error of ours. */
export function systemProblem(error: unknown): { readonly words: string; readonly path?: string } | undefined {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return undefined;
  const code = String(error.code);
  const path = "path" in error && typeof error.path === "string" ? error.path : undefined;
  return { words: words[code] ?? code, ...(path === undefined ? {} : { path }) };
}
