// Asks DNS for every address of a name, within a bound, without the system's own resolver and hosts file.

import { promises } from "node:dns";
import { NetworkError } from "./failures.ts";
import { dnsTimeoutMs } from "./limits.ts";
import type { Lookup } from "./transport.ts";

function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "";
}

/**
 * Makes a lookup that gives all AAAA and A answers for a name, at least one. It rejects with the DNS error: ENOTFOUND
 * where the name does not exist, ENODATA where it has no address, else something that may pass. A family that fails
 * does not hide the other. `servers` are `address:port`; without them, the system's.
 */
export function createDnsLookup(servers?: readonly string[]): Lookup {
  return async (host) => {
    // A resolver for each lookup, because cancelling one cancels all that it was asked.
    const resolver = new promises.Resolver({ timeout: 1000, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    const timer = setTimeout(() => resolver.cancel(), dnsTimeoutMs);
    try {
      const asked = await Promise.allSettled([resolver.resolve6(host), resolver.resolve4(host)]);
      const addresses = asked.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
      if (addresses.length > 0) return addresses;
      const errors: unknown[] = asked.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
      const missing = errors.find((error) => codeOf(error) === "ENOTFOUND");
      throw missing ?? errors.find((error) => codeOf(error) !== "ENODATA") ?? errors[0];
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What a failed lookup means. A name that does not exist will not exist soon; everything else may pass. */
export function dnsError(error: unknown): NetworkError {
  const code = codeOf(error);
  if (code === "ENOTFOUND") return new NetworkError("dns", "the name does not exist", true);
  if (code === "ENODATA") return new NetworkError("dns", "the name has no address");
  return new NetworkError("dns", "the name could not be resolved for now");
}
