// Reads and writes a client's configuration file: by a temporary file and a rename, through no symbolic link.

import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { Client, Machine, Scope } from "../src/clients/client.ts";
import { homeOf } from "../src/clients/folders.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Host } from "./host.ts";
import { replaceFile } from "./replace-file.ts";
import { BlockedPath, maxComparedBytes, readSiteFile, writeSite } from "./site-files.ts";

/** The file and the folder below which no link is followed. */
export interface ClientFile {
  readonly root: string;
  /** Below the root, `/` between segments. */
  readonly path: string;
  /** What people are told: relative where it lies below the current folder, with `~` where it is the user's. */
  readonly label: string;
}

/** Where the configuration is. Throws UsageError where the client has none of that scope, or the user's folder is not known. */
export function clientFile(
  client: Client,
  {
    file,
    scope,
    platform,
  }: { readonly file: string | undefined; readonly scope: Scope | undefined; readonly platform: string },
  host: Host,
): ClientFile {
  if (file !== undefined) {
    const whole = resolve(host.cwd, file);
    return { root: dirname(whole), path: basename(whole), label: file };
  }
  const machine: Machine = { platform, env: host.env };
  const asked = scope ?? (client.place("project", machine) === undefined ? "user" : "project");
  const place = client.place(asked, machine);
  if (place === undefined && asked === "project")
    throw new UsageError(`${client.title} has no configuration of a project: take --scope user`);
  if (place === undefined)
    throw new UsageError(`the environment does not say where your files are: name one with --file`);
  if (place.root === undefined) return { root: host.cwd, path: place.path, label: place.path };
  const whole = join(place.root, place.path);
  const home = homeOf(machine);
  return {
    root: place.root,
    path: place.path,
    label: home && whole.startsWith(join(home, sep)) ? `~${whole.slice(join(home, sep).length - 1)}` : whole,
  };
}

/** The file as it is; undefined where there is none. Rejects with {@link BlockedPath} where a link or a folder is in the way. */
export async function readClientFile({ root, path, label }: ClientFile): Promise<Uint8Array | undefined> {
  const found = await readSiteFile(root, path);
  if (found === undefined) {
    const bytes = await readFile(join(root, path)).catch(() => undefined);
    if (bytes !== undefined) throw new BlockedPath(`${label} is larger than ${maxComparedBytes} bytes`);
    return undefined;
  }
  return await readFile(join(root, path));
}

/** Writes the file. Gives the reason where that was not done, and rejects with {@link BlockedPath} where something came in the way. */
export async function writeClientFile(
  { root, path }: ClientFile,
  { before, after }: { readonly before: Uint8Array | undefined; readonly after: string },
): Promise<string | undefined> {
  if (before !== undefined) {
    await readSiteFile(root, path);
    return await replaceFile(join(root, path), { before, after });
  }
  if ((await readSiteFile(root, path)) !== undefined) return "somebody made the file meanwhile";
  await writeSite(root, [{ file: { path, text: after }, state: "new" }]);
  return undefined;
}
