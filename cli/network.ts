// Sets up the network as the options say; nothing of it is loaded before a command needs it.

import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { type AddressProfile, type Ask, type Failure, isFailure, type Policy } from "../src/http/exchange.ts";
import type { Transport } from "../src/http/transport.ts";
import { UsageError } from "../src/usage-error.ts";
import type { Host } from "./host.ts";
import type { Values } from "./option.ts";
import type { networkOptions } from "./options.ts";

/** The values of the options that every network command has. */
export type NetworkValues = Values<typeof networkOptions>;

/**
 * Opens the transport that the options describe, by the address rules of `profile`. Says on stderr what they lift, and, when it
 * is closed, unless `quiet`, that they could have lifted what kept a URL of the user's own from being asked.
 */
export async function openNetwork(
  options: NetworkValues & { readonly quiet?: boolean },
  host: Host,
  profile: AddressProfile = "cli",
): Promise<Transport> {
  const { createTransport } = await import("../src/http/safe-exchange.ts");
  const { userAgent } = await import("../src/http/user-agent.ts");
  const { allowPrivate, resolve } = options;
  if (allowPrivate !== undefined) {
    const what = allowPrivate === true ? "private and loopback addresses" : `addresses in ${allowPrivate.join(", ")}`;
    await host.stderr.write(`note: ${what} may be reached (--allow-private)\n`);
  }
  const transport = createTransport({
    profile,
    userAgent: userAgent(options.contact),
    ca: await Promise.all(options.ca.map((path) => readCertificates(path, host))),
    resolve,
    env: host.env,
    ...(allowPrivate === undefined ? {} : { allowPrivate }),
  });
  const timed = options.timeout === undefined ? transport : withTimeout(transport, options.timeout * 1000);
  if (allowPrivate !== undefined || options.quiet || profile !== "cli") return timed;
  const { checkUrl } = await import("../src/http/urls.ts");
  // Where a public document leads, the option changes nothing.
  return withGateHint(timed, host, ({ ledByPublic }, { code, url, hops = [] }) => {
    if (ledByPublic || hops.length > 0) return false;
    return (
      code === "forbidden-address" || (code === "forbidden-url" && checkUrl(url, profile, { allowPrivate: true }).ok)
    );
  });
}

function withGateHint(
  transport: Transport,
  host: Host,
  couldBeLifted: (ask: Ask, failure: Failure) => boolean,
): Transport {
  let isKept = false;
  return {
    openVisit: () => {
      const visit = transport.openVisit();
      return {
        exchange: async (ask) => {
          const result = await visit.exchange(ask);
          isKept ||= isFailure(result) && couldBeLifted(ask, result);
          return result;
        },
        close: () => visit.close(),
      };
    },
    close: async () => {
      await transport.close();
      if (isKept) await host.stderr.write("note: --allow-private lifts the gate for loopback and private networks\n");
    },
  };
}

/** Gives every request of a transport at most this long. */
export function withTimeout(transport: Transport, timeoutMs: number): Transport {
  return {
    openVisit: () => {
      const visit = transport.openVisit();
      return {
        exchange: (ask) => visit.exchange({ ...ask, policy: lowered(ask.policy, timeoutMs) }),
        close: () => visit.close(),
      };
    },
    close: () => transport.close(),
  };
}

function lowered(policy: Policy, timeoutMs: number): Policy {
  return { ...policy, timeoutMs };
}

async function readCertificates(path: string, host: Host): Promise<string> {
  try {
    return await readFile(isAbsolute(path) ? path : join(host.cwd, path), "utf8");
  } catch (error) {
    throw new UsageError(`--ca: "${path}" cannot be read${error instanceof Error ? `: ${error.message}` : ""}`);
  }
}
