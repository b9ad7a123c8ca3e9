// Reads the JSON body of a request: its origin, media type and size first, and through the strict gate before anything looks at it.

import type { Context } from "hono";
import { isJsonContentType } from "../../src/discover/media-type.ts";
import { readDocument } from "../../src/document/read.ts";
import { Problem } from "../problem.ts";

/** Enough for every body but a server.json. */
export const bodyMaxBytes: number = 16 * 1024;

/**
 * Gives the value of a JSON body. Throws a Problem: 403 where a browser sends it from another site (there is no cookie to
 * misuse, but no page has a reason to), 415 where it is not called JSON, 413 where it is larger than `maxBytes`, 400 where it is
 * not strict JSON, with what is wrong.
 */
export async function readJsonBody(c: Context, maxBytes: number = bodyMaxBytes): Promise<unknown> {
  return (await readJsonText(c, maxBytes)).value;
}

/** As {@link readJsonBody}, with the text for whoever looks for places in it. */
export async function readJsonText(
  c: Context,
  maxBytes: number,
): Promise<{ readonly text: string; readonly value: unknown }> {
  refuseOtherSites(c);
  if (!isJsonContentType(c.req.header("content-type")))
    throw new Problem("unsupported-media-type", "Send JSON, and say so: Content-Type: application/json");
  const bytes = await readBytes(c.req.raw, maxBytes);
  if (bytes === undefined) throw new Problem("too-large", `The body is larger than ${maxBytes} bytes.`);
  const read = readDocument(bytes);
  const error = read.diagnostics.find(({ severity }) => severity === "error");
  if (!read.readable || error)
    throw new Problem("bad-request", `The body is not JSON that can be used: ${reason(error?.code)}.`);
  return { text: read.text, value: read.value };
}

/** Refuses what a page of another site makes a browser send. */
export function refuseOtherSites(c: Context): void {
  if (c.req.header("sec-fetch-site") === "cross-site")
    throw new Problem("forbidden", "Pages of other sites may not write here.");
}

/** In our own words: what a diagnostic says may quote the body. */
function reason(code: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    "document/empty": "it is empty",
    "document/html": "it is an HTML page",
    "json/duplicate-key": "a member stands twice in one object",
    "json/encoding": "it is not UTF-8",
    "json/too-deep": "it is nested too deep",
  };
  return words[code ?? ""] ?? `${code ?? "json/syntax"} (mcp-discover explain says more)`;
}

/** The bytes of a body; undefined where it is larger, and then what is left of it is not read. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return undefined;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > maxBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
