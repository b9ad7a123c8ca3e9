// What a request asks for, apart from who asks and how: its path and query, and their one spelling.

import type { Context } from "hono";
import type { AnswerKind } from "./answer.ts";

/** What an answer takes from the query. */
export type QueryKind = Pick<AnswerKind, "parameters" | "repeated">;

/** The path and query of a URL, without the Host, which anybody may make up. */
export function targetOf(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}

/** A question of the application's: the path as it was sent, and what its query says. */
export interface Asked {
  readonly path: string;
  /** Path and query. */
  readonly target: string;
  /** The first value of a parameter. */
  first(name: string): string | undefined;
  /** All values of a parameter. */
  all(name: string): readonly string[] | undefined;
}

/** What a request of the application's asks for. */
export function askedOf({ req }: Context): Asked {
  return {
    path: req.path,
    target: targetOf(req.url),
    first: (name) => req.query(name),
    all: (name) => req.queries(name),
  };
}

/**
 * The same for every spelling of one question: the path, and of the query only the parameters that the route knows, the
 * first of each, or all of those that may be repeated. What else stands in a query changes no answer, so it makes no other one
 * either (security.md A8). Without `parameters`, the target as it stands.
 */
export function canonicalTarget({ path, target, first, all }: Asked, { parameters, repeated = [] }: QueryKind): string {
  if (parameters === undefined) return target;
  return `${path}?${JSON.stringify([...parameters.map(first), ...repeated.map(all)])}`;
}
