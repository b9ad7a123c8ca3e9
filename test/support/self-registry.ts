// A registry on loopback behind TLS and a public-looking name, as a proxy in front of it would serve it.

import { request } from "node:http";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { start } from "../../registry/server.ts";
import { openStore } from "../../registry/store/sqlite.ts";
import type { Store } from "../../registry/store/store.ts";
import { folderFor } from "./registry.ts";
import type { Seen, Web } from "./web.ts";

/** A registry that listens. */
export interface PlayedRegistry {
  readonly host: string;
  /** Where it listens without TLS. */
  readonly url: string;
  readonly storePath: string;
}

/** Paths of the registry that are passed on; the played web knows hosts by exact paths. */
const paths = [
  "/",
  "/.well-known/ai-catalog.json",
  "/.well-known/ard.json",
  "/mcp",
  "/mcp/server-card",
  "/catalogs/servers",
];

/** Fills a store, starts the real server on it and plays it as a host of the web. `more` are further paths to pass on. */
export async function playRegistry(
  t: TestContext,
  web: Web,
  {
    host,
    fill,
    more = [],
  }: { readonly host: string; fill?(store: Store): Promise<unknown>; readonly more?: readonly string[] },
): Promise<PlayedRegistry> {
  const storePath = join(folderFor(t), "registry.db");
  const store = await openStore(storePath, { now: () => new Date() });
  await fill?.(store);
  await store.close();
  const registry = await start(
    { host: "127.0.0.1", port: 0, storePath, namespace: "io.github.mcp-discover", publicUrl: `https://${host}` },
    { now: () => new Date() },
  );
  t.after(() => registry.close());
  const played = web.host(host);
  for (const path of [...paths, ...more]) {
    played.get(path, (incoming, outgoing) => {
      const onward = request(
        `${registry.url}${path}`,
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on("error", () => outgoing.destroy());
      incoming.pipe(onward);
    });
  }
  return { host, url: registry.url, storePath };
}

/** What was asked of one host. */
export function askedOf(web: Web, host: string): readonly Seen[] {
  return web.seen.filter((one) => one.host === host);
}
