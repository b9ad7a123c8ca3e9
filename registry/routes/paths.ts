// What the routes of every face share: which methods a path takes, and how a server's name stands in it.

import type { Context, Handler, Hono } from "hono";
import { Problem } from "../problem.ts";
import { optionsAnswer } from "./answer.ts";

/** What may be asked of anything that is read. */
export const readMethods = "GET, HEAD, OPTIONS";

/** A path that is read and nothing else. */
export function only(app: Hono, path: string, handler: Handler): void {
  app.get(path, handler);
  refuseRest(app, path, readMethods);
}

/** A path that is written and not read; what is answered is never kept by anybody. */
export function writes(app: Hono, path: string, method: "POST" | "PATCH", handler: Handler): void {
  app.on(method, path, handler);
  refuseRest(app, path, `${method}, OPTIONS`);
}

/** Answers OPTIONS with 204, and what no earlier route took with 405 (RFC 9110 section 15.5.6 wants Allow). */
export function refuseRest(app: Hono, path: string, allow: string): void {
  app.options(path, () => optionsAnswer(allow));
  app.all(path, () => {
    throw new Problem("method-not-allowed", `This path answers ${allow} only.`, { headers: { Allow: allow } });
  });
}

/** The server that a path names, from either spelling; the router has decoded each parameter once. */
export function serverName(c: Context): string {
  const { namespace, name = "" } = c.req.param() as { readonly namespace?: string; readonly name?: string };
  return namespace === undefined ? name : `${namespace}/${name}`;
}
