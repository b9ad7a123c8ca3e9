// Puts new contents in the place of a file, all or nothing, and only of the very file that was read.

import { constants } from "node:fs";
import { access, chmod, chown, lstat, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a file held when it was read, and what it is to hold. */
export interface Replacement {
  readonly before: Uint8Array;
  readonly after: string;
}

const problems: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOENT: "it is gone",
};

function problemOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return problems[code] ?? `it cannot be written${code === "" ? "" : ` (${code})`}`;
}

/** The words against replacing what stands at a path; undefined where it is a plain file that may be written. */
async function objection(path: string): Promise<string | undefined> {
  const found = await lstat(path);
  // A link in a folder that somebody else filled may lead anywhere.
  if (found.isSymbolicLink()) return "it is a symbolic link: name the file that it leads to";
  if (!found.isFile()) return "it is not a plain file";
  // A new file would not become part of the other names.
  if (found.nlink > 1) return "it has other names (hard links), which would keep the old contents";
  await access(path, constants.W_OK);
  return undefined;
}

async function writeBeside(path: string, temporary: string, text: string): Promise<void> {
  const { mode, uid, gid } = await stat(path);
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  const made = await stat(temporary);
  if (made.uid !== uid || made.gid !== gid) await chown(temporary, uid, gid);
  await chmod(temporary, mode & 0o7777);
}

/**
 * Replaces a file's contents by way of a new file beside it, which takes its mode and owner and then its name; whoever
 * reads it meanwhile sees the old or the new, whole. Gives the reason where it was not done; the file is then as it was.
 */
export async function replaceFile(path: string, { before, after }: Replacement): Promise<string | undefined> {
  const temporary = join(dirname(path), `.${crypto.randomUUID()}.tmp`);
  try {
    const against = await objection(path);
    if (against !== undefined) return against;
    await writeBeside(path, temporary, after);
    if (!(await readFile(path)).equals(before)) return "it was changed by somebody else meanwhile";
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    return problemOf(error);
  } finally {
    await rm(temporary, { force: true });
  }
}
