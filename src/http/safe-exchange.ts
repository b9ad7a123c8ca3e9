// The safe transport: the only way from this project to the network, and the list of what it refuses to start with.

import type { SecureContext } from "node:tls";
import { UsageError } from "../usage-error.ts";
import { addressClass } from "./addresses.ts";
import { createDestinations } from "./destinations.ts";
import { createTlsContext } from "./dial.ts";
import type { Visit } from "./exchange.ts";
import { readBlock, readIp } from "./ip.ts";
import { addressMaxInFlight } from "./limits.ts";
import type { Transport, TransportOptions } from "./transport.ts";
import { createTurns } from "./turns.ts";
import { openVisit } from "./visit.ts";

/** Throws a UsageError for options that could only be a mistake, or that would undo a defence. */
function checkOptions({ profile, resolve = [], allowPrivate, env }: TransportOptions): void {
  // Certificates are verified in every profile, whatever this variable says; a server that has it set is misconfigured.
  if (profile === "registry" && env?.["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    throw new UsageError(
      "NODE_TLS_REJECT_UNAUTHORIZED=0 is set: the registry does not run with certificates unchecked",
    );
  }
  for (const { host, port, address } of resolve) {
    const special = addressClass(address);
    if (readIp(address) === undefined || (special !== undefined && !special.liftable)) {
      throw new UsageError(`the resolve rule for ${host}:${port} must name a public, private or loopback address`);
    }
  }
  if (Array.isArray(allowPrivate) && !allowPrivate.every((cidr) => readBlock(cidr) !== undefined)) {
    throw new UsageError("allowed private ranges must be CIDR blocks, such as 10.0.0.0/8");
  }
}

/**
 * Makes the transport (security.md 1.3). It resolves names itself, dials vetted addresses only, always verifies TLS 1.2
 * or later, speaks HTTP/1.1, keeps no cookies and knows no proxy. Throws a UsageError for options that cannot be meant.
 */
export function createTransport(options: TransportOptions): Transport {
  checkOptions(options);
  let tls: SecureContext | undefined;
  const shared = {
    options,
    context: () => {
      tls ??= createTlsContext(options.ca);
      return tls;
    },
    find: createDestinations(options),
    turns: createTurns(addressMaxInFlight),
  };
  const visits = new Set<Visit>();
  return {
    openVisit() {
      const visit = openVisit(shared);
      const tracked: Visit = {
        exchange: visit.exchange,
        close: async () => {
          visits.delete(tracked);
          await visit.close();
        },
      };
      visits.add(tracked);
      return tracked;
    },
    async close() {
      await Promise.all([...visits].map((visit) => visit.close()));
    },
  };
}
