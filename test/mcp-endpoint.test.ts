// The registry's own MCP endpoint: real clients of both generations, and what strangers send instead.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OlderTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { bodyMaxBytes, bodyMaxDepth, isOriginAllowed } from "../registry/mcp/gate.ts";
import { inputSchema, readGiven } from "../registry/mcp/tool.ts";
import { createTools } from "../registry/mcp/tools.ts";
import { protocolVersions } from "../registry/self/card.ts";
import { start } from "../registry/server.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";
import { provedClaim } from "./support/visits.ts";

const bin = join(projectRoot, "dist/bin/mcp-discover.js");
const host = "weather.example.com";
const rain = "com.example.weather/rain";

async function filled(t: TestContext): Promise<TestRegistry> {
  const registry = await openRegistry(t, { publicUrl: "https://registry.example.com" });
  const at = registry.clock();
  const remotes = [{ type: "streamable-http" as const, url: `https://${host}/rain` }];
  await registry.crawl(
    host,
    provedClaim(host, rain, "1.0.0", { at, card: { title: "Rain radar", remotes } }),
    provedClaim(host, "com.example.weather/snow", "2.0.0", { at }),
  );
  return registry;
}

interface Listening extends TestRegistry {
  readonly url: string;
}

/** The same, on a socket. */
async function listening(t: TestContext): Promise<Listening> {
  const registry = await filled(t);
  const served = await start(
    { host: "127.0.0.1", port: 0, storePath: registry.storePath, namespace: "io.github.mcp-discover" },
    { now: registry.clock },
  );
  t.after(() => served.close());
  return { ...registry, url: served.url };
}

const json = { "content-type": "application/json", accept: "application/json, text/event-stream" };

function post(registry: TestRegistry, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return registry.ask("/mcp", { method: "POST", headers: { ...json, ...headers }, body });
}

const call = (name: string, args: unknown): string =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } });

/** The one message of an answer, whether it came as JSON or as an event. */
async function messageOf(response: Response): Promise<{ result?: Record<string, unknown>; error?: { code: number } }> {
  const text = await response.text();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
}

for (const [generation, open] of [
  [
    "2026-07-28",
    async (url: string) => {
      const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } });
      await client.connect(new StreamableHTTPClientTransport(new URL(url)));
      return client;
    },
  ],
  [
    "2025-11-25",
    async (url: string) => {
      const client = new OlderClient({ name: "test", version: "1.0.0" });
      await client.connect(new OlderTransport(new URL(url)) as never);
      return client;
    },
  ],
] as const) {
  test(`an official client of ${generation} lists the tools and calls each`, async (t) => {
    const { url } = await listening(t);
    const client = await open(`${url}/mcp`);
    t.after(() => client.close());
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map(({ name }) => name).sort(), ["get_server", "list_servers", "search_servers"]);
    assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
    const found = await client.callTool({ name: "search_servers", arguments: { query: "rain radar" } });
    const data = found.structuredContent as { servers: { name: string; provedBy: string[]; title: string }[] };
    assert.equal(data.servers[0]?.name, rain);
    assert.deepEqual(data.servers[0]?.provedBy, [host]);
    const [content] = found.content as { type: string; text: string }[];
    assert.deepEqual(JSON.parse(content?.text ?? ""), data, "the text says what the structure says");
    const first = await client.callTool({ name: "list_servers", arguments: { limit: 1 } });
    const page = first.structuredContent as { servers: { name: string }[]; nextCursor: string };
    const second = await client.callTool({ name: "list_servers", arguments: { limit: 1, cursor: page.nextCursor } });
    const rest = second.structuredContent as { servers: { name: string }[]; nextCursor?: string };
    assert.deepEqual(
      [...page.servers, ...rest.servers].map(({ name }) => name),
      [rain, "com.example.weather/snow"],
    );
    assert.equal(rest.nextCursor, undefined);
    const one = await client.callTool({ name: "get_server", arguments: { name: rain } });
    assert.equal((one.structuredContent as { server: { title: string } }).server.title, "Rain radar");
    const none = await client.callTool({ name: "get_server", arguments: { name: "com.example/none" } });
    assert.equal(none.isError, true);
  });
}

test("the newer client does speak the newer protocol", async (t) => {
  const { url } = await listening(t);
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
  t.after(() => client.close());
  assert.equal(client.getNegotiatedProtocolVersion(), "2026-07-28");
});

test("the bundled command line serves the endpoint, too", async (t) => {
  const { storePath } = await filled(t);
  const child = spawn(process.execPath, [bin, "serve", "--store", storePath, "--port", "0", "--format", "json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill());
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { url } = JSON.parse(String(line)) as { readonly url: string };
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
  t.after(() => client.close());
  const { structuredContent } = await client.callTool({ name: "get_server", arguments: { name: rain } });
  assert.equal((structuredContent as { server: { name: string } }).server.name, rain);
});

test("the card lists the revisions that the SDK speaks over this transport", () => {
  const older = SUPPORTED_PROTOCOL_VERSIONS.filter((version) => version >= "2025-03-26");
  assert.deepEqual([...protocolVersions].sort(), [...older, "2026-07-28"].sort());
});

test("GET, DELETE and others get 405 with Allow; OPTIONS answers a preflight", async (t) => {
  const registry = await filled(t);
  for (const method of ["GET", "HEAD", "DELETE", "PUT", "PATCH"]) {
    const response = await registry.ask("/mcp", { method });
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get("allow"), "POST, OPTIONS");
  }
  const preflight = await registry.ask("/mcp", { method: "OPTIONS" });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /POST/);
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /MCP-Protocol-Version/);
});

test("a page may ask only where it is the registry's own or on the user's machine", async (t) => {
  const registry = await filled(t);
  const asked = async (origin: string) => (await post(registry, call("list_servers", {}), { origin })).status;
  for (const origin of [
    "https://registry.example.com",
    "http://localhost:6274",
    "http://127.0.0.1:3000",
    "http://[::1]",
  ])
    assert.equal(await asked(origin), 200, origin);
  for (const origin of [
    "https://example.org",
    "null",
    "",
    "https://registry.example.com.example.org",
    "https://example.org#registry.example.com",
    "https://localhost@example.org",
    "file://localhost",
  ])
    assert.equal(await asked(origin), 403, origin);
  assert.equal(isOriginAllowed("https://REGISTRY.example.com:8443", "registry.example.com"), true);
});

test("what is no small, shallow JSON message is refused before any SDK sees it", async (t) => {
  const registry = await filled(t);
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const list = call("list_servers", {});
  const cases: readonly (readonly [string, number, Readonly<Record<string, string>>?])[] = [
    ["{", 400],
    ["", 400],
    ["null", 400],
    ["7", 400],
    [`[${list}]`, 400],
    ["[]", 400],
    [deep(bodyMaxDepth + 1), 400],
    [deep(10_000), 400],
    ["[".repeat(bodyMaxBytes), 400],
    [`"${'\\"'.repeat(bodyMaxBytes / 2 - 1)}`, 400],
    [list.padEnd(bodyMaxBytes + 1), 413],
    [list, 415, { "content-type": "text/plain" }],
    [list, 415, { "content-type": "application/jsonp" }],
    [list, 415, { "content-type": "application/x-www-form-urlencoded" }],
  ];
  for (const [body, status, headers] of cases) {
    const before = performance.now();
    const response = await post(registry, body, headers);
    assert.equal(response.status, status, body.slice(0, 40));
    const { error } = await messageOf(response);
    assert.equal(typeof error?.code, "number");
    assert.ok(performance.now() - before < 1_000, body.slice(0, 40));
  }
  assert.equal((await post(registry, list.padEnd(bodyMaxBytes))).status, 200, "the bound itself is allowed");
});

test("ten megabytes over a socket are refused, and the next client is served", async (t) => {
  const { url } = await listening(t);
  const { hostname, port } = new URL(url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        "POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      const megabyte = "x".repeat(1 << 20);
      for (let sent = 0; sent < 10; sent += 1) socket.write(`100000\r\n${megabyte}\r\n`);
      socket.write("0\r\n\r\n");
    });
    socket.setEncoding("utf8").on("data", (chunk) => {
      resolve(String(chunk));
      socket.destroy();
    });
    socket.on("error", reject);
    socket.setTimeout(5_000, () => reject(new Error("no answer")));
  });
  assert.match(answer, /^HTTP\/1\.1 413 /);
  const next = await fetch(`${url}/mcp`, { method: "POST", headers: json, body: call("list_servers", {}) });
  assert.equal(next.status, 200);
});

test("unknown methods, revisions and shapes of messages get a 4xx or an error, never a 5xx", async (t) => {
  const registry = await filled(t);
  const message = (members: object): string => JSON.stringify({ jsonrpc: "2.0", id: 1, ...members });
  const modern = { "mcp-protocol-version": "2026-07-28" };
  const bodies = [
    message({ method: "resources/list" }),
    message({ method: "subscriptions/listen", params: {} }),
    message({ method: "__proto__" }),
    message({ method: 7 }),
    message({ method: "tools/call" }),
    message({ method: "tools/call", params: [] }),
    message({ method: "tools/call", params: { name: 7 } }),
    message({ method: "tools/call", params: { name: "constructor", arguments: {} } }),
    message({ method: "tools/list", params: { cursor: "x".repeat(10_000) } }),
    message({ method: "initialize", params: { protocolVersion: "1999-01-01", capabilities: {}, clientInfo: {} } }),
    message({ result: {} }),
    message({ error: { code: 1, message: "x" } }),
    JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }),
    JSON.stringify({ jsonrpc: "1.0", id: {}, method: "tools/list" }),
    "{}",
  ];
  for (const body of bodies) {
    for (const headers of [{}, modern, { "mcp-protocol-version": "x" }, { "mcp-session-id": "y" }, { accept: "*/*" }]) {
      const { status } = await post(registry, body, headers);
      assert.ok(status >= 200 && status < 500, `${status} for ${body} with ${JSON.stringify(headers)}`);
    }
  }
  assert.deepEqual(registry.logged, []);
});

test("naughty strings as arguments: an answer, and nothing logged", {
  skip: skipWithout("naughty-strings.json"),
}, async (t) => {
  const registry = await filled(t);
  const strings: string[] = JSON.parse(readFileSync(sharedData("naughty-strings.json") ?? "", "utf8"));
  for (const text of strings) {
    for (const [tool, args] of [
      ["search_servers", { query: text }],
      ["get_server", { name: text }],
      ["get_server", { name: rain, version: text }],
      ["list_servers", { cursor: text }],
      ["list_servers", { [text]: 1 }],
      [text, {}],
    ] as const) {
      const response = await post(registry, call(tool, args));
      assert.ok(
        response.status === 200 || response.status === 400,
        `${response.status} ${tool} ${JSON.stringify(args)}`,
      );
      const { result, error } = await messageOf(response);
      assert.ok(result !== undefined || error !== undefined);
      if (result?.["isError"] === true && text.length > 8)
        assert.ok(!JSON.stringify(result).includes(JSON.stringify(text).slice(1, -1)), "an error repeats nothing");
    }
  }
  assert.deepEqual(registry.logged, []);
});

test("whatever JSON comes, with whatever revision: a 2xx or 4xx in bounded time, and nothing logged", async (t) => {
  const registry = await filled(t);
  const method = fc.oneof(
    fc.constantFrom("initialize", "ping", "tools/list", "tools/call", "server/discover", "notifications/cancelled"),
    fc.string(),
  );
  const params = fc.oneof(
    fc.record({ name: fc.constantFrom("search_servers", "x"), arguments: fc.jsonValue() }),
    fc.jsonValue(),
  );
  const message = fc.record(
    { jsonrpc: fc.constantFrom("2.0", "1.0", 2), id: fc.jsonValue(), method, params },
    { requiredKeys: [] },
  );
  const revision = fc.constantFrom("", "2026-07-28", "2025-11-25", "2024-11-05", "9999-99-99");
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, fc.jsonValue()), revision, async (body, version) => {
      const before = performance.now();
      const named = version === "" ? {} : { "mcp-protocol-version": version, "mcp-method": "tools/call" };
      const response = await post(registry, JSON.stringify(body), named);
      await response.text();
      assert.ok(response.status >= 200 && response.status < 500, `${response.status}`);
      assert.ok(performance.now() - before < 2_000);
    }),
    { numRuns: 400 },
  );
  assert.deepEqual(registry.logged, []);
});

test("a tool takes exactly what its schema allows", async (t) => {
  const { store, clock } = await filled(t);
  const ajv = new Ajv2020();
  const value = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.integer({ min: -5, max: 1_200 }),
    fc.double(),
    fc.constantFrom(null, true, [], {}, "", "😀".repeat(200), "😀".repeat(201)),
  );
  for (const { inputs } of createTools({ store, now: clock, namespace: "com.example" })) {
    const allows = ajv.compile(inputSchema(inputs));
    const names = [...Object.keys(inputs), "other", "__proto__", "toString"];
    const args = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 });
    fc.assert(
      fc.property(fc.oneof(args, value), (given) => {
        const plain: unknown = JSON.parse(JSON.stringify(given) ?? "null");
        let taken = true;
        try {
          readGiven(inputs, plain);
        } catch {
          taken = false;
        }
        assert.equal(taken, allows(plain), JSON.stringify(plain));
      }),
      { numRuns: 500 },
    );
  }
});
