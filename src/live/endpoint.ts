// Which URL a remote stands for once its variables have values, or what is missing before it can be asked.

import type { Input, Remote } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { expandTemplate, readTemplate } from "../text/templates.ts";
import type { LiveOptions } from "./live.ts";

/** A URL to ask, or what is needed first, each item a noun such as `a value for "tenant" in the URL`. */
export type Endpoint = { readonly url: string } | { readonly needs: readonly string[] };

function isSecret({ name, isSecret }: Input & { readonly name: string }): boolean {
  return isSecret === true || /^(?:proxy-)?authorization$/i.test(name);
}

/** Required headers that the caller did not give. A secret one is not missing here: without it the server itself says so. */
function missingHeaders({ headers = [] }: Remote, given: readonly string[]): string[] {
  const names = new Set(given.map((name) => name.toLowerCase()));
  return headers
    .filter((header) => header.isRequired === true && !isSecret(header) && !names.has(header.name.toLowerCase()))
    .map(({ name }) => `the header "${name}"`);
}

/** Values in the path and after it are encoded, so that none of them changes where the URL leads. */
function expand(template: string, values: ReadonlyMap<string, string>): string {
  const [origin = ""] = /^(?:https?:\/\/)?[^/?#]*/.exec(template) ?? [];
  const rest = template.slice(origin.length);
  return (
    expandTemplate(origin, (name) => values.get(name)) +
    expandTemplate(rest, (name) => {
      const value = values.get(name);
      return value === undefined ? undefined : encodeURIComponent(value);
    })
  );
}

/** A variable's value: what the publisher fixed, else the caller's, else the card's default (spec.md 1.8, A2). */
function valuesOf({ url, variables = {} }: Remote, given: Readonly<Record<string, string>>): Map<string, string> {
  const values = new Map<string, string>();
  for (const name of readTemplate(url).variables) {
    const input = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = input?.value ?? (Object.hasOwn(given, name) ? given[name] : undefined) ?? input?.default;
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** Works out where to ask. `endpoint`, where the caller named one, stands for the remote's whole URL. */
export function endpointOf(
  remote: Remote,
  { endpoint, headers = {}, variables = {} }: Pick<LiveOptions, "endpoint" | "headers" | "variables">,
): Endpoint {
  const headerNeeds = missingHeaders(remote, Object.keys(headers));
  if (endpoint !== undefined) return headerNeeds.length > 0 ? { needs: headerNeeds } : { url: endpoint };
  const values = valuesOf(remote, variables);
  const open = readTemplate(remote.url).variables.filter((name) => !values.has(name));
  const needs = [...open.map((name) => `a value for "${name}" in the URL`), ...headerNeeds];
  if (needs.length > 0) return { needs };
  const url = expand(remote.url, values);
  return readUrl(url) === undefined ? { needs: ["values that make the URL a URL"] } : { url };
}
