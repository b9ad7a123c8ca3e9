// Writes a file whole, so that whoever reads it meanwhile sees the old one or the new one.

import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../src/usage-error.ts";

/** Throws a UsageError where the folder of a file that is to be written at the end is not there. */
export async function checkWritable(option: string, path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(`${option}: the folder "${dirname(path)}" does not exist`);
}

/** Writes by way of a new file beside it. Gives the reason where that failed; the old file is then as it was. */
export async function writeWhole(path: string, text: string): Promise<string | undefined> {
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx", 0o644);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(temporary, { force: true });
  }
}
