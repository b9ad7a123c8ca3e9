// IP addresses and CIDR blocks as integers, so that every decision about them is prefix arithmetic.

/** An address as an unsigned integer of 32 or 128 bits. */
export interface Ip {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A CIDR block. */
export interface Block extends Ip {
  readonly prefix: number;
}

/** Four decimal numbers up to 255 without leading zeros. */
const dotted = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

function dottedToNumber(text: string): bigint {
  return text.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

/** Groups between single colons; at the end of an address the last may be written as IPv4, which is two. */
function readGroups(text: string, where: "start" | "end"): bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const words = text.split(":");
  for (const [index, word] of words.entries()) {
    if (/^[\da-f]{1,4}$/i.test(word)) groups.push(BigInt(`0x${word}`));
    else if (where === "end" && index === words.length - 1 && dotted.test(word)) {
      const last = dottedToNumber(word);
      groups.push(last >> 16n, last & 0xffffn);
    } else return undefined;
  }
  return groups;
}

/** RFC 4291 section 2.2. `::` stands for one group of zeros or more. */
function readV6(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  const before = readGroups(head, tail === undefined ? "end" : "start");
  const after = readGroups(tail ?? "", "end");
  if (before === undefined || after === undefined || more.length > 0) return undefined;
  const zeros = 8 - before.length - after.length;
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined;
  return [...before, ...Array<bigint>(zeros).fill(0n), ...after].reduce((sum, group) => sum * 65536n + group, 0n);
}

/**
 * Reads an address in any standard spelling, without brackets. Undefined for anything else, zone ids included.
 * By itself, because Node's own test of addresses loads all of its sockets.
 */
export function readIp(text: string): Ip | undefined {
  if (dotted.test(text)) return { family: 4, value: dottedToNumber(text) };
  const value = text.includes(":") ? readV6(text) : undefined;
  return value === undefined ? undefined : { family: 6, value };
}

/** Reads `address/prefix`; a bare address is a block of one. Undefined for anything else. */
export function readBlock(text: string): Block | undefined {
  const [address = "", prefixText, ...more] = text.split("/");
  const ip = readIp(address);
  if (ip === undefined || more.length > 0) return undefined;
  const bits = ip.family === 4 ? 32 : 128;
  if (prefixText === undefined) return { ...ip, prefix: bits };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > bits) return undefined;
  return { ...ip, prefix: Number(prefixText) };
}

/** Whether the address lies in the block. Bits of the block's own address below its prefix do not matter. */
export function inBlock(ip: Ip, block: Block): boolean {
  if (ip.family !== block.family) return false;
  const host = BigInt((ip.family === 4 ? 32 : 128) - block.prefix);
  return ip.value >> host === block.value >> host;
}
