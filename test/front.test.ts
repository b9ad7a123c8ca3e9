// What is decided before the application is asked: hosts, rates, what is kept; and what is no request at all. On real sockets.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { RegistryConfig } from "../registry/config.ts";
import { ownHosts } from "../registry/own-hosts.ts";
import { type RunningRegistry, type StartOptions, start } from "../registry/server.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { folderFor } from "./support/registry.ts";
import { claimOf, commit, createClock, visitOf } from "./support/visits.ts";

const host = "weather.example.com";

interface Served extends RunningRegistry {
  readonly storePath: string;
  readonly notes: string[];
  readonly logged: [string, string][];
}

async function serve(
  t: TestContext,
  parts: Partial<RegistryConfig> = {},
  options: Partial<StartOptions> = {},
): Promise<Served> {
  const storePath = join(folderFor(t), "registry.db");
  const clock = createClock();
  const store = await openStore(storePath, { now: clock });
  await commit(store.frontier, visitOf(host, [claimOf(host, "com.example/rain", "1.0.0", { at: clock() })], clock()));
  await store.close();
  const notes: string[] = [];
  const logged: [string, string][] = [];
  const registry = await start(
    { host: "127.0.0.1", port: 0, storePath, namespace: "io.github.mcp-discover", ...parts },
    {
      now: clock,
      note: (message) => notes.push(message),
      log: (error, id) => logged.push([error.message, id]),
      ...options,
    },
  );
  t.after(() => registry.close());
  return { ...registry, storePath, notes, logged };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends raw text and reads the one answer that comes before the connection ends. */
function send(url: string, text: string, drip?: { readonly text: string; readonly everyMs: number }): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const timer = drip && setInterval(() => socket.write(drip.text), drip.everyMs);
    let all = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      all += chunk;
    });
    socket.on("error", () => {});
    socket.setTimeout(10_000, () => reject(new Error(`no end after: ${all}`)));
    socket.on("close", () => {
      clearInterval(timer);
      const [head = "", ...rest] = all.split("\r\n\r\n");
      const [line = "", ...lines] = head.split("\r\n");
      const headers = Object.fromEntries(
        lines.map((each) => [each.slice(0, each.indexOf(":")).toLowerCase(), each.slice(each.indexOf(":") + 2)]),
      );
      resolve({ status: Number(line.split(" ")[1]), headers, body: rest.join("\r\n\r\n") });
    });
  });
}

function get(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Answer> {
  const lines = Object.entries({ Host: "127.0.0.1", Connection: "close", ...headers });
  return send(
    url,
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
  );
}

/** One shape for every error, whoever answers it. */
function checkProblem({ status, headers, body }: Answer): Readonly<Record<string, unknown>> {
  assert.equal(headers["content-type"], "application/problem+json");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.match(headers["x-request-id"] ?? "", /^[\da-f-]{36}$/);
  const problem = JSON.parse(body);
  assert.equal(problem.status, status);
  assert.equal(problem.error, problem.detail);
  assert.deepEqual(Object.keys(problem), [
    ...["title", "status", "detail", "error"],
    ...(status >= 500 ? ["requestId"] : []),
  ]);
  return problem;
}

test("with a public URL another host is answered 421, and this machine's own names are not", async (t) => {
  const { url } = await serve(t, { publicUrl: "https://registry.example.com/mcp" });
  for (const own of ["registry.example.com", "REGISTRY.example.com:443", "127.0.0.1", "localhost:8080", "[::1]:9"]) {
    assert.equal((await get(url, "/v0.1/servers", { Host: own })).status, 200, own);
  }
  for (const other of [
    "evil.example.net",
    "registry.example.com.evil.example.net",
    "registry.example.com:8443",
    "127.0.0.1.evil.example.net",
    "xregistry.example.com",
  ]) {
    const answer = await get(url, "/v0.1/servers", { Host: other });
    assert.equal(answer.status, 421, other);
    checkProblem(answer);
    assert.ok(!JSON.stringify(answer).includes(other));
    assert.equal((await get(url, "/v0.1/health", { Host: other })).status, 200, "health is asked by address");
  }
  assert.equal((await get(url, "http://evil.example.net/v0.1/servers")).status, 421, "a target names its host too");
  assert.equal((await get(url, "http://registry.example.com/v0.1/servers", { Host: "evil.example.net" })).status, 200);
  const open = await serve(t);
  assert.equal((await get(open.url, "/v0.1/servers", { Host: "any.example.net" })).status, 200);
});

test("where it listens to a network, this machine's own names are nothing special", () => {
  const isOwn = ownHosts("http://registry.example.com:8080", "0.0.0.0");
  assert.deepEqual(
    ["registry.example.com:8080", "registry.example.com", "localhost", "127.0.0.1:8080", undefined].map(isOwn),
    [true, false, false, false, false],
  );
});

test("a client beyond its rate is told how long to wait, and others are not held up", async (t) => {
  const registry = await serve(t, { rate: 2, trustedProxies: 1 });
  const ask = (client: string, path = "/v0.1/servers", headers = {}) =>
    get(registry.url, path, { "X-Forwarded-For": `203.0.113.99, ${client}`, ...headers });
  const first = await ask("192.0.2.1");
  const tag = first.headers["etag"] ?? assert.fail("no tag");
  for (let n = 1; n < 6; n += 1) assert.ok((await ask("192.0.2.1")).status === 200, `request ${n}`);
  const refused = await ask("192.0.2.1", "/v0.1/servers", { "If-None-Match": tag });
  assert.equal(refused.status, 429);
  checkProblem(refused);
  assert.equal(refused.headers["retry-after"], "30");
  assert.equal((await ask("192.0.2.2", "/v0.1/servers", { "If-None-Match": tag })).status, 304);
  assert.equal((await ask("2001:db8::1", "/v0.1/servers?search=rain")).status, 200);
  assert.equal((await ask("2001:db8::2", "/?q=rain")).status, 200);
  assert.equal(
    (await ask("2001:db8::3", "/v0.1/servers")).status,
    429,
    "a search costs three, and a network is one client",
  );
  assert.deepEqual(registry.notes, []);
});

test("programs on this machine are not limited; behind an untold proxy all share one rate, and the operator hears of it", async (t) => {
  const registry = await serve(t, { rate: 1 });
  for (let n = 0; n < 8; n += 1) assert.equal((await get(registry.url, "/v0.1/ping")).status, 200);
  const proxied = (client: string) => get(registry.url, "/v0.1/ping", { "X-Forwarded-For": client });
  for (let n = 0; n < 3; n += 1) assert.equal((await proxied(`192.0.2.${n}`)).status, 200);
  assert.equal((await proxied("192.0.2.9")).status, 429);
  assert.deepEqual(registry.notes.length, 1);
  assert.match(registry.notes[0] ?? "", /--trusted-proxies/);
  const unlimited = await serve(t, { rate: 0 });
  for (let n = 0; n < 8; n += 1) {
    assert.equal((await get(unlimited.url, "/v0.1/ping", { "X-Forwarded-For": "192.0.2.1" })).status, 200);
  }
});

test("what is kept is the same answer, byte by byte and header by header, and goes with a commit", async (t) => {
  const { url, storePath } = await serve(t);
  const paths = [
    "/v0.1/servers",
    "/v0.1/servers?limit=1&x=1",
    "/v0.1/servers/com.example%2Frain/versions/latest",
    "/",
    "/servers/com.example/rain",
  ];
  const plain = ({ status, headers: { date: _, ...headers }, body }: Answer) => ({ status, headers, body });
  for (const path of paths) {
    const first = await get(url, path);
    assert.equal(first.status, 200, path);
    assert.deepEqual(plain(await get(url, path)), plain(first), path);
    const head = await get(url, path, {}, "HEAD");
    assert.deepEqual(plain(head), { ...plain(first), body: "" }, path);
    const tag = first.headers["etag"] ?? "";
    const fresh = await get(url, `${path}${path.includes("?") ? "&" : "?"}unknown=1`, { "If-None-Match": tag });
    const again = await get(url, path, { "If-None-Match": `"other", W/${tag}` });
    assert.deepEqual([fresh.status, again.status, again.body], [304, 304, ""], path);
    assert.deepEqual(plain(fresh), plain(again), "with the application and without it");
  }
  const clock = createClock("2026-03-01T00:00:30Z");
  const store = await openStore(storePath, { now: clock });
  const other = "snow.example.com";
  await commit(store.frontier, visitOf(other, [claimOf(other, "com.example/snow", "1.0.0", { at: clock() })], clock()));
  await store.close();
  assert.match((await get(url, "/v0.1/servers")).body, /com\.example\/snow/);
});

test("what is no request, too long or too slow is answered like every other error", async (t) => {
  const { url } = await serve(t, {}, { headersTimeoutMs: 300, requestTimeoutMs: 600 });
  const cases: readonly [string, string, number][] = [
    ["no HTTP", "hello\r\n\r\n", 400],
    ["a long path", `GET /${"x".repeat(9_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    ["a long header", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(9_000)}\r\n\r\n`, 431],
    ["many headers", `GET / HTTP/1.1\r\nHost: a\r\n${"a: b\r\n".repeat(5_000)}\r\n`, 431],
    ["two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400],
    ["length and chunks", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400],
    ["a Host that is none", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400],
  ];
  for (const [name, text, status] of cases) {
    const answer = await send(url, text);
    assert.equal(answer.status, status, name);
    checkProblem(answer);
  }
  const slow = await send(url, "GET / HTTP/1.1\r\nHost: a\r\n", { text: "X: y\r\n", everyMs: 100 });
  assert.equal(slow.status, 408, "slow headers");
  checkProblem(slow);
  const post =
    "POST /v0.1/publish HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n";
  const body = await send(url, post, { text: "[", everyMs: 100 });
  assert.ok(body.status >= 400, "a slow body holds no connection");
  assert.equal((await get(url, "/v0.1/ping")).status, 200);
});

test("a client that does not read what it asked for is cut, and the rest goes on", async (t) => {
  const { url } = await serve(t, {}, { idleTimeoutMs: 500 });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  t.after(() => socket.destroy());
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.pause();
  // More than the buffers of both sides hold.
  socket.write("GET /openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n".repeat(4_000));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  let bytes = 0;
  socket.on("data", (chunk) => {
    bytes += chunk.length;
  });
  socket.resume();
  await once(socket, "close");
  const { body } = await get(url, "/openapi.yaml");
  assert.ok(bytes > 0 && bytes < 4_000 * body.length, `${bytes} bytes came`);
});

test("whoever wants a stream gets one, also where a page of the same target is kept", async (t) => {
  const { url } = await serve(t);
  const feed = `${url}/v0.1/x/io.github.mcp-discover/changes`;
  for (const path of ["", "?after=0"]) {
    assert.match(await (await fetch(feed + path)).text(), /"seq":1/);
    const abort = new AbortController();
    const { headers } = await fetch(feed + path, { headers: { accept: "text/event-stream" }, signal: abort.signal });
    assert.equal(headers.get("content-type"), "text/event-stream", path);
    abort.abort();
  }
});

test("a registry that takes publications without proof answers for this machine's own names only", async (t) => {
  const { url } = await serve(t, { publish: ["none"] });
  const { host: own } = new URL(url);
  for (const [asked, status] of [
    [own, 200],
    [own.replace("127.0.0.1", "localhost"), 200],
    ["rebound.example.com", 421],
  ] as const) {
    assert.equal((await get(url, "/v0.1/servers", { Host: asked })).status, status, asked);
  }
});

test("an error of ours has a number, which is never the client's", async (t) => {
  const registry = await serve(t);
  const asked = await get(registry.url, "/absent", { "X-Request-Id": "00000000-mine" });
  checkProblem(asked);
  assert.ok(!JSON.stringify(asked).includes("mine"));
  const written = await get(registry.url, "/v0.1/publish", { "X-Request-Id": "00000000-mine" }, "POST");
  assert.ok(!JSON.stringify(written).includes("mine"));
});
