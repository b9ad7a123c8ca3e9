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

/** A body and its strong entity tag: the body's own hash, because freshness moves with time while no row changes. */
export interface Tagged {
  readonly body: string;
  readonly tag: string;
}

/** Computes the tag of a body. */
export function tagBody(body: string): Tagged {
  return { body, tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` };
}

/** What kind of answer it is. `headers` win over the usual ones. */
export interface AnswerKind {
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A 200 of the API; some clients compare the media type exactly, so it has no parameters. */
export const apiAnswer: AnswerKind = { mediaType: "application/json" };

/** Whether an If-None-Match header names the tag: weak comparison, lists and `*` (RFC 9110 section 13.1.2). */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const named: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return named.includes(tag);
}

/** A 200 with its tag, or a 304 where the client has it already. */
export function taggedAnswer(c: Context, { body, tag }: Tagged, { mediaType, headers }: AnswerKind): Response {
  const kept = { ...fixedHeaders, "Cache-Control": `public, max-age=${maxAgeSeconds}`, ...headers, ETag: tag };
  if (matchesTag(c.req.header("if-none-match"), tag)) return new Response(null, { status: 304, headers: kept });
  return new Response(body, { headers: { ...kept, "Content-Type": mediaType } });
}

/** A 200 of the API that is true for this moment only. */
export function momentAnswer(body: string): Response {
  return new Response(body, {
    headers: { ...fixedHeaders, "Content-Type": apiAnswer.mediaType, "Cache-Control": "no-store" },
  });
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
