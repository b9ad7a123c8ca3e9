// The doorway to undici: HTTP/1.1 over one open connection, every answer bounded. undici never dials by itself here.

import { Client, errors } from "undici";
import { UsageError } from "../usage-error.ts";
import type { Connection } from "./dial.ts";
import { NetworkError, networkError } from "./failures.ts";
import {
  bodyIdleTimeoutMs,
  headerBlockMaxBytes,
  headersTimeoutMs,
  interimMaxResponses,
  keepAliveMs,
} from "./limits.ts";

/** One request on a line. */
export interface LineRequest {
  readonly method: "GET" | "HEAD" | "OPTIONS" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Ends the reading early: see Ask. With it, a body that the signal or silence cuts off is an answer, too. */
  readonly until?: (piece: Uint8Array) => boolean;
}

/** What came back, the body still as it was on the wire. */
export interface LineResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly wire: Buffer;
  /** The body was still coming when the reading ended. */
  readonly partial?: true;
}

/** One connection to one origin; one request at a time. Any failure ends it, also a header that cannot be sent (UsageError). */
export interface Line {
  readonly address: string;
  readonly tlsVersion?: string;
  /** Whether another request may be sent. The host may still have hung up a moment ago. */
  isOpen(): boolean;
  /** Whether the last request failed before a byte of its answer came. */
  wasSilent(): boolean;
  send(request: LineRequest): Promise<LineResponse>;
  close(): Promise<void>;
}

type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

function join(raw: RawHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, typeof value === "string" ? value : (value ?? []).join(", ")]),
  );
}

function hungUp(): NetworkError {
  return new NetworkError("reset", "the connection ended before the answer was complete");
}

/** Why a line that is closed is closed. One for all: an error costs more to make than a socket to destroy. */
const closedByUs = hungUp();

/** Opens a line over a fresh connection. The line owns the connection from then on. */
export function openLine({ socket, address, tlsVersion }: Connection, origin: string): Line {
  let fresh = true;
  let silent = true;
  const client = new Client(origin, {
    // Later, not at once: undici forgets its queue when a connector answers before it returns.
    connect: (_, callback) => {
      const first = fresh;
      fresh = false;
      queueMicrotask(() => (first ? callback(null, socket) : callback(hungUp(), null)));
    },
    allowH2: false,
    // One at a time. Not 0: that makes undici close the connection after each answer.
    pipelining: 1,
    maxHeaderSize: headerBlockMaxBytes,
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyIdleTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
  });
  socket.on("error", () => {
    // What happened is told to the request that is running; between two requests it is told to nobody.
  });

  async function close(): Promise<void> {
    // With an error: without one, undici takes the end of the socket for the end of an aborted body, and asserts.
    socket.destroy(closedByUs);
    await client.destroy(closedByUs);
  }

  function send({ method, url, headers, body, maxBytes, signal, until }: LineRequest): Promise<LineResponse> {
    silent = true;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let head: Omit<LineResponse, "wire"> = { status: 0, headers: {} };
      let size = 0;
      let interim = 0;

      function fail(error: unknown): void {
        signal.removeEventListener("abort", stop);
        reject(error);
        void close();
      }
      function cut(): void {
        signal.removeEventListener("abort", stop);
        resolve({ ...head, wire: Buffer.concat(chunks, size), partial: true });
        void close();
      }
      function stop(): void {
        if (until !== undefined && head.status !== 0) cut();
        else fail(signal.reason);
      }
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener("abort", stop, { once: true });
      const path = `${url.pathname}${url.search}`;
      client.dispatch(
        { path, method, headers: { ...headers }, ...(body && { body }) },
        {
          onRequestStart() {},
          onResponseStart(controller, status, raw) {
            silent = false;
            interim += 1;
            if (status === 101 || interim > interimMaxResponses) {
              controller.abort(new NetworkError("protocol", "the host broke the rules of HTTP"));
            }
            if (status < 200) return;
            head = { status, headers: join(raw) };
            const bodiless = method === "HEAD" || status === 304;
            if (!bodiless && Number(head.headers["content-length"]) > maxBytes) {
              controller.abort(new NetworkError("too-large", "the body is announced as larger than the limit"));
            }
          },
          onResponseData(controller, chunk) {
            size += chunk.length;
            if (size > maxBytes) controller.abort(new NetworkError("too-large", "the body is larger than the limit"));
            else {
              chunks.push(chunk);
              if (until?.(chunk) === true) cut();
            }
          },
          onResponseEnd() {
            signal.removeEventListener("abort", stop);
            resolve({ ...head, wire: Buffer.concat(chunks, size) });
          },
          onResponseError(_, error) {
            if (until !== undefined && error instanceof errors.BodyTimeoutError) cut();
            else
              fail(error instanceof errors.InvalidArgumentError ? new UsageError(error.message) : networkError(error));
          },
        },
      );
    });
  }

  return {
    address,
    ...(tlsVersion !== undefined && { tlsVersion }),
    isOpen: () => !socket.destroyed && !client.destroyed,
    wasSilent: () => silent,
    send,
    close,
  };
}
