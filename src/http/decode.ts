// Undoes the one content coding that a response may have, counting as it goes, so that no bomb goes off.

import { brotliDecompress, crc32, inflateRaw, type Zlib } from "node:zlib";
import { NetworkError } from "./failures.ts";

type Inflate = (
  bytes: Uint8Array,
  options: { readonly info: true; readonly maxOutputLength: number },
  done: (error: Error | null, result: unknown) => void,
) => void;

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: Zlib;
}

/** Every gzip header begins so, the third byte naming deflate. */
const magic = Buffer.from([0x1f, 0x8b, 8]);

const corrupt = "the body is not what its Content-Encoding says";

function isInflated(result: unknown): result is Inflated {
  return typeof result === "object" && result !== null && "buffer" in result && "engine" in result;
}

function meaning(error: Error): NetworkError {
  const code: unknown = Reflect.get(error, "code");
  if (code === "ERR_BUFFER_TOO_LARGE")
    return new NetworkError("too-large", "the decoded body is larger than the limit");
  if (code === "Z_BUF_ERROR") return new NetworkError("reset", "the compressed body ends too early");
  return new NetworkError("content-coding", corrupt);
}

async function run(inflate: Inflate, bytes: Uint8Array, maxBytes: number): Promise<[output: Buffer, consumed: number]> {
  return await new Promise((resolve, reject) => {
    inflate(bytes, { info: true, maxOutputLength: maxBytes }, (error, result) => {
      if (error !== null) reject(meaning(error));
      else if (isInflated(result)) resolve([result.buffer, result.engine.bytesWritten]);
      else reject(new NetworkError("content-coding", corrupt));
    });
  });
}

/** The length of a gzip header (RFC 1952 section 2.3). */
function gzipHeader(bytes: Buffer): number {
  if (!magic.subarray(0, bytes.length).equals(bytes.subarray(0, 3))) throw new NetworkError("content-coding", corrupt);
  if (bytes.length < 10) throw new NetworkError("reset", "the compressed body ends too early");
  const flags = bytes.readUInt8(3);
  if ((flags & 0xe0) !== 0) throw new NetworkError("content-coding", corrupt);
  let at = 10;
  if (flags & 4) at += 2 + (at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0);
  for (const textFlag of [8, 16]) {
    if ((flags & textFlag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) throw new NetworkError("reset", "the compressed body ends too early");
    at = end + 1;
  }
  return flags & 2 ? at + 2 : at;
}

/** One gzip member and nothing after it: Node's own gunzip would go on with a second member unseen. */
async function gunzip(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const start = gzipHeader(bytes);
  const [output, consumed] = await run(inflateRaw, bytes.subarray(start), maxBytes);
  const trailer = bytes.subarray(start + consumed);
  if (trailer.length < 8) throw new NetworkError("reset", "the compressed body ends too early");
  const sound = trailer.readUInt32LE(0) === crc32(output) && trailer.readUInt32LE(4) === output.length;
  if (trailer.length > 8 || !sound) throw new NetworkError("content-coding", corrupt);
  return output;
}

async function unbrotli(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const [output, consumed] = await run(brotliDecompress, bytes, maxBytes);
  if (consumed !== bytes.length) throw new NetworkError("content-coding", corrupt);
  return output;
}

/**
 * Decodes a body. `coding` is the Content-Encoding header: absent, `identity`, or exactly one of gzip and br, which we
 * never ask for but hosts send all the same. Rejects with a NetworkError: `content-coding`, `too-large` above
 * `maxBytes`, or `reset` for a body that was cut off.
 */
export async function decodeBody(bytes: Buffer, coding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = coding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity" || bytes.length === 0) return bytes;
  if (name === "gzip" || name === "x-gzip") return await gunzip(bytes, maxBytes);
  if (name === "br") return await unbrotli(bytes, maxBytes);
  throw new NetworkError("content-coding", "the body has a Content-Encoding that we did not ask for");
}
