// Puts the registry on a socket: the one file that knows the HTTP server.

import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Exchange } from "../src/http/exchange.ts";
import type { TextLookup } from "../src/http/resolve-txt.ts";
import type { Transport } from "../src/http/transport.ts";
import { createApp } from "./app.ts";
import { answerBroken } from "./broken-requests.ts";
import { createBuckets, defaultRate } from "./buckets.ts";
import type { RegistryConfig } from "./config.ts";
import { createFront } from "./front.ts";
import { ownHosts } from "./own-hosts.ts";
import { Problem } from "./problem.ts";
import { createPublishing } from "./publish/publishing.ts";
import { problemAnswer } from "./routes/answer.ts";
import { createDirect } from "./routes/direct.ts";
import { createAnswers } from "./routes/kept-answers.ts";
import { openStore } from "./store/sqlite.ts";

/** A client that has not sent its headers by then is dropped (security.md A5). */
export const headersTimeoutMs = 10_000;

/** How often slow clients are looked for; without it Node looks every 30 s, and the limits mean little. */
const slowClientCheckMs = 1_000;

/** A client that has not sent its whole request by then is dropped. */
export const requestTimeoutMs = 15_000;

/** A connection on which nothing moves for so long is cut: its client has gone, or does not read. */
export const idleTimeoutMs = 60_000;

/** Room for a long cursor and a browser's own headers; more is answered with 431. */
export const maxHeaderBytes: number = 8 * 1024;

/** How long answers under way may take after `close` before their connections are cut. */
export const closeGraceMs = 5_000;

/** A registry that listens. */
export interface RunningRegistry {
  /** With the real port; never the public URL. */
  readonly url: string;
  /** Stops taking connections, lets answers under way finish, closes the store. */
  close(): Promise<void>;
}

/** What `start` may be given besides its configuration. */
export interface StartOptions {
  readonly now: () => Date;
  /** Told of errors that clients are not told of, with the number that the client has of them. */
  readonly log?: (error: Error, requestId: string) => void;
  /** Told what the operator should know and need not mend at once. */
  readonly note?: (message: string) => void;
  /** Instead of {@link headersTimeoutMs}. */
  readonly headersTimeoutMs?: number;
  /** Instead of {@link requestTimeoutMs}. */
  readonly requestTimeoutMs?: number;
  /** Instead of {@link idleTimeoutMs}. */
  readonly idleTimeoutMs?: number;
  /** How the proofs of publishers are looked up; needed where the configuration has `publish`. */
  readonly proofs?: ProofNetwork;
}

/** The network as publishing sees it. */
export interface ProofNetwork {
  readonly lookup: TextLookup;
  readonly transport: Transport;
  /** 32 bytes: see TokenOptions. */
  readonly seed?: Uint8Array;
}

/**
 * Opens the store, for reading where nobody may publish, and listens. Rejects with a StoreError where the store cannot be opened, and with Node's
 * own error (`code` EADDRINUSE, EACCES, EADDRNOTAVAIL) where the port cannot be had.
 */
export async function start(config: RegistryConfig, options: StartOptions): Promise<RunningRegistry> {
  const { now, log, note = () => {}, proofs } = options;
  const { host, port, storePath, namespace, publicUrl, operator, publish: methods } = config;
  const { rate = defaultRate, trustedProxies = 0 } = config;
  const store = await openStore(storePath, { now, readOnly: methods === undefined });
  const answers = createAnswers(store, now);
  const front = createFront({
    answers,
    direct: createDirect({ store, answers, namespace }),
    isOwnHost: ownHosts(publicUrl, host, { onlyLoopback: methods?.includes("none") === true }),
    buckets: rate === 0 ? undefined : createBuckets(rate),
    trustedProxies,
    now,
    newRequestId: randomUUID,
    noteProxy: () => note("requests come through a proxy: give --trusted-proxies, or all of them share one rate"),
  });
  // Known once it listens: without a public URL, links need the port.
  let app: ReturnType<typeof createApp> | undefined;
  const ask = getRequestListener((request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }), {
    errorHandler: refuseTarget,
  });
  const server = createServer(
    {
      headersTimeout: options.headersTimeoutMs ?? headersTimeoutMs,
      requestTimeout: options.requestTimeoutMs ?? requestTimeoutMs,
      connectionsCheckingInterval: slowClientCheckMs,
      maxHeaderSize: maxHeaderBytes,
    },
    (incoming, outgoing) => {
      if (!front(incoming, outgoing)) void ask(incoming, outgoing);
    },
  );
  server.setTimeout(options.idleTimeoutMs ?? idleTimeoutMs);
  server.on("clientError", (error, socket) => answerBroken(error, socket, randomUUID()));
  try {
    await listen(server, host, port);
  } catch (error) {
    await store.close();
    throw error;
  }
  const url = urlOf(server.address() as AddressInfo);
  const audience = publicUrl ?? url;
  const publishing =
    methods && proofs && createPublishing({ ...proofs, methods, now, audience, exchange: askOnce(proofs.transport) });
  const streams = new AbortController();
  app = createApp({
    store,
    now,
    namespace,
    answers,
    signal: streams.signal,
    listeningUrl: url,
    ...(operator && { operator }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(publishing === undefined ? {} : { publishing }),
    ...(log === undefined ? {} : { log }),
  });
  return {
    url,
    async close() {
      streams.abort();
      await shut(server);
      await proofs?.transport.close();
      await store.close();
    },
  };
}

/** An exchange for single questions: each has a visit, and so a connection, of its own. */
function askOnce(transport: Transport): Exchange {
  return async (ask) => {
    const visit = transport.openVisit();
    try {
      return await visit.exchange(ask);
    } finally {
      await visit.close();
    }
  };
}

/** What no request can be made of: a target or a Host that is none. What the application throws it answers itself. */
function refuseTarget(error: unknown): Response {
  const isTheirs = error instanceof Error && error.name === "RequestError";
  const problem = isTheirs
    ? new Problem("bad-request", "The request's target or its Host is not valid.")
    : new Problem("internal", "The registry failed.");
  return problemAnswer(problem, randomUUID());
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs);
    // A connection is idle once its answer has ended, as that of a stream does now.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
