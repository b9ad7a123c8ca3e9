// A small DNS server on loopback (UDP, and TCP for long answers) that says what a test wants.

import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { readIp } from "../../src/http/ip.ts";

/** What is said about every name: addresses, an error, or nothing at all. */
export type DnsAnswer = readonly string[] | "NXDOMAIN" | "SERVFAIL" | "silence";

/** A running DNS server. */
export interface DnsServer {
  /** As `createDnsLookup` takes it. */
  readonly server: string;
  close(): Promise<void>;
}

function record(address: string): Buffer {
  const six = isIPv6(address);
  const value = (readIp(address)?.value ?? 0n).toString(16).padStart(six ? 32 : 8, "0");
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0); // The name asked for.
  head.writeUInt16BE(six ? 28 : 1, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(six ? 16 : 4, 10);
  return Buffer.concat([head, Buffer.from(value, "hex")]);
}

function reply(query: Buffer, answer: Exclude<DnsAnswer, "silence">): Buffer {
  const nameEnd = query.indexOf(0, 12);
  const question = query.subarray(12, nameEnd + 5);
  const type = query.readUInt16BE(nameEnd + 1);
  const addresses = typeof answer === "string" ? [] : answer.filter((one) => isIPv6(one) === (type === 28));
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  const code = answer === "NXDOMAIN" ? 3 : answer === "SERVFAIL" ? 2 : 0;
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([head, question, ...addresses.map(record)]);
}

/** Starts a DNS server that gives one answer to everything. */
export async function startDns(answer: DnsAnswer): Promise<DnsServer> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    if (answer !== "silence") socket.send(reply(query, answer), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    server: `127.0.0.1:${socket.address().port}`,
    async close() {
      socket.close();
      await once(socket, "close");
    },
  };
}
