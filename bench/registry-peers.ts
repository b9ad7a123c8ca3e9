// The servers that are measured, each a process of its own: the registry, bare node:http on the same file, hono's hello.

import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { apiAnswer, keptHeaders, tagBody } from "../registry/routes/answer.ts";
import { writeCursor } from "../registry/routes/cursor.ts";
import { listJson } from "../registry/routes/entry-json.ts";
import { createPageTokens } from "../registry/routes/page-tokens.ts";
import { start } from "../registry/server.ts";
import { loadDriver } from "../registry/store/driver.ts";
import { type EntryRow, readEntry } from "../registry/store/entry-row.ts";
import { listSql } from "../registry/store/list.ts";
import { cacheKib, mappedBytes, openStore } from "../registry/store/sqlite.ts";
import { defaultNamespace } from "../src/namespace.ts";

/** A server in another process. */
export interface Peer {
  readonly url: string;
  /** Processor time so far, in microseconds. */
  cpuUs(): Promise<number>;
  /** Cursors of the list's pages behind these names. */
  cursors(names: readonly string[]): Promise<readonly string[]>;
  stop(): void;
}

/** Starts a peer over a store's file. */
export async function startPeer(role: string, path: string): Promise<Peer> {
  const child = fork(fileURLToPath(import.meta.url), [role, path]);
  const [{ url }] = (await once(child, "message")) as [{ readonly url: string }];
  return {
    url,
    async cpuUs() {
      child.send("cpu");
      const [{ us }] = (await once(child, "message")) as [{ readonly us: number }];
      return us;
    },
    async cursors(names) {
      const store = await openStore(path, { now: () => new Date(), readOnly: true });
      const tokens = createPageTokens(await store.pageKey(), "list");
      await store.close();
      return names.map((name) =>
        writeCursor({ after: { name, version: "" }, filters: { includeDeleted: false } }, tokens),
      );
    },
    stop: () => void child.kill(),
  };
}

const now = (): Date => new Date();
const limit = 30;

/** The SQL of the registry's list, and what one may do with its rows without a framework. */
async function bareListener(path: string): Promise<RequestListener> {
  const Driver = await loadDriver();
  const database = new Driver(path, { readonly: true });
  database.pragma(`cache_size = -${cacheKib}`);
  database.pragma(`mmap_size = ${mappedBytes}`);
  const statement = database.prepare<object[], EntryRow>(listSql({ limit, includeDeleted: false }, "walk", false));
  const rowsAfter = (name: string): EntryRow[] =>
    statement.all({ name, version: "", exact: "", since: 0, search: "", limit: limit + 1 }).slice(0, limit);
  const same = (rows: readonly EntryRow[]): string =>
    listJson(
      rows.map((row) => readEntry(row, now().getTime())),
      defaultNamespace,
    );
  const bytes = Buffer.from(same(rowsAfter("")));
  const bodies: Readonly<Record<string, (after: string) => string | Buffer>> = {
    "/rows": (after) => JSON.stringify({ servers: rowsAfter(after) }),
    "/same": (after) => same(rowsAfter(after)),
    "/bytes": () => bytes,
  };
  const { body: _, tag } = tagBody(bytes.toString());
  const whole = { ...keptHeaders(tag, apiAnswer), "Content-Type": apiAnswer.mediaType, "Content-Length": bytes.length };
  return (request, response) => {
    if (request.url === "/answer") return void response.writeHead(200, whole).end(bytes);
    const [target = "", query = ""] = (request.url ?? "").split("?");
    const body = bodies[target]?.(decodeURIComponent(query.slice("after=".length))) ?? "";
    const length = Buffer.byteLength(body);
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": length }).end(body);
  };
}

async function serve(role: string, path: string): Promise<string> {
  if (role === "registry") {
    const registry = await start({ host: "127.0.0.1", port: 0, storePath: path, namespace: defaultNamespace }, { now });
    return registry.url;
  }
  const hello = (): Hono => new Hono().get("/hello", (c) => c.text("hello"));
  const server =
    role === "bare" ? createServer(await bareListener(path)) : createAdaptorServer({ fetch: hello().fetch });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , role = "", path = ""] = process.argv;
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ us: user + system });
  });
  process.send({ url: await serve(role, path) });
}
