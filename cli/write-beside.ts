// Writes new files into a folder, and over old ones only where that is wanted.

import { BlockedPath, compareSite, type TextFile, writeSite } from "./site-files.ts";

/** Writes all of the files or none. Rejects with {@link BlockedPath} where another file is there and `force` is not given. */
export async function writeBeside(
  folder: string,
  files: readonly TextFile[],
  { force }: { readonly force: boolean },
): Promise<void> {
  const planned = await compareSite(folder, files);
  const other = planned.find(({ state }) => state === "changed");
  if (other !== undefined && !force)
    throw new BlockedPath(`${other.file.path} is there already and differs: --force replaces it`);
  await writeSite(folder, planned);
}
