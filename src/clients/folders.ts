// Where users' folders are, by operating system.

import type { Machine, Place } from "./client.ts";

/** The user's own folder; undefined where the environment does not name it. */
export function homeOf({ platform, env }: Machine): string | undefined {
  return (platform === "win32" ? env["USERPROFILE"] : env["HOME"]) || undefined;
}

/** A place below the user's folder. */
export function atHome(machine: Machine, path: string): Place | undefined {
  const root = homeOf(machine);
  return root === undefined ? undefined : { root, path };
}

/** A place where programs keep settings: `%APPDATA%`, `~/Library/Application Support`, or `$XDG_CONFIG_HOME`, which is `~/.config`. */
export function inSettings(machine: Machine, path: string): Place | undefined {
  const { platform, env } = machine;
  if (platform === "win32") {
    const root = env["APPDATA"];
    return root ? { root, path } : atHome(machine, `AppData/Roaming/${path}`);
  }
  if (platform === "darwin") return atHome(machine, `Library/Application Support/${path}`);
  const root = env["XDG_CONFIG_HOME"];
  return root ? { root, path } : atHome(machine, `.config/${path}`);
}
