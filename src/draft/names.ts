// Makes a card's name from the host that stands behind it: its labels turned round, a slash, and what the server is called.

import { joinName, namespaceOf } from "../dialects/names.ts";
import { slug } from "../dialects/texts.ts";
import { registeredDomain } from "../http/public-suffix.ts";
import { readUrl } from "../text/read-url.ts";
import type { Draft } from "./draft.ts";

/** A name, and whether its second half says nothing of the server. */
export interface DerivedName {
  readonly name: string;
  readonly isGuess: boolean;
}

/** Labels and path segments that every other server has, too. */
const common = /^(?:api|app|mcp|sse|www|server|v\d+)?$/i;

/**
 * Derives a name; undefined where neither a domain nor the endpoint's host gives a namespace, or it would be too long. The whole
 * host counts: a registry takes a name for proven only where the very host that it names serves the card (src/evidence).
 */
export function deriveName(draft: Draft, domain: string | undefined): DerivedName | undefined {
  const endpoint = endpointOf(draft);
  const host = domain ?? endpoint?.hostname;
  const namespace = host === undefined ? undefined : namespaceOf(host);
  if (namespace === undefined) return undefined;
  const told = draft.localName ?? slug(draft.title ?? "") ?? (endpoint && placeName(endpoint));
  const name = joinName(namespace, told ?? "mcp");
  return name === undefined ? undefined : { name, isGuess: told === undefined };
}

/** The endpoint's URL as far as it can be read. */
function endpointOf({ url, remotes }: Draft): URL | undefined {
  const text = url ?? remotes?.[0]?.url;
  return text === undefined ? undefined : readUrl(text.replace(/[?#].*$/, ""));
}

/** The last telling segment of the path, else a telling label in front of the domain. */
function placeName({ pathname, hostname }: URL): string | undefined {
  const domain = registeredDomain(hostname) ?? hostname;
  const segments = pathname.split("/").filter((segment) => !/[{}%]/.test(segment));
  const labels = hostname.endsWith(`.${domain}`) ? hostname.slice(0, -domain.length - 1).split(".") : [];
  const telling = [...segments.toReversed(), ...labels].find((each) => !common.test(each) && slug(each) !== undefined);
  return telling === undefined ? undefined : slug(telling);
}
