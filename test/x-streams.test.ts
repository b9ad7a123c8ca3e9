// What streams of changes cost the registry: nothing is left of a client that went, and one that does not read is cut.

import assert from "node:assert/strict";
import { getEventListeners, once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createAnswers } from "../registry/routes/kept-answers.ts";
import { addChanges, type ChangeRouteOptions, maxStreams } from "../registry/routes/x/changes.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { claimOf } from "./support/visits.ts";

const stays = { headers: { accept: "text/event-stream" } };

function feedOf({ store, clock }: TestRegistry, parts: Partial<ChangeRouteOptions> = {}): Hono {
  const app = new Hono();
  addChanges(app, "/changes", { store, answers: createAnswers(store, clock), ...parts });
  return app;
}

async function listen(t: TestContext, app: Hono): Promise<Server> {
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

test("clients that come and go leave nothing behind, and make room for others", async (t) => {
  const registry = await openRegistry(t);
  const ended = new AbortController();
  const app = feedOf(registry, { signal: ended.signal });
  for (let turn = 0; turn < 2 * maxStreams; turn += 1) {
    const response = await app.request("/changes", stays);
    assert.equal(response.status, 200, `client ${turn}`);
    await response.body?.cancel();
  }
  assert.equal(getEventListeners(ended.signal, "abort").length, 0);
});

test("HEAD opens no stream, however often it is asked", async (t) => {
  const registry = await openRegistry(t);
  const app = feedOf(registry);
  for (let turn = 0; turn < 2 * maxStreams; turn += 1) {
    const response = await app.request("/changes", { method: "HEAD", ...stays });
    assert.deepEqual([response.status, response.headers.get("content-type")], [200, "text/event-stream"]);
  }
  const response = await app.request("/changes", stays);
  assert.equal(response.status, 200);
  await response.body?.cancel();
});

test("a client that does not read has its connection cut, whatever waits for it", async (t) => {
  const registry = await openRegistry(t);
  // More than the socket's buffers on both sides hold, so that the server has to wait for the client.
  const notes = "n".repeat(16_000);
  for (let n = 0; n < 12; n += 1) {
    const host = `h${n}.example.com`;
    const claims = Array.from({ length: 50 }, (_, k) =>
      claimOf(host, `com.example.h${n}/s${k}`, "1.0.0", {
        at: registry.clock(),
        cardUrl: `https://${host}/${k}/${notes}`,
      }),
    );
    await registry.crawl(host, ...claims);
  }
  const server = await listen(t, feedOf(registry, { unreadMs: 300, heartbeatMs: 500 }));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  t.after(() => socket.destroy());
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.pause();
  socket.write("GET /changes?limit=1000 HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
  await once(server, "request");
  assert.equal(await connections(server), 1);
  // The client never reads: only the server can end this.
  for (let turn = 0; turn < 100 && (await connections(server)) > 0; turn += 1) await wait(100);
  assert.equal(await connections(server), 0);
});

function connections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
