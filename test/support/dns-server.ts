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

/** The name that a query asks for, in small letters. */
function nameOf(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12, length = query[at] ?? 0; length > 0; at += length + 1, length = query[at] ?? 0)
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
  return labels.join(".").toLowerCase();
}

/** TXT records, each in pieces of at most 255 bytes. */
function textReply(query: Buffer, texts: readonly string[]): Buffer {
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(texts.length === 0 ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(texts.length, 6);
  const records = texts.map((text) => {
    const pieces = text.match(/.{1,255}/g) ?? [""];
    const data = Buffer.concat(
      pieces.map((piece) => Buffer.from(`${String.fromCharCode(piece.length)}${piece}`, "latin1")),
    );
    const record = Buffer.from("c00c00100001000000000000", "hex");
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([head, query.subarray(12, query.indexOf(0, 12) + 5), ...records]);
}

/** Starts a DNS server that gives one answer to everything. */
export async function startDns(answer: DnsAnswer): Promise<DnsServer> {
  return startServer((query) => (answer === "silence" ? undefined : reply(query, answer)));
}

/** Starts a DNS server that knows the TXT records of some names, as they are when it is asked. */
export async function startTextDns(texts: ReadonlyMap<string, readonly string[]>): Promise<DnsServer> {
  return startServer((query) => textReply(query, texts.get(nameOf(query)) ?? []));
}

async function startServer(answer: (query: Buffer) => Buffer | undefined): Promise<DnsServer> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const bytes = answer(query);
    if (bytes) socket.send(bytes, from.port, from.address);
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
