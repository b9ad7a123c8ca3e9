// Every route of the registry as the application itself knows them, so that a test over all of them also covers the next one.

import type { Hono } from "hono";
import { parse } from "yaml";

/** A route: a method and a path whose parameters are to be filled in. */
export interface RoutePath {
  readonly method: string;
  /** Such as `/v0.1/servers/:name{…}/versions`. */
  readonly pattern: string;
}

const parameter = /:[A-Za-z]+(?:\{[^/]*?\[[^\]]*\][^}]*\}|\{[^}]*\})?/g;

/** The paths that the application routes, each once; `/v0` answers as `/v0.1` and is left out. */
export function patternsOf(app: Hono): readonly string[] {
  const patterns = app.routes.map(({ path }) => path).filter((path) => !path.includes("*"));
  return [...new Set(patterns)].filter((path) => !/^\/v0(?:\/|$)/.test(path));
}

/** The methods that a path is routed for by name. */
export function methodsOf(app: Hono, pattern: string): readonly string[] {
  const methods = app.routes.filter(({ path }) => path === pattern).map(({ method }) => method);
  return [...new Set(methods)].filter((method) => method !== "ALL");
}

/** Fills in a pattern's parameters, each with what `give` gives for its name. */
export function fillPath(pattern: string, give: (name: string) => string): string {
  return pattern.replace(parameter, (text) => give(/^:([A-Za-z]+)/.exec(text)?.[1] ?? ""));
}

/** A pattern as a description of the API spells it: `{}` for each parameter; a server's two halves are one name there. */
export function shapeOf(pattern: string): string {
  return pattern
    .replace("/:namespace/:name", "/:name")
    .replace(parameter, "{}")
    .replace(/\{[^}]+\}/g, "{}");
}

/** The query parameters that the description names, of any path, and `q` and `after` of the pages. */
export async function queryParameters(app: Hono): Promise<readonly string[]> {
  const description = parse(await (await app.request("/openapi.yaml")).text()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
  };
  const named = Object.values(description.paths).flatMap((path) =>
    Object.values(path).flatMap(({ parameters = [] }) => parameters.filter((each) => each.in === "query")),
  );
  return [...new Set(["q", "after", "cursor", ...named.map(({ name }) => name)])];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
}

/** The paths that the description names, with the methods of each. */
export async function describedPaths(
  app: Hono,
): Promise<readonly { readonly path: string; readonly methods: readonly string[] }[]> {
  const { paths } = parse(await (await app.request("/openapi.yaml")).text()) as {
    readonly paths: Readonly<Record<string, object>>;
  };
  return Object.entries(paths).map(([path, item]) => ({
    path,
    methods: Object.keys(item).map((name) => name.toUpperCase()),
  }));
}
