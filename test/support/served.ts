// A document served right in every way that discovery asks for, so that a test can take one thing away.

import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { gzipSync } from "node:zlib";
import type { Handler } from "./web.ts";

/** What is played otherwise than it should be. */
export interface Fault {
  /** Headers that replace the good ones; `undefined` takes one away. On every answer, or on one kind only. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly on304?: Readonly<Record<string, string | undefined>>;
  readonly onOptions?: Readonly<Record<string, string | undefined>>;
  readonly optionsStatus?: number;
  readonly headStatus?: number;
  readonly onHead?: Readonly<Record<string, string | undefined>>;
  /** Never answers 304. */
  readonly ignoresConditions?: true;
  /** The tag of each answer, counted from 0. */
  readonly etag?: (count: number) => string | undefined;
  /** The body of each answer, counted from 0. */
  readonly body?: (count: number) => string;
  /** Compresses for those who ask. */
  readonly gzip?: true;
}

/** Gives a handler for a document of a media type. */
export function served(text: string, mediaType: string, fault: Fault = {}): Handler {
  let count = 0;
  return (request, response) => {
    const body = fault.body?.(count) ?? text;
    const tag = fault.etag ? fault.etag(count) : `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    if (request.method === "GET") count += 1;
    const good: Record<string, string | undefined> = {
      "content-type": mediaType,
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET",
      "access-control-allow-headers": "Content-Type, If-None-Match",
      "access-control-expose-headers": "ETag",
      "cache-control": "public, max-age=3600",
      ...(tag === undefined ? {} : { etag: tag }),
      ...fault.headers,
    };
    const send = (status: number, headers: typeof good, bytes?: string | Buffer): void => {
      const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
      response.writeHead(status, Object.fromEntries(kept));
      response.end(request.method === "HEAD" ? undefined : bytes);
    };
    if (request.method === "OPTIONS") {
      send(fault.optionsStatus ?? 204, { ...good, ...fault.onOptions });
    } else if (request.method === "HEAD" && fault.headStatus !== undefined) {
      send(fault.headStatus, good);
    } else if (!fault.ignoresConditions && matches(request, tag)) {
      send(304, { ...good, "content-type": undefined, ...fault.on304 });
    } else {
      const zipped = fault.gzip && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      const coded = zipped ? { "content-encoding": "gzip" } : {};
      send(
        200,
        { ...good, ...coded, ...(request.method === "HEAD" ? fault.onHead : {}) },
        zipped ? gzipSync(body) : body,
      );
    }
  };
}

function matches(request: IncomingMessage, tag: string | undefined): boolean {
  const opaque = (text: string): string => text.replace(/^W\//, "");
  const asked = request.headers["if-none-match"];
  return tag !== undefined && asked !== undefined && opaque(asked) === opaque(tag);
}
