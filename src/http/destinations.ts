// From a URL to the vetted addresses that may be dialled for it: rule, literal or DNS, each answer judged (fail closed).

import { isIP, isIPv6 } from "node:net";
import { addressClass, isAllowedAddress, isLifted } from "./addresses.ts";
import { NetworkError } from "./failures.ts";
import { dnsMaxAnswers, dnsTimeoutMs } from "./limits.ts";
import { createDnsLookup, dnsError } from "./resolve-dns.ts";
import type { TransportOptions } from "./transport.ts";
import { portOf, ruleFor } from "./urls.ts";

/** Where a connection may go. */
export interface Destination {
  /** At least one, in the order of trying: IPv6 and IPv4 in turn, IPv6 first (RFC 8305 section 4). */
  readonly addresses: readonly string[];
  readonly port: number;
  /** How the address came to be allowed: it is public, `allowPrivate` lifts it, or a resolve rule names it. */
  readonly by: "public" | "private" | "rule";
}

/** What is asked besides the URL. */
export interface DestinationOptions {
  /** The URL passed its gate only because private addresses are allowed: refuse any other. */
  readonly mustBePrivate: boolean;
  /** A public document led here: refuse private addresses even where they are allowed. */
  readonly mustBePublic: boolean;
  readonly signal: AbortSignal;
}

/** Finds the destination of a checked URL. Rejects with a NetworkError, `dns` or `forbidden-address`. */
export type FindDestination = (url: URL, options: DestinationOptions) => Promise<Destination>;

/** Waits for a lookup no longer than the limit or the signal. */
async function inTime(answers: Promise<readonly string[]>, signal: AbortSignal): Promise<readonly string[]> {
  return await new Promise((resolve, reject) => {
    const stop = (): void => settle(() => reject(new NetworkError("dns", "the name could not be resolved in time")));
    const timer = setTimeout(stop, dnsTimeoutMs);
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      then();
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    answers.then(
      (found) => settle(() => resolve(found)),
      (error: unknown) => settle(() => reject(dnsError(error))),
    );
  });
}

function alternate(addresses: readonly string[]): string[] {
  const six = addresses.filter((address) => isIPv6(address));
  const four = addresses.filter((address) => !isIPv6(address));
  return Array.from({ length: Math.max(six.length, four.length) }, (_, i) => [six[i], four[i]])
    .flat()
    .filter((address) => address !== undefined);
}

/** Makes the finder for one transport's options. Every call asks DNS anew: one resolution for one connection. */
export function createDestinations(options: TransportOptions): FindDestination {
  const { profile, allowPrivate, lookup = createDnsLookup() } = options;
  const judge = { ...(allowPrivate && { allowPrivate }), ...(options.nat64 && { nat64: true }) };

  function vet(address: string, { mustBePrivate, mustBePublic }: DestinationOptions): "public" | "private" {
    if (!isAllowedAddress(address, profile, judge)) {
      const words = addressClass(address, judge)?.words;
      throw new NetworkError("forbidden-address", `the host has ${words}, which may not be asked`);
    }
    const lifted = isLifted(address, allowPrivate);
    if (lifted && mustBePublic) {
      throw new NetworkError("forbidden-address", "a public document led to a private address");
    }
    if (!lifted && mustBePrivate) {
      throw new NetworkError(
        "forbidden-address",
        "the URL may be asked only at a private address, and the host has a public one",
      );
    }
    return lifted ? "private" : "public";
  }

  return async (url, wish) => {
    const rule = ruleFor(url, options.resolve);
    if (rule !== undefined) return { addresses: [rule.address], port: rule.dialPort ?? rule.port, by: "rule" };
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    const found = isIP(literal) === 0 ? await inTime(lookup(url.hostname), wish.signal) : [literal];
    if (found.length === 0) throw new NetworkError("dns", "the name has no address");
    if (found.length > dnsMaxAnswers)
      throw new NetworkError("dns", `the name has more than ${dnsMaxAnswers} addresses`);
    const kinds = found.map((address) => vet(address, wish));
    return { addresses: alternate(found), port: portOf(url), by: kinds.includes("public") ? "public" : "private" };
  };
}
