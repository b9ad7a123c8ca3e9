// The registry on a real socket: listening, closing, limits, and the configuration that it starts from.

import assert from "node:assert/strict";
import { connect } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { defaultHost, defaultPort, defaultStorePath, type RegistryConfig, readConfig } from "../registry/config.ts";
import { maxHeaderBytes, type RunningRegistry, start } from "../registry/server.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { StoreError } from "../registry/store/store.ts";
import { folderFor } from "./support/registry.ts";
import { claimOf, commit, createClock, visitOf } from "./support/visits.ts";

const now = () => new Date();

async function filledStore(t: TestContext): Promise<string> {
  const path = join(folderFor(t), "registry.db");
  const clock = createClock();
  const store = await openStore(path, { now: clock });
  const host = "weather.example.com";
  await commit(store.frontier, visitOf(host, [claimOf(host, "com.example/rain", "1.0.0", { at: clock() })], clock()));
  await store.close();
  return path;
}

function configFor(storePath: string, parts: Partial<RegistryConfig> = {}): RegistryConfig {
  return { host: "127.0.0.1", port: 0, storePath, namespace: "io.github.mcp-discover", ...parts };
}

async function running(t: TestContext): Promise<RunningRegistry> {
  const registry = await start(configFor(await filledStore(t)), { now });
  t.after(() => registry.close());
  return registry;
}

/** Sends raw bytes and gives all that comes back until the other side closes. */
function raw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", reject).on("close", () => resolve(answer));
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no end after: ${answer}`)));
  });
}

const line = (method: string, path: string, headers = "") =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${headers}\r\n`;

test("start listens where it says and serves what the store holds", async (t) => {
  const { url } = await running(t);
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  const response = await fetch(`${url}/v0.1/servers/com.example%2Frain/versions/latest`);
  assert.equal(response.status, 200);
  assert.equal(((await response.json()) as { server: { name: string } }).server.name, "com.example/rain");
});

test("the path arrives as it was sent: %2F stays apart from a slash, dots are not followed", async (t) => {
  const { url } = await running(t);
  assert.match(await raw(url, line("GET", "/v0.1/servers/com.example%2Frain/versions/latest")), /^HTTP\/1\.1 200 /);
  assert.match(await raw(url, line("GET", "/v0.1/servers/com.example%252Frain/versions/latest")), /^HTTP\/1\.1 404 /);
  assert.match(await raw(url, line("GET", "/v0.1/servers/com.example%00rain/versions")), /^HTTP\/1\.1 400 /);
  assert.match(await raw(url, line("GET", "/v0.1/servers/%zz/versions")), /^HTTP\/1\.1 400 /);
  for (const path of ["//example.org/", "/\\example.org/", "/v0.1/../../etc/", "/%2e%2e/"]) {
    assert.doesNotMatch(await raw(url, line("GET", path)), /location: (\/\/|\/\\|http)/i, path);
  }
});

test("methods that the application does not know are refused, not failed", async (t) => {
  const { url } = await running(t);
  for (const method of ["TRACE", "PROPFIND", "POST", "DELETE"]) {
    assert.match(await raw(url, line(method, "/v0.1/servers")), /^HTTP\/1\.1 405 /, method);
  }
  assert.match(await raw(url, line("OPTIONS", "/v0.1/servers")), /^HTTP\/1\.1 204 /);
  const head = await raw(url, line("HEAD", "/v0.1/servers"));
  assert.match(head, /^HTTP\/1\.1 200 /);
  assert.ok(head.endsWith("\r\n\r\n"));
});

test("a Host that is no host costs only its own request", async (t) => {
  const { url } = await running(t);
  for (const host of ["evil.example.net", "a b", "[::1", "", "x".repeat(300)]) {
    const answer = await raw(url, `GET /v0.1/servers HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 [24]\d\d /, host);
    assert.doesNotMatch(answer, /evil/);
  }
  assert.equal((await fetch(`${url}/v0.1/ping`)).status, 200);
});

test("headers beyond the limit are refused with 431", async (t) => {
  const { url } = await running(t);
  const answer = await raw(url, line("GET", "/v0.1/ping", `X-Long: ${"x".repeat(maxHeaderBytes)}\r\n`));
  assert.match(answer, /^HTTP\/1\.1 431 /);
});

test("a client that drips its headers is dropped, and meanwhile costs nobody else", async (t) => {
  const registry = await start(configFor(await filledStore(t)), { now, headersTimeoutMs: 300 });
  t.after(() => registry.close());
  const { hostname, port } = new URL(registry.url);
  const socket = connect(Number(port), hostname, () => socket.write("GET /v0.1/ping HTTP/1.1\r\nHost: x\r\n"));
  const drip = setInterval(() => socket.write("X: y\r\n"), 100);
  const ended = new Promise((resolve) => socket.on("close", resolve).on("error", () => {}));
  socket.resume();
  assert.equal((await fetch(`${registry.url}/v0.1/ping`)).status, 200);
  await ended;
  clearInterval(drip);
});

test("close lets an idle client go and frees the port", async (t) => {
  const registry = await start(configFor(await filledStore(t)), { now });
  await (await fetch(`${registry.url}/v0.1/ping`)).text();
  await registry.close();
  await assert.rejects(fetch(`${registry.url}/v0.1/ping`));
  const again = await start(configFor(await filledStore(t), { port: Number(new URL(registry.url).port) }), { now });
  await again.close();
});

test("a taken port and a missing store are told apart", async (t) => {
  const { url } = await running(t);
  const taken = configFor(await filledStore(t), { port: Number(new URL(url).port) });
  await assert.rejects(start(taken, { now }), { code: "EADDRINUSE" });
  await assert.rejects(start(configFor(join(folderFor(t), "absent.db")), { now }), StoreError);
});

test("what a crawl commits is served by a registry that is already running", async (t) => {
  const storePath = await filledStore(t);
  const registry = await start(configFor(storePath), { now });
  t.after(() => registry.close());
  const clock = createClock("2026-03-02T00:00:00Z");
  const store = await openStore(storePath, { now: clock });
  const host = "snow.example.com";
  await commit(store.frontier, visitOf(host, [claimOf(host, "com.example/snow", "1.0.0", { at: clock() })], clock()));
  await store.close();
  assert.equal((await fetch(`${registry.url}/v0.1/servers/com.example%2Fsnow/versions/latest`)).status, 200);
});

test("the configuration defaults to loopback and its documented port and file", () => {
  const result = readConfig({}, {});
  assert.ok(result.ok);
  assert.deepEqual(result.config, {
    host: defaultHost,
    port: defaultPort,
    storePath: defaultStorePath,
    namespace: "io.github.mcp-discover",
    rate: 180,
    trustedProxies: 0,
  });
  assert.deepEqual([defaultHost, defaultPort, defaultStorePath], ["127.0.0.1", 8080, "mcp-discover.db"]);
});

test("an option wins over the environment, the environment over the default", () => {
  const env = {
    MCP_DISCOVER_HOST: "::1",
    MCP_DISCOVER_PORT: "9000",
    MCP_DISCOVER_PUBLIC_URL: "https://example.com/registry/",
  };
  const result = readConfig({ port: "0", store: "other.db" }, env);
  assert.ok(result.ok);
  const { host, port, storePath, publicUrl } = result.config;
  assert.deepEqual([host, port, storePath, publicUrl], ["::1", 0, "other.db", "https://example.com/registry"]);
});

test("all that is wrong with a configuration is said at once", () => {
  const result = readConfig(
    { host: "http://example.com", port: "80a", store: "", publicUrl: "ftp://example.com", namespace: "Nope" },
    {},
  );
  assert.ok(!result.ok);
  assert.deepEqual(
    result.complaints.map((complaint) => complaint.split(/[ :]/, 1)[0]),
    ["--host", "--port", "--store", "--public-url", "--namespace"],
  );
  for (const publicUrl of [
    "https://user:pass@example.com",
    "https://example.com/?x=1",
    "https://example.com/#top",
    "example.com",
  ]) {
    assert.ok(!readConfig({ publicUrl }, {}).ok, publicUrl);
  }
  for (const port of ["65536", "-1", "1.5", "", " 1"]) assert.ok(!readConfig({ port }, {}).ok, port);
});
