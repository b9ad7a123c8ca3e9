// Writes a file whole, so that whoever reads it meanwhile sees the old one or the new one.

import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../src/usage-error.ts";
import { systemProblem } from "./system-problem.ts";

/** Throws a UsageError where the folder of a file that is to be written at the end is not there. */
export async function checkWritable(option: string, path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(`${option}: the folder "${dirname(path)}" does not exist`);
}

/**
 * Writes by way of a new file beside it, which takes the name: a symbolic link is not followed. A pipe or a device is written
 * into. Gives the reason where that failed; the old file is then as it was.
 */
export async function writeWhole(path: string, text: string): Promise<string | undefined> {
  const temporary = join(dirname(path), `.${crypto.randomUUID()}.tmp`);
  try {
    const found = await stat(path).catch(() => undefined);
    if (path.startsWith("/dev/") || (found !== undefined && !found.isFile() && !found.isDirectory())) {
      await writeFile(path, text);
      return undefined;
    }
    const file = await open(temporary, "wx", found?.isFile() ? found.mode & 0o777 : 0o644);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    return systemProblem(error)?.words ?? (error instanceof Error ? error.message : String(error));
  } finally {
    await rm(temporary, { force: true });
  }
}
