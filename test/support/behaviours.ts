// Reads the shared HTTP behaviours, and plays each on a socket as its description says.

import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGzip, gzipSync } from "node:zlib";
import { sharedData } from "./shared-data.ts";

type Repeat = { readonly repeat: string; readonly count?: number; readonly forever?: boolean };

/** One behaviour of hostile-documents.jsonl. */
export interface Behaviour {
  readonly id: string;
  readonly behaviour: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string | Repeat>>;
    readonly header_count?: number;
    readonly body?: string | Repeat;
    readonly body_drip?: { readonly bytes: number; readonly every_ms: number };
    readonly informational?: { readonly status: number; readonly every_ms: number };
    readonly encoding?: string;
    readonly decoded_mib?: number;
    readonly truncate?: boolean;
    readonly append?: string;
    readonly raw?: string;
    readonly then?: string;
    readonly location?: string;
    readonly then_valid?: boolean;
    readonly given_validator?: string;
    readonly method?: string;
    readonly tls?: string;
    readonly dns?: string | readonly string[];
    readonly v6?: string;
    readonly h2?: string;
    readonly robots?: string;
    readonly robots_status?: number;
    readonly by_user_agent?: boolean;
    readonly sequence?: readonly string[];
  };
  readonly expect: { readonly outcome: string; readonly code?: string; readonly max_rss_mib?: number };
}

/** All behaviours; empty where the shared data is absent. */
export function behaviours(): readonly Behaviour[] {
  const path = sharedData("hostile-documents.jsonl");
  if (path === undefined) return [];
  const lines: unknown[] = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return lines.filter(isBehaviour);
}

function isBehaviour(line: unknown): line is Behaviour {
  return typeof line === "object" && line !== null && Reflect.get(line, "kind") === "http-behaviour";
}

const catalog = '{"specVersion":"1.0","entries":[]}';

function spelled(value: string | Repeat): string {
  return typeof value === "string" ? value : value.repeat.repeat(value.count ?? 0);
}

/** Calls `step` until the socket closes. */
function untilClosed(socket: Socket, everyMs: number, step: () => void): void {
  const timer = setInterval(step, everyMs);
  socket.on("close", () => clearInterval(timer));
  step();
}

function flood(socket: Socket, unit: string): void {
  const piece = unit.repeat(65_536);
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
    socket.once("drain", more);
  };
  more();
}

function* mebibytes(count: number): Generator<Buffer> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(2 ** 20, " ");
}

/** Builds the body that a behaviour answers with, a bomb piece by piece so that it costs the test no memory either. */
export async function bodyOf({
  body,
  encoding,
  decoded_mib,
  truncate,
  append,
}: Behaviour["behaviour"]): Promise<Buffer> {
  if (decoded_mib !== undefined)
    return await buffer(Readable.from(mebibytes(decoded_mib)).pipe(createGzip({ level: 1 })));
  let bytes: Buffer = typeof body === "string" && !body.startsWith("<") ? Buffer.from(body) : Buffer.from(catalog);
  for (const coding of encoding?.split(",") ?? []) if (coding === "gzip") bytes = gzipSync(bytes);
  if (truncate === true) bytes = bytes.subarray(0, -12);
  return append === undefined ? bytes : Buffer.concat([bytes, gzipSync(append)]);
}

/** Writes what the behaviour's host answers, with a body made before. */
export function play(socket: Socket, behaviour: Behaviour["behaviour"], made: Buffer): void {
  const { status = 200, headers = {}, body, encoding, body_drip, informational, raw, location } = behaviour;
  if (raw !== undefined) {
    socket.write(raw, "latin1");
    if (behaviour.then === "close" || !raw.includes("Content-Length")) socket.end();
    return;
  }
  if (informational !== undefined) {
    untilClosed(socket, informational.every_ms, () => socket.write(`HTTP/1.1 ${informational.status} X\r\n\r\n`));
    return;
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${spelled(value)}`);
  for (let i = 0; i < (behaviour.header_count ?? 0); i++) lines.push(`x-${i}: y`);
  if (location !== undefined) lines.push(`location: ${location}`);
  if (encoding !== undefined && headers["content-encoding"] === undefined) lines.push(`content-encoding: ${encoding}`);
  const endless = body_drip !== undefined || typeof body === "object";
  const bytes = status === 304 ? Buffer.alloc(0) : made;
  if (!endless && headers["content-length"] === undefined) lines.push(`content-length: ${bytes.length}`);
  socket.write(`HTTP/1.1 ${status} X\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`);
  if (body_drip !== undefined) untilClosed(socket, body_drip.every_ms, () => socket.write(" ".repeat(body_drip.bytes)));
  else if (typeof body === "object") flood(socket, body.repeat);
  else socket.write(bytes);
  if (behaviour.then === "close") socket.end();
}
