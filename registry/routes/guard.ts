// What is refused or redirected before any route looks at a request.

import type { MiddlewareHandler } from "hono";
import { Problem } from "../problem.ts";
import { fixedHeaders } from "./answer.ts";
import { targetOf } from "./target.ts";

/** The path as it was sent: routers that decode first cannot tell the slash in a name from one between segments. */
export function rawPath(request: Request): string {
  const { url } = request;
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const end = url.slice(start).search(/[?#]/);
  return end === -1 ? url.slice(start) : url.slice(start, start + end);
}

/** Refuses NUL bytes and broken escapes with 400, and sends a path with a trailing slash to the one without (308). */
export function guard(basePath: string): MiddlewareHandler {
  return async (c, next) => {
    const { path } = c.req;
    if (c.req.url.includes("%00")) throw new Problem("bad-request", "NUL bytes are not allowed.");
    if (path.includes("%") && !decodes(path))
      throw new Problem("bad-request", "The path is not valid percent-encoding.");
    if (path.endsWith("/") && isOnOurSite(path)) {
      const query = targetOf(c.req.url).slice(path.length);
      const location = basePath + withoutTrailingSlashes(path) + query;
      return new Response(null, {
        status: 308,
        headers: { ...fixedHeaders, Location: location, "Cache-Control": "no-store" },
      });
    }
    return next();
  };
}

/** Whether a path, sent back as a Location, stays here: `//host` and `/\host` would lead a browser elsewhere. */
function isOnOurSite(path: string): boolean {
  return /^\/[^/\\]/.test(path);
}

function decodes(path: string): boolean {
  try {
    return decodeURIComponent(path).length > 0;
  } catch {
    return false;
  }
}

/** A loop, because a regular expression would look at a long run of slashes once for each of them. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}
