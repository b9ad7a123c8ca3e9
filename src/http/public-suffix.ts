// The doorway to tldts: whether a name stands under a real top-level domain. Kept apart because its list is slow to load.

import { getDomain, parse } from "tldts";

/** Why a name cannot be registered by anybody, or undefined where it can. Takes the ASCII form without trailing dot. */
export function suffixProblem(host: string): string | undefined {
  const icann = parse(host, { allowPrivateDomains: false });
  if (icann.isIcann !== true) return "its top-level domain does not exist";
  const all = parse(host, { allowPrivateDomains: true });
  return all.domain === null ? "it is a public suffix, not a host of one owner" : undefined;
}

/**
 * The domain that somebody registered and this host stands under: `example.com` for `mcp.example.com`, one tenant's own
 * name under a suffix that many share. Undefined for an address, a public suffix and a name under no real one.
 */
export function registeredDomain(host: string): string | undefined {
  if (suffixProblem(host) !== undefined) return undefined;
  return getDomain(host, { allowPrivateDomains: true }) ?? undefined;
}
