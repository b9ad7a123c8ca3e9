// How every answer leaves: the fixed headers, the entity tag, and the 304 that saves the body.

import { createHash } from "node:crypto";
import type { Context } from "hono";
import { type Problem, problemBody, problemMediaType, problemStatus } from "../problem.ts";

/** How long a shared cache may keep an answer of the API, in seconds: short, since a crawl changes many at once. */
export const maxAgeSeconds = 60;

/**
 * On every answer. The data is public and there are no cookies, so any origin may read it; the methods and headers are
 * those that a GitHub Copilot registry must allow, and `If-None-Match` for browsers that revalidate.
 */
export const fixedHeaders: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
  "Access-Control-Expose-Headers": "Content-Type, Content-Length, ETag",
  "Access-Control-Max-Age": "86400",
  "X-Content-Type-Options": "nosniff",
};

/** A strong entity tag: the body's own hash, because freshness moves with time while no row changes. */
function entityTag(body: string): string {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
}

/** Whether an If-None-Match header names the tag: weak comparison, lists and `*` (RFC 9110 section 13.1.2). */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const named: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return named.includes(tag);
}

/** A 200 with a tag, or a 304 where the client has it already. `headers` win over the usual ones. */
export function cachedAnswer(
  c: Context,
  body: string,
  mediaType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const ETag = entityTag(body);
  const kept = { ...fixedHeaders, "Cache-Control": `public, max-age=${maxAgeSeconds}`, ...headers, ETag };
  if (matchesTag(c.req.header("if-none-match"), ETag)) return new Response(null, { status: 304, headers: kept });
  return new Response(body, { headers: { ...kept, "Content-Type": mediaType } });
}

/** A 200 of the API. `body` is JSON text; some clients compare the media type exactly, so it has no parameters. */
export function jsonAnswer(c: Context, body: string): Response {
  return cachedAnswer(c, body, "application/json");
}

/** Any error of the API; never cached. */
export function problemAnswer(problem: Problem): Response {
  return new Response(problemBody(problem.kind, problem.message), {
    status: problemStatus(problem.kind),
    headers: {
      ...fixedHeaders,
      "Content-Type": problemMediaType,
      "Cache-Control": "no-store",
      ...problem.headers,
    },
  });
}

/** A 204 for OPTIONS, preflight or not. */
export function optionsAnswer(allow: string): Response {
  return new Response(null, { status: 204, headers: { ...fixedHeaders, Allow: allow } });
}
