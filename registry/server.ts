// Puts the registry on a socket: the one file that knows the HTTP server.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";
import type { RegistryConfig } from "./config.ts";
import { openStore } from "./store/sqlite.ts";

/** A client that has not sent its headers by then is dropped (security.md A5). */
export const headersTimeoutMs = 10_000;

/** How often slow clients are looked for; without it Node looks every 30 s, and the limits mean little. */
const slowClientCheckMs = 1_000;

/** A client that has not sent its whole request by then is dropped. */
export const requestTimeoutMs = 15_000;

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
  /** Told of errors that clients are not told of. */
  readonly log?: (error: Error) => void;
  /** Instead of {@link headersTimeoutMs}. */
  readonly headersTimeoutMs?: number;
}

/**
 * Opens the store for reading and listens. Rejects with a StoreError where the store cannot be opened, and with Node's
 * own error (`code` EADDRINUSE, EACCES, EADDRNOTAVAIL) where the port cannot be had.
 */
export async function start(
  config: RegistryConfig,
  { now, log, headersTimeoutMs: headersMs = headersTimeoutMs }: StartOptions,
): Promise<RunningRegistry> {
  const { host, port, storePath, namespace, publicUrl } = config;
  const store = await openStore(storePath, { now, readOnly: true });
  let listeningUrl: string | undefined;
  const app = createApp({
    store,
    now,
    namespace,
    listeningUrl: () => listeningUrl,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(log === undefined ? {} : { log }),
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    serverOptions: {
      headersTimeout: headersMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: slowClientCheckMs,
      maxHeaderSize: maxHeaderBytes,
    },
  }) as Server;
  try {
    await listen(server, host, port);
  } catch (error) {
    await store.close();
    throw error;
  }
  const url = urlOf(server.address() as AddressInfo);
  listeningUrl = url;
  return {
    url,
    async close() {
      await shut(server);
      await store.close();
    },
  };
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
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
