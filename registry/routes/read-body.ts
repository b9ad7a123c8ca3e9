// Reads the body of a request that brings one: bounded, of the media type that is taken, from no stranger's page, strict JSON.

import type { Context } from "hono";
import { readDocument } from "../../src/document/read.ts";
import { Problem } from "../problem.ts";

/** Bytes of a body where a route does not say: far above any question, far below what would be felt (security.md A5). */
export const maxBodyBytes: number = 16 * 1024;

/** What a route takes. */
export interface BodyOptions {
  /** Default {@link maxBodyBytes}. */
  readonly maxBytes?: number;
  /** In lower case, without parameters. Default `application/json`. */
  readonly mediaTypes?: readonly string[];
  /**
   * `own` (the default) refuses what a page of another site sends: a body changes something. `any` is for questions that
   * come as a POST and change nothing.
   */
  readonly origins?: "own" | "any";
  /** The registry's own address; without it, the Host of the request counts as its own. */
  readonly publicUrl?: string | undefined;
}

/** A body that was read. */
export interface JsonBody {
  readonly value: unknown;
  /** As it was sent, without a byte order mark. */
  readonly text: string;
}

/**
 * Reads the body as one strict JSON document (RFC 7493: no duplicate keys, no lone surrogates, bounded depth). Throws a
 * Problem: 403 from another site, 415 for another media type, charset or content coding, 413 beyond the bound, 400 where it
 * is no such JSON or breaks off. Nothing is read before type and origin are looked at.
 */
export async function readJsonBody(c: Context, options: BodyOptions = {}): Promise<JsonBody> {
  const { maxBytes = maxBodyBytes, mediaTypes = ["application/json"], origins = "own", publicUrl } = options;
  if (origins === "own") refuseOtherSites(c, publicUrl);
  checkMediaType(c, mediaTypes);
  const document = readDocument(await readBytes(c.req.raw, maxBytes), { maxBytes });
  const fault = document.diagnostics.find(({ severity }) => severity === "error");
  if (fault !== undefined) {
    const place = fault.range === undefined ? "" : ` at character ${fault.range.start + 1}`;
    throw new Problem("bad-request", `The body is not strict JSON: ${fault.code}${place}.`);
  }
  if (!document.readable) throw new Problem("bad-request", "The body is no JSON.");
  return { value: document.value, text: document.text };
}

/**
 * Refuses what a browser sends for a page of another site (security.md A10). No cookie gives such a page any power here;
 * this keeps it from using a visitor's address and network. Programs send neither header.
 */
export function refuseOtherSites(c: Context, publicUrl?: string): void {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  const isOwn =
    site === undefined ? origin === undefined || isOwnOrigin(c, origin, publicUrl) : /^(same-origin|none)$/.test(site);
  if (!isOwn) throw new Problem("forbidden", "A page of another site may not send this.");
}

function isOwnOrigin(c: Context, origin: string, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin;
  const host = origin.replace(/^https?:\/\//, "");
  return host !== origin && host === new URL(c.req.url).host;
}

function checkMediaType(c: Context, mediaTypes: readonly string[]): void {
  const [essence = "", ...parameters] = (c.req.header("content-type") ?? "").toLowerCase().split(";");
  const wanted = mediaTypes.join(" or ");
  if (!mediaTypes.includes(essence.trim()))
    throw new Problem("unsupported-media-type", `The body must be ${wanted}, and the Content-Type must say so.`, {
      headers: { Accept: mediaTypes.join(", ") },
    });
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))
    throw new Problem("unsupported-media-type", "The body must be UTF-8.");
  const coding = c.req.header("content-encoding");
  if (coding !== undefined && coding.toLowerCase() !== "identity")
    throw new Problem("unsupported-media-type", "The body must not be compressed.", {
      headers: { "Accept-Encoding": "identity" },
    });
}

/** Reads a body within a bound. Throws a Problem: 413 beyond it, 400 where the body breaks off. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks);
      length += value.length;
      if (length > maxBytes) break;
      chunks.push(value);
    }
  } catch (cause) {
    throw new Problem("bad-request", "The body broke off.", { cause });
  }
  await reader.cancel().catch(() => {});
  throw tooLarge(maxBytes);
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("too-large", `The body is longer than ${maxBytes} bytes.`);
}
