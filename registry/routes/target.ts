// What a request asks for, apart from who asks and how: its path and query, and their one spelling.

import type { Context } from "hono";

/** The path and query of a URL, without the Host, which anybody may make up. */
export function targetOf(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}

/**
 * The same for every spelling of one question: the path, and of the query only the parameters that the route knows, the
 * first of each, as the route reads them. What else stands in a query changes no answer, so it makes no other one
 * either (security.md A8). Without `known`, the target as it stands.
 */
export function canonicalTarget(c: Context, known: readonly string[] | undefined): string {
  if (known === undefined) return targetOf(c.req.url);
  return `${c.req.path}?${JSON.stringify(known.map((name) => c.req.query(name)))}`;
}
