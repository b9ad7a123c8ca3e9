// Which addresses may be dialled: public ones only, decided by prefix arithmetic over the IANA registries.

import type { AddressProfile } from "./exchange.ts";
import { type Block, type Ip, inBlock, readBlock, readIp } from "./ip.ts";

export { isSpecialName } from "./special-names.ts";

/** What changes the decision about an address. */
export interface AddressOptions {
  /** Judge the IPv4 address inside 64:ff9b::/96 (RFC 6052) instead of refusing it: for IPv6-only hosts with DNS64. */
  readonly nat64?: boolean;
  /** True lifts loopback, RFC 1918, CGNAT and ULA; a list of CIDR blocks lifts only what of these lies in them. */
  readonly allowPrivate?: true | readonly string[];
}

/** What an address is for, in words. */
export interface AddressClass {
  /** As it reads in a sentence: "a loopback address". */
  readonly words: string;
  /** Whether `allowPrivate` may lift it. */
  readonly liftable: boolean;
}

type Row = readonly [block: () => Block, addressClass: AddressClass];

/** The block is read when an address is first judged: most runs of `validate` judge none, and starting must be cheap. */
function row(cidr: string, words: string, liftable = false): Row {
  let read: Block | undefined;
  const block = (): Block => {
    read ??= readBlock(cidr);
    if (read === undefined) throw new Error(`not a CIDR block: ${cidr}`);
    return read;
  };
  return [block, { words, liftable }];
}

const liftable = true;

// Narrow blocks stand before the wide ones that hold them: the first match wins, so metadata is never lifted.
// IPv4: the IANA special-purpose registry, multicast, and one public address that a cloud answers itself.
const special4: readonly Row[] = [
  row("168.63.129.16/32", "a cloud metadata address"),
  row("100.100.100.200/32", "a cloud metadata address"),
  row("192.0.0.192/32", "a cloud metadata address"),
  row("169.254.169.254/32", "a cloud metadata address"),
  row("0.0.0.0/8", "an unspecified address"),
  row("10.0.0.0/8", "a private address", liftable),
  row("100.64.0.0/10", "a carrier-grade NAT address", liftable),
  row("127.0.0.0/8", "a loopback address", liftable),
  row("169.254.0.0/16", "a link-local address"),
  row("172.16.0.0/12", "a private address", liftable),
  row("192.0.0.0/24", "an address of IETF protocols"),
  row("192.0.2.0/24", "a documentation address"),
  row("192.31.196.0/24", "an AS112 address"),
  row("192.52.193.0/24", "an AMT relay address"),
  row("192.88.99.0/24", "a 6to4 relay address"),
  row("192.168.0.0/16", "a private address", liftable),
  row("192.175.48.0/24", "an AS112 address"),
  row("198.18.0.0/15", "a benchmarking address"),
  row("198.51.100.0/24", "a documentation address"),
  row("203.0.113.0/24", "a documentation address"),
  row("224.0.0.0/4", "a multicast address"),
  row("255.255.255.255/32", "the broadcast address"),
  row("240.0.0.0/4", "a reserved address"),
];

// IPv6: what lies outside 2000::/3 is refused whether or not it has a row; the rows give it a name.
const special6: readonly Row[] = [
  row("fd00:ec2::254/128", "a cloud metadata address"),
  row("fd20:ce::254/128", "a cloud metadata address"),
  row("fd00:c1::a9fe:a9fe/128", "a cloud metadata address"),
  row("::/128", "an unspecified address"),
  row("::1/128", "a loopback address", liftable),
  row("::ffff:0:0/96", "an IPv4-mapped address"),
  row("::/96", "an IPv4-compatible address"),
  row("64:ff9b::/96", "a NAT64 address"),
  row("64:ff9b:1::/48", "a local NAT64 address"),
  row("100::/64", "a discard address"),
  row("fc00::/7", "a unique local address", liftable),
  row("fe80::/10", "a link-local address"),
  row("fec0::/10", "a site-local address"),
  row("ff00::/8", "a multicast address"),
  row("2001::/32", "a Teredo address"),
  row("2001::/23", "an address of IETF protocols"),
  row("2001:db8::/32", "a documentation address"),
  row("2002::/16", "a 6to4 address"),
  row("2620:4f:8000::/48", "an AS112 address"),
  row("3fff::/20", "a documentation address"),
];

const global6: Row = row("2000::/3", "a public address");
const nat64: Row = row("64:ff9b::/96", "a NAT64 address");
const unallocated: AddressClass = { words: "an unallocated address", liftable: false };
const isatap: AddressClass = { words: "an ISATAP address", liftable: false };

/** RFC 5214 6.1: interface identifiers ::0:5efe:a.b.c.d and ::200:5efe:a.b.c.d carry an IPv4 address. */
function isIsatap(ip: Ip): boolean {
  return ((ip.value >> 32n) & 0xfdffffffn) === 0x5efen;
}

function classOf(ip: Ip, options: AddressOptions): AddressClass | undefined {
  if (ip.family === 6 && options.nat64 === true && inBlock(ip, nat64[0]())) {
    return classOf({ family: 4, value: ip.value & 0xffffffffn }, {});
  }
  const known = (ip.family === 4 ? special4 : special6).find(([block]) => inBlock(ip, block()));
  if (known !== undefined) return known[1];
  if (ip.family === 4) return undefined;
  if (!inBlock(ip, global6[0]())) return unallocated;
  return isIsatap(ip) ? isatap : undefined;
}

/** Answers of {@link addressClass} kept at once: one connection asks about its address several times. */
const keptMaxAnswers = 1024;

const answers = new Map<string, AddressClass | undefined>();

/**
 * What is special about an address; undefined for a public one.
 * Text that is no address (zone ids included) has the class "not an address".
 */
export function addressClass(ip: string, { nat64 = false }: AddressOptions = {}): AddressClass | undefined {
  const key = `${nat64} ${ip}`;
  if (answers.has(key)) return answers.get(key);
  const read = readIp(ip);
  const answer = read === undefined ? { words: "not an address", liftable: false } : classOf(read, { nat64 });
  if (answers.size >= keptMaxAnswers) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** The address class in words that follow "is": "a loopback address", "a public address". */
export function describeAddress(ip: string): string {
  return addressClass(ip)?.words ?? "a public address";
}

/** Whether `allowPrivate` lifts this address; false for a public one, which needs no lifting. */
export function isLifted(ip: string, allowPrivate: AddressOptions["allowPrivate"]): boolean {
  if (allowPrivate === undefined || addressClass(ip)?.liftable !== true) return false;
  if (allowPrivate === true) return true;
  const read = readIp(ip);
  return allowPrivate.some((cidr) => {
    const block = readBlock(cidr);
    return read !== undefined && block !== undefined && inBlock(read, block);
  });
}

/** Whether a document from this address is one of the public internet: from any but the ranges that `allowPrivate` lifts. */
export function isPublicSource(ip: string): boolean {
  return addressClass(ip)?.liftable !== true;
}

/**
 * Whether an address may be dialled. Pure; anything not plainly public is refused (security.md 1.3, step 4).
 * The two profiles agree on addresses: they differ on URLs only. IPv4-mapped addresses are refused whole.
 */
export function isAllowedAddress(ip: string, _profile: AddressProfile, options: AddressOptions = {}): boolean {
  return addressClass(ip, options) === undefined || isLifted(ip, options.allowPrivate);
}
