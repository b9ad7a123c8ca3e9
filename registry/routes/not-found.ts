// What a path that is not ours is told: where the thing that was probably meant is.

import { Problem } from "../problem.ts";

/** The 404 of an unknown path. Only paths that this file knows by heart are suggested, never the client's own text. */
export function unknownPath(path: string): Problem {
  return new Problem("not-found", `There is nothing at this path. ${suggestion(path)}`);
}

function suggestion(path: string): string {
  const tail = path.replace(/^(?:\/[^/]*)*?(?=\/(?:servers|health|ping|version|publish)(?:\/|$))/, "");
  if (/^\/servers\/[^/]+(?:\/[^/]+)?$/.test(tail))
    return "Try /v0.1/servers/{name}/versions/latest, with the name's slash as %2F.";
  if (/^\/servers(?:\/|$)/.test(tail)) return "Try /v0.1/servers.";
  const known = /^\/(health|ping|version|publish)$/.exec(tail)?.[1];
  return `Try /v0.1/${known ?? "servers"}.`;
}
