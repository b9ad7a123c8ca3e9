// Who is asking, as far as addresses tell: one key for all that one subscriber can send from.

import { readIp } from "../src/http/ip.ts";

/** What is known of a request's sender. */
export interface Sender {
  /** The other end of the connection. */
  readonly address: string | undefined;
  /** The X-Forwarded-For header, several joined by commas. */
  readonly forwardedFor: string | undefined;
}

/**
 * Gives the key of a client: an IPv4 address, or the first 64 bits of an IPv6 one, since whoever has one of them has all
 * that follow. `trustedProxies` is how many proxies of ours stand before us, each of which adds one address at the right of
 * X-Forwarded-For; what stands further left is what the client itself wrote. A header that is shorter than that did not
 * come through them, and counts for nothing.
 */
export function clientKey({ address, forwardedFor }: Sender, trustedProxies: number): string {
  const hops = trustedProxies === 0 ? [] : (forwardedFor ?? "").split(",");
  const told = hops.length < trustedProxies ? undefined : keyOf(bare(hops[hops.length - trustedProxies] ?? ""));
  return told ?? keyOf(address ?? "") ?? "";
}

/** Whether the key is this machine's own. */
export function isLoopback(key: string): boolean {
  return key.startsWith("127.") || key === loopbackV6;
}

const loopbackV6 = "::1";
const mapped = 0xffffn;

function keyOf(address: string): string | undefined {
  const ip = readIp(address);
  if (ip === undefined) return undefined;
  if (ip.family === 4) return address;
  if (ip.value === 1n) return loopbackV6;
  if (ip.value >> 32n === mapped) return dotted(ip.value & 0xffffffffn);
  return `${(ip.value >> 64n).toString(16)}::/64`;
}

function dotted(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
}

/** An address as some proxies write it: with a port, in brackets, with a zone. */
function bare(text: string): string {
  const word = text.trim();
  const inBrackets = /^\[([^\]]+)\](?::\d+)?$/.exec(word)?.[1];
  return (inBrackets ?? word.replace(/^([\d.]+):\d+$/, "$1")).replace(/%.*$/, "");
}
