// The shapes of the safe transport: what it may be told, and what it hands out. The safe one stands in safe-exchange.ts.

import type { AddressProfile, Visit } from "./exchange.ts";

/** `--resolve HOST:PORT:ADDRESS[:DIALPORT]`: that name and port are dialled there, and that address is admitted for it. */
export interface ResolveRule {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  /** The port to dial, where it is not `port`; lets a test serve `https://name/` from an unprivileged port. */
  readonly dialPort?: number;
}

/** Asks DNS: every A and AAAA answer for a name. Rejects with an Error whose `code` is a DNS code (ENOTFOUND, ETIMEOUT). */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** How the safe transport is set up. */
export interface TransportOptions {
  readonly profile: AddressProfile;
  readonly userAgent: string;
  /** True for all liftable ranges, or the CIDR blocks that are lifted; absent for none. */
  readonly allowPrivate?: true | readonly string[];
  readonly resolve?: readonly ResolveRule[];
  /** PEM certificates trusted besides the built-in roots. */
  readonly ca?: readonly string[];
  /** Judge the IPv4 address embedded in 64:ff9b::/96 instead of refusing it. */
  readonly nat64?: boolean;
  /** The process's environment: the registry's profile refuses to start where it turns verification off. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Instead of real DNS, for tests. */
  readonly lookup?: Lookup;
  /** Turns a vetted address into the one really dialled: for tests that play the public internet on loopback. */
  readonly dial?: (address: string, port: number) => { readonly address: string; readonly port: number };
}

/** Hands out visits. Everything shared (TLS context, DNS, caps per address) lives here; connections live in visits. */
export interface Transport {
  openVisit(): Visit;
  close(): Promise<void>;
}
