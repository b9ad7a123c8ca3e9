// Under what address the registry describes itself: the configured one, else where it listens; never a Host header.

import { hostToNamespace } from "../../src/evidence/namespace.ts";
import { suffixProblem } from "../../src/http/public-suffix.ts";
import { defaultHost, defaultPort } from "../config.ts";

/** Card names are at most this long (spec.md 1.2); a host whose name would be longer is not turned into one. */
const nameMaxLength = 200;

/** What the links and names of the self-description are made of. */
export interface Address {
  /** Without a trailing slash. */
  readonly base: string;
  readonly hostname: string;
  /** Where the host is a name of somebody's own: the one that `urn:air` identifiers and the card's name may use. */
  readonly domain?: string;
  /** The name of the registry's own card. */
  readonly name: string;
  /** The reverse-DNS prefix of our own extensions. */
  readonly namespace: string;
}

/**
 * Reads the address from the URL that clients use, without a trailing slash; an app that was told none has the default one.
 * `namespace` is that of the card's name where the host cannot give one: a bare address, a single label.
 */
export function createAddress(url: string | undefined, namespace: string): Address {
  const base = url ?? `http://${defaultHost}:${defaultPort}`;
  const { hostname } = new URL(base);
  const own = hostToNamespace(hostname);
  const isDomain = own !== undefined && /^[a-z0-9.-]+$/.test(own) && suffixProblem(hostname) === undefined;
  const name = `${own}/registry`;
  if (!isDomain || name.length > nameMaxLength) return { base, hostname, namespace, name: `${namespace}/registry` };
  return { base, hostname, namespace, name, domain: hostname.replace(/\.$/, "") };
}
