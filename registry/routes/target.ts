// What a request asks for, apart from who asks and how: its path and query, and their one spelling.

import type { Context } from "hono";
import type { AnswerKind } from "./answer.ts";

/** What an answer takes from the query. */
export type QueryKind = Pick<AnswerKind, "parameters" | "repeated">;

/** The path and query of a URL, without the Host, which anybody may make up. */
export function targetOf(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}

/**
 * The same for every spelling of one question: the path, and of the query only the parameters that the route knows, the
 * first of each, or all of those that may be repeated. What else stands in a query changes no answer, so it makes no other one
 * either (security.md A8). Without `parameters`, the target as it stands.
 */
export function canonicalTarget(c: Context, { parameters, repeated = [] }: QueryKind): string {
  if (parameters === undefined) return targetOf(c.req.url);
  const values = [...parameters.map((name) => c.req.query(name)), ...repeated.map((name) => c.req.queries(name))];
  return `${c.req.path}?${JSON.stringify(values)}`;
}
