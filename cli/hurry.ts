// Which hosts a crawl may ask faster than strangers: those that the user admitted by name or address.

import { isLifted } from "../src/http/addresses.ts";
import type { ResolveRule, TransportOptions } from "../src/http/transport.ts";
import { UsageError } from "../src/usage-error.ts";

/** Below this many seconds between two requests, a host must have been admitted. */
const politeDelaySeconds = 1;

/** What the user said of delays and of private hosts. */
export interface HurryOptions {
  readonly delay: number | undefined;
  readonly allowPrivate: TransportOptions["allowPrivate"] | undefined;
  readonly resolve: readonly ResolveRule[];
}

/**
 * Gives the rule of whom `--delay` under a second counts for (contract.md): names with a `--resolve`, localhost and the
 * addresses that `--allow-private` lifts, never a public address. Throws a UsageError where it could count for nobody.
 */
export function hurryRule({ delay: seconds, allowPrivate, resolve }: HurryOptions): (host: string) => boolean {
  const admitted = new Set(resolve.map((rule) => rule.host));
  if (seconds !== undefined && seconds < politeDelaySeconds && admitted.size === 0 && allowPrivate === undefined) {
    throw new UsageError("--delay under 1 second is only for hosts admitted by --resolve or --allow-private");
  }
  return (name) =>
    admitted.has(name) ||
    (name === "localhost" && allowPrivate !== undefined) ||
    isLifted(name.replace(/^\[|\]$/g, ""), allowPrivate);
}
