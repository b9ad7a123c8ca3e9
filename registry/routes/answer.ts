// How every answer leaves: the fixed headers, the entity tag, and the 304 that saves the body.

import { createHash } from "node:crypto";
import type { Context } from "hono";
import { version } from "../../src/version.ts";
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
  "Access-Control-Expose-Headers": "Content-Type, Content-Length, ETag, Retry-After, X-Request-Id",
  "Access-Control-Max-Age": "86400",
  "X-Content-Type-Options": "nosniff",
  Vary: "Accept, Accept-Encoding",
};

/** A body and its strong entity tag. */
export interface Tagged {
  readonly body: string;
  readonly tag: string;
}

/** Computes the tag of a body from its bytes: for what is made once, or has no stored values that stand for it. */
export function tagBody(body: string): Tagged {
  return { body, tag: tagOf(body) };
}

/**
 * Computes a tag from stored values that differ whenever the body would, without the body. Another release may write the
 * same values in another way, so it has other tags.
 */
export function tagValidator(key: string, validator: string): string {
  return tagOf(`${version} ${key} ${validator}`);
}

function tagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
}

/** What kind of answer it is. `headers` win over the usual ones. */
export interface AnswerKind {
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** All that the answer takes from the query; without it, every query is another question. */
  readonly parameters?: readonly string[];
  /** Parameters beside those of which every value counts, not the first alone. */
  readonly repeated?: readonly string[];
}

/** A 200 of the API; some clients compare the media type exactly, so it has no parameters. */
export const apiAnswer: AnswerKind = { mediaType: "application/json" };

/** Whether an If-None-Match header names the tag: weak comparison, lists and `*` (RFC 9110 section 13.1.2). */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === tag) return true;
  if (ifNoneMatch.trim() === "*") return true;
  const named: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return named.includes(tag);
}

/** What a 200 and its 304 say alike (RFC 9110 section 15.4.5). */
export function keptHeaders(tag: string, { headers }: AnswerKind): Record<string, string> {
  return { ...fixedHeaders, "Cache-Control": `public, max-age=${maxAgeSeconds}`, ...headers, ETag: tag };
}

/** The 304 for a client that has the answer already; undefined for others. */
export function notModified(c: Context, tag: string, kind: AnswerKind): Response | undefined {
  if (!matchesTag(c.req.header("if-none-match"), tag)) return undefined;
  return new Response(null, { status: 304, headers: keptHeaders(tag, kind) });
}

/** A 200 with its tag. */
export function okAnswer(body: string | Uint8Array<ArrayBuffer>, tag: string, kind: AnswerKind): Response {
  return new Response(body, { headers: { ...keptHeaders(tag, kind), "Content-Type": kind.mediaType } });
}

/** A 200 with its tag, or a 304 where the client has it already. */
export function taggedAnswer(c: Context, { body, tag }: Tagged, kind: AnswerKind): Response {
  return notModified(c, tag, kind) ?? okAnswer(body, tag, kind);
}

/** A 200 of the API that is true for this moment only. */
export function momentAnswer(body: string): Response {
  return new Response(body, {
    headers: { ...fixedHeaders, "Content-Type": apiAnswer.mediaType, "Cache-Control": "no-store" },
  });
}

/** Any error of the API; never cached. `requestId` finds it in the log. */
export function problemAnswer(problem: Problem, requestId?: string): Response {
  return new Response(problemBody(problem.kind, problem.message, requestId), {
    status: problemStatus(problem.kind),
    headers: problemHeaders(problem, requestId),
  });
}

/** The headers of any error. */
export function problemHeaders(problem: Problem, requestId?: string): Record<string, string> {
  return {
    ...fixedHeaders,
    "Content-Type": problemMediaType,
    "Cache-Control": "no-store",
    ...(requestId === undefined ? {} : { "X-Request-Id": requestId }),
    ...problem.headers,
  };
}

/** A 204 for OPTIONS, preflight or not. */
export function optionsAnswer(allow: string): Response {
  return new Response(null, { status: 204, headers: { ...fixedHeaders, Allow: allow } });
}
