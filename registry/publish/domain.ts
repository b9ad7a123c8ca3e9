// Which domains can be proved, and what their proof lets a publisher write.

import { hostToNamespace } from "../../src/evidence/namespace.ts";
import { suffixProblem } from "../../src/http/public-suffix.ts";
import { isSpecialName } from "../../src/http/special-names.ts";
import type { ProofMethod } from "../store/publication.ts";

/** One permission of a token, in the words of the official registry. */
export interface Permission {
  readonly action: "publish" | "edit";
  /** A name, or the beginning of names with a `*` behind it. */
  readonly resource: string;
}

/** What nobody has to prove, where the operator allows that. */
export const anonymousNamespace = "io.modelcontextprotocol.anonymous";

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Why a domain cannot be proved by anybody, or undefined. Takes small letters. */
export function domainProblem(domain: string): string | undefined {
  if (domain.length > 253 || !domain.split(".").every((part) => label.test(part)) || !domain.includes("."))
    return "domain is no host name: write it as example.com, without scheme, path, port or final dot";
  if (/^\d+$/.test(domain.split(".").at(-1) ?? "")) return "domain is an address: only a name can be proved";
  if (isSpecialName(domain)) return "domain is a name that is never public";
  const suffix = suffixProblem(domain);
  return suffix === undefined ? undefined : `domain proves nothing: ${suffix}`;
}

/**
 * What a proof grants: a file on a host speaks for the names of just this host, a DNS record also for those of its
 * subdomains, because whoever writes the zone can make them (registry-api.md 3.2).
 */
export function grantsOf(method: ProofMethod, domain: string): readonly Permission[] {
  const namespace = method === "none" ? anonymousNamespace : hostToNamespace(domain);
  if (namespace === undefined) return [];
  const own: Permission = { action: "publish", resource: `${namespace}/*` };
  return method === "dns" ? [own, { action: "publish", resource: `${namespace}.*` }] : [own];
}

/** Whether a set of permissions covers a name: `*` alone covers all, one at the end what begins so, else equality. */
export function allows(permissions: readonly Permission[], name: string): boolean {
  return permissions.some(({ resource }) =>
    resource.endsWith("*") ? name.startsWith(resource.slice(0, -1)) : resource === name,
  );
}
