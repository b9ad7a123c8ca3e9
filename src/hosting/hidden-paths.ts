// Files below a folder whose name begins with a dot: the ones that hosts like to leave out.

import type { Want } from "./hosting.ts";

/** The paths that do not answer, as far as a dot in front of a name may be why. */
export function hiddenPaths(wants: readonly Want[]): readonly string[] {
  return wants.filter(({ path, needs }) => needs.includes("reachable") && path.includes("/.")).map(({ path }) => path);
}
