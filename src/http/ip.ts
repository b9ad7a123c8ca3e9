// IP addresses and CIDR blocks as integers, so that every decision about them is prefix arithmetic.

import { isIPv4, isIPv6 } from "node:net";

/** An address as an unsigned integer of 32 or 128 bits. */
export interface Ip {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A CIDR block. */
export interface Block extends Ip {
  readonly prefix: number;
}

function dottedToNumber(text: string): bigint {
  return text.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function groups(text: string): bigint[] {
  return text === "" ? [] : text.split(":").map((group) => BigInt(`0x${group}`));
}

function parseV6(text: string): bigint {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const last = tail?.[2] === undefined ? undefined : dottedToNumber(tail[2]);
  const plain =
    last === undefined ? text : `${tail?.[1]}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
  const [head = "", rest] = plain.split("::");
  const before = groups(head);
  const after = rest === undefined ? [] : groups(rest);
  const zeros = Array<bigint>(8 - before.length - after.length).fill(0n);
  return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65536n + group, 0n);
}

/** Reads an address in any standard spelling, without brackets. Undefined for anything else, zone ids included. */
export function readIp(text: string): Ip | undefined {
  if (isIPv4(text)) return { family: 4, value: dottedToNumber(text) };
  if (text.includes(":") && isIPv6(text) && !text.includes("%")) return { family: 6, value: parseV6(text) };
  return undefined;
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
