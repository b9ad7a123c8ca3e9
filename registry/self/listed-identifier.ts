// Which identifier a listed server has in our catalogs: its publisher's own where that can be told, else one that we control.

import { registeredDomain } from "../../src/http/public-suffix.ts";
import { readUrl } from "../../src/text/read-url.ts";
import type { DiscoveryFacts, Entry } from "../store/store.ts";
import { serverPath } from "../web/site.ts";
import type { Address } from "./address.ts";

/** The domain that an identifier speaks for: of `urn:air` its publisher, of an https URL its host. */
function domainOf(identifier: string): string | undefined {
  const publisher = /^urn:air:([a-z0-9.-]+)(?::[a-zA-Z0-9._-]+)+$/.exec(identifier)?.[1];
  if (publisher !== undefined) return publisher;
  const url = readUrl(identifier);
  return url?.protocol === "https:" && url.username === "" ? url.hostname : undefined;
}

/**
 * Whether an identifier is its publisher's own: the catalog that gave it stands, over https, under the registered domain that
 * the identifier names. Whatever else a catalog calls a server, it must not be passed on as if that domain had said it.
 */
function isPublishersOwn(identifier: string, { catalogUrl = "" }: DiscoveryFacts): boolean {
  const catalog = readUrl(catalogUrl);
  const domain = domainOf(identifier);
  if (catalog?.protocol !== "https:" || domain === undefined) return false;
  const registered = registeredDomain(domain);
  return registered !== undefined && registered === registeredDomain(catalog.hostname);
}

/**
 * The identifier of an entry (spec.md 2.3, projection): kept exactly where it is its publisher's own, else the URL of the
 * server's page here. We never make a `urn:air` for somebody else. `taken` are those of the same catalog, which must differ.
 */
export function listedIdentifier(
  { name, discovery }: Entry,
  { address, taken }: { readonly address: Address; readonly taken: ReadonlySet<string> },
): string {
  const { identifier } = discovery;
  if (identifier !== undefined && !taken.has(identifier) && isPublishersOwn(identifier, discovery)) return identifier;
  return address.base + serverPath({ basePath: "" }, name);
}
