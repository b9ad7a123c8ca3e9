// A card beside the server that runs: real servers of the official SDK at both generations, and endpoints that are none.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import type { Card } from "../src/document/card.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import type { TransportOptions } from "../src/http/transport.ts";
import { compareLive } from "../src/live/compare-live.ts";
import type { LiveOptions, LiveResult } from "../src/live/live.ts";
import { liveToJson } from "../src/live/live-json.ts";
import { untilEvent } from "../src/live/stream.ts";
import { version } from "../src/version.ts";
import {
  type Answerer,
  type Endpoint,
  openEndpoint,
  openModernServer,
  openOlderServer,
  openSseServer,
} from "./support/mcp-servers.ts";
import { readProjectFile } from "./support/project.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { projectRoot } from "./support/shared-data.ts";
import { cardOf } from "./support/web.ts";

const self = { name: "com.example/weather", version: "1.0.0" };
type Members = Readonly<Record<string, unknown>>;

function card(url: string, more: Members = {}, remote: Members = {}): Card {
  return cardOf(self.name, { remotes: [{ type: "streamable-http", url, ...remote }], ...more }) as unknown as Card;
}

async function compare(
  of: Card,
  options: Partial<LiveOptions> = {},
  network: Partial<TransportOptions> = { allowPrivate: true },
): Promise<LiveResult> {
  const transport = createTransport({ profile: "cli", userAgent: "test", ...network });
  const visit = transport.openVisit();
  try {
    const result = await compareLive(of, { exchange: visit.exchange, ...options });
    assertMatchesSchema("live", liveToJson(result));
    return result;
  } finally {
    await visit.close();
    await transport.close();
  }
}

async function opened<T extends Endpoint>(t: TestContext, server: Promise<T>): Promise<T> {
  const endpoint = await server;
  t.after(() => endpoint.close());
  return endpoint;
}

const byHand = (t: TestContext, answer: Answerer): Promise<Endpoint> => opened(t, openEndpoint(answer));
const codes = (result: LiveResult): string[] => result.diagnostics.map(({ code }) => code).sort();
const asked = (endpoint: Endpoint): string[] =>
  endpoint.heard.map(({ method, body }) =>
    body === "" ? method : `${method} ${(JSON.parse(body) as { method: string }).method}`,
  );

function refuse(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answerer {
  return (_, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function rpcError(code: number, data?: unknown): unknown {
  return { jsonrpc: "2.0", id: "mcp-discover-1", error: { code, message: "no", ...(data !== undefined && { data }) } };
}

const discovered = (server: Members, more: Members = {}): unknown => ({
  jsonrpc: "2.0",
  id: "mcp-discover-1",
  result: {
    resultType: "complete",
    supportedVersions: ["2026-07-28"],
    capabilities: {},
    ttlMs: 0,
    cacheScope: "public",
    _meta: { "io.modelcontextprotocol/serverInfo": server },
    ...more,
  },
});

for (const responseMode of ["json", "sse"] as const) {
  test(`a server of 2026-07-28 that answers as ${responseMode} agrees with its card after one request`, async (t) => {
    const server = await opened(t, openModernServer(self, { responseMode, legacy: "reject" }));
    const result = await compare(card(server.url, {}, { supportedProtocolVersions: ["2026-07-28"] }));
    assert.deepEqual(result, {
      endpoint: server.url,
      state: "agrees",
      generation: "2026-07-28",
      protocol: "2026-07-28",
      supportedVersions: ["2026-07-28"],
      server: self,
      name: "equal",
      requests: 1,
      diagnostics: [],
    });
    assert.deepEqual(asked(server), ["POST server/discover"]);
  });
}

for (const [how, options] of Object.entries({
  "with sessions and streams": {},
  "with sessions and JSON": { json: true },
  "without sessions": { sessions: false },
})) {
  test(`a server of 2025-11-25 ${how} agrees with its card, and no session is left behind`, async (t) => {
    const server = await opened(t, openOlderServer(self, options));
    const result = await compare(card(server.url, {}, { supportedProtocolVersions: ["2025-11-25", "2025-06-18"] }));
    assert.equal(result.state, "agrees", JSON.stringify(result));
    assert.equal(result.generation, "2025-11-25 and before");
    assert.equal(result.protocol, "2025-11-25");
    assert.deepEqual(result.server, self);
    const sessions = !("sessions" in options);
    assert.deepEqual(asked(server), ["POST server/discover", "POST initialize", ...(sessions ? ["DELETE"] : [])]);
    assert.equal(result.requests, sessions ? 3 : 2);
    assert.equal(server.sessions.size, 0);
  });
}

test("where card and server differ each difference is told, at its place in the card", async (t) => {
  const other = {
    name: "Weather Demo",
    version: "2.0.0",
    title: "Sun",
    description: "All of the weather",
    websiteUrl: "https://example.org/",
    icons: [{ src: "https://example.org/i.png" }],
  };
  const more = {
    title: "Rain",
    websiteUrl: "https://example.com/",
    icons: [{ src: "https://example.com/i.png" }],
  };
  const supportedProtocolVersions = ["2025-11-25", "2026-07-28", "2027-01-01"];
  const expected = [
    ["/name", "live/name", "info"],
    ["/version", "live/version", "warning"],
    ["/title", "live/title", "info"],
    ["/description", "live/description", "info"],
    ["/websiteUrl", "live/website-url", "info"],
    ["/icons", "live/icons", "info"],
  ];
  for (const [server, versions] of [
    [await opened(t, openModernServer(other)), ["2"]],
    [await opened(t, openOlderServer(other)), ["1", "2"]],
  ] as const) {
    const of = card(server.url, more, { supportedProtocolVersions });
    const text = JSON.stringify(of, null, 2);
    const result = await compare(of, { text });
    assert.equal(result.state, "differs");
    assert.equal(result.name, "differs");
    const told = result.diagnostics.map(({ pointer, code, severity }) => [pointer, code, severity]);
    const pointer = "/remotes/0/supportedProtocolVersions";
    const wrong = versions.map((index) => [`${pointer}/${index}`, "live/protocol-version", "warning"]);
    assert.deepEqual(told.sort(), [...expected, ...wrong].sort());
    for (const { range, code } of result.diagnostics) assert.ok(range !== undefined, code);
    assert.match(
      liveToJson(result, text).diagnostics.find(({ code }) => code === "live/version")?.message ?? "",
      /"1\.0\.0".*"2\.0\.0"/,
    );
  }
});

test("a name is compared in three steps, and one that differs makes no other server of it", async (t) => {
  for (const [name, match, findings] of [
    ["com.example/weather", "equal", []],
    ["weather", "local-part", []],
    ["Weather", "differs", ["live/name"]],
    ["org.example/weather", "differs", ["live/name"]],
  ] as const) {
    const server = await opened(t, openModernServer({ ...self, name }));
    const result = await compare(card(server.url));
    assert.deepEqual([result.state, result.name, codes(result)], ["agrees", match, findings], name);
  }
});

test("a version that the server speaks and the card leaves out is an info", async (t) => {
  const server = await opened(t, openModernServer(self));
  const result = await compare(card(server.url, {}, { supportedProtocolVersions: ["2025-11-25"] }));
  assert.deepEqual(codes(result), ["live/protocol-version-unlisted"]);
});

test("what is sent is what docs/live.md says, byte for byte", async (t) => {
  const server = await opened(t, openOlderServer(self));
  await compare(card(server.url), { headers: { Authorization: "Bearer abcdef" } });
  const blocks = [...readProjectFile("docs/live.md").matchAll(/((?:^ {4}.*\n)+)\n((?:^ {4}\{.*\n)+)/gm)];
  assert.equal(blocks.length, 2);
  for (const [index, [, headers = "", body = ""]] of blocks.entries()) {
    const heard = server.heard[index];
    assert.equal(heard?.body, body.trim().replace("VERSION", version));
    const always = ["host", "connection", "content-length", "accept-encoding", "user-agent"];
    const rest = Object.entries(heard.headers).filter(([name]) => !always.includes(name));
    const said = headers
      .trim()
      .split("\n")
      .map((line) => line.trim());
    assert.deepEqual(
      rest.map(([name, value]) => `${name}: ${value}`).sort(),
      [...said, "authorization: Bearer abcdef"].sort(),
    );
  }
  const last = server.heard[2];
  assert.equal(last?.method, "DELETE");
  assert.equal(last.headers["mcp-protocol-version"], "2025-11-25");
  assert.equal(last.headers["authorization"], "Bearer abcdef");
});

test("a server that asks who we are is unverified, not broken", async (t) => {
  const challenge =
    'Bearer realm="a, b", resource_metadata="https://meta.example/x", scope="mcp:read", Basic realm="Digest x"';
  for (const status of [401, 403]) {
    const server = await byHand(t, refuse(status, { error: "no" }, { "www-authenticate": challenge }));
    const result = await compare(card(server.url));
    assert.deepEqual(
      [result.state, codes(result), asked(server)],
      ["needs-authorization", [], ["POST server/discover"]],
    );
    assert.deepEqual(result.authorization, {
      schemes: ["Bearer", "Basic"],
      resourceMetadata: "https://meta.example/x",
      scope: "mcp:read",
    });
  }
  const silent = await compare(card((await byHand(t, refuse(401, {}))).url));
  assert.deepEqual([silent.state, codes(silent)], ["needs-authorization", ["live/no-challenge"]]);
  const forbidden = await compare(card((await byHand(t, refuse(403, {}))).url));
  assert.deepEqual(
    [forbidden.state, forbidden.failure?.code, forbidden.failure?.status],
    ["unreachable", "status", 403],
  );
});

test("an older server that asks who we are at initialize only is unverified, too", async (t) => {
  const server = await byHand(t, (request, response, body) => {
    const answer = body.includes("initialize") ? refuse(401, {}, { "www-authenticate": "Bearer" }) : refuse(404, {});
    answer(request, response, body);
  });
  assert.equal((await compare(card(server.url))).state, "needs-authorization");
});

test("-32022 is an answer: its list is compared, and only a list of older versions leads to initialize", async (t) => {
  const newer = await byHand(t, refuse(400, rpcError(-32022, { supported: ["2027-01-01"], requested: "2026-07-28" })));
  const result = await compare(card(newer.url, {}, { supportedProtocolVersions: ["2026-07-28"] }));
  assert.deepEqual(asked(newer), ["POST server/discover"]);
  assert.deepEqual([result.state, result.supportedVersions, result.protocol], ["differs", ["2027-01-01"], undefined]);
  assert.deepEqual(codes(result), ["live/no-server-info", "live/protocol-version", "live/protocol-version-unlisted"]);
  const real = await openOlderServer(self);
  t.after(() => real.close());
  const older = await byHand(t, async (request, response, body) => {
    if (body.includes("server/discover")) {
      refuse(400, rpcError(-32022, { supported: ["2025-11-25"], requested: "2026-07-28" }))(request, response, body);
      return;
    }
    const { headers } = request;
    const answer = await fetch(real.url, {
      method: "POST",
      body,
      headers: { accept: headers.accept ?? "", "content-type": "application/json" },
    });
    response
      .writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" })
      .end(await answer.text());
  });
  assert.equal((await compare(card(older.url))).generation, "2025-11-25 and before");
});

test("an error that only the newer protocol has never leads to initialize", async (t) => {
  for (const [status, code] of [
    [400, -32020],
    [400, -32021],
    [400, -32022],
    [200, -32020],
    [404, -32021],
  ] as const) {
    const server = await byHand(t, refuse(status, rpcError(code)));
    const result = await compare(card(server.url));
    assert.deepEqual([result.state, codes(result)], ["differs", ["live/discover-refused"]], `${status} ${code}`);
    assert.deepEqual(asked(server), ["POST server/discover"], `${status} ${code}`);
  }
});

test("any other refusal leads to initialize, whatever its code, and a server that knows neither is none", async (t) => {
  const page = { "content-type": "text/html" };
  for (const answer of [
    refuse(404, rpcError(-32601)),
    refuse(200, rpcError(-32601)),
    refuse(400, { jsonrpc: "2.0", id: null, error: { code: -32000, message: "no session" } }),
    refuse(405, {}),
    refuse(404, "<html>", page),
  ]) {
    const server = await byHand(t, answer);
    const result = await compare(card(server.url));
    assert.deepEqual([result.state, codes(result)], ["not-mcp", ["live/not-mcp"]]);
    assert.deepEqual(asked(server).slice(0, 2), ["POST server/discover", "POST initialize"]);
    assert.ok(
      !asked(server)
        .slice(2)
        .some((each) => each !== "GET"),
    );
  }
});

test("a page with status 200 is no server, and is asked nothing more", async (t) => {
  const server = await byHand(t, (_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Hello</title>"),
  );
  const result = await compare(card(server.url));
  assert.deepEqual([result.state, result.requests], ["not-mcp", 1]);
  assert.match(result.diagnostics[0]?.message ?? "", /no MCP server.*"text\/html"/);
});

test("silence ends at the deadline and is no sign of an older server", async (t) => {
  const server = await byHand(t, () => undefined);
  const result = await compare(card(server.url), { timeoutMs: 200 });
  assert.deepEqual([result.state, result.failure?.code, result.failure?.url], ["unreachable", "timeout", server.url]);
  assert.deepEqual(asked(server), ["POST server/discover"]);
  for (const status of [429, 500, 503]) {
    const ill = await byHand(t, refuse(status, {}));
    const told = await compare(card(ill.url));
    assert.deepEqual([told.state, told.failure?.status, told.requests], ["unreachable", status, 1]);
  }
});

test("a stream that never ends is left once the answer is there, and at the deadline where none comes", async (t) => {
  const event = `event: message\nid: 1\ndata: ${JSON.stringify(discovered(self))}\n\n`;
  const busy = await byHand(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(': hello\n\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{}}\n\n');
    for (const piece of event.match(/.{1,7}/gs) ?? []) response.write(piece);
  });
  const started = performance.now();
  const result = await compare(card(busy.url), { timeoutMs: 20_000 });
  assert.deepEqual([result.state, result.server], ["agrees", self]);
  assert.ok(performance.now() - started < 10_000, "the stream was left");
  const idle = await byHand(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(": hello\n\nid: 7\ndata:\n\n");
  });
  const silent = await compare(card(idle.url), { timeoutMs: 300 });
  assert.deepEqual([silent.state, silent.failure?.code, asked(idle).length], ["unreachable", "timeout", 1]);
});

test("a stream that only speaks of our message is read on, and what answers it in no form of MCP is told as that", async (t) => {
  const noise = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: "mcp-discover-1" } };
  const asks = { jsonrpc: "2.0", id: "mcp-discover-1", method: "ping" };
  const stream = (...events: readonly string[]) =>
    byHand(t, (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const data of events) response.write(`data: ${data}\n\n`);
    });
  const answer = JSON.stringify(discovered(self), null, 1).replaceAll("\n", "\ndata:");
  const busy = await stream(JSON.stringify(noise), JSON.stringify(asks), answer);
  const heard = await compare(card(busy.url), { timeoutMs: 20_000 });
  assert.deepEqual([heard.state, heard.server], ["agrees", self]);
  const wrong = await stream(JSON.stringify(discovered(self)).replace('"jsonrpc":"2.0"', '"jsonrpc":"1.0"'));
  const told = await compare(card(wrong.url), { timeoutMs: 20_000 });
  assert.equal(told.state, "not-mcp", JSON.stringify(told));
});

test("an answer without a body ends in a state, whatever its media type says", async (t) => {
  for (const status of [200, 202, 204, 205, 304]) {
    for (const type of ["text/event-stream", "application/json", undefined]) {
      const server = await byHand(t, (_, response) => {
        response.writeHead(status, type === undefined ? {} : { "content-type": type }).end();
      });
      const { state } = await compare(card(server.url), { timeoutMs: 5_000 });
      assert.ok(state === "not-mcp" || state === "unreachable", `${status} ${type}: ${state}`);
    }
  }
});

test("the transport before Streamable HTTP is recognised by its first event", async (t) => {
  const server = await opened(t, openSseServer(self));
  const right = await compare(card(server.url, {}, { type: "sse" }), { timeoutMs: 20_000 });
  assert.deepEqual([right.state, codes(right), right.requests], ["agrees", ["live/older-transport"], 3]);
  const wrong = await compare(card(server.url), { timeoutMs: 20_000 });
  assert.deepEqual([wrong.state, codes(wrong)], ["differs", ["live/transport"]]);
  const newer = await opened(t, openModernServer(self));
  const other = await compare(card(newer.url, {}, { type: "sse" }));
  assert.deepEqual([other.state, codes(other)], ["differs", ["live/transport"]]);
});

test("a redirect to another path of the endpoint's origin is followed once, and told", async (t) => {
  for (const status of [307, 308]) {
    const server = await byHand(t, async (request, response, body) => {
      if (request.url === "/mcp") response.writeHead(status, { location: "/mcp/" }).end();
      else refuse(200, discovered(self))(request, response, body);
    });
    const result = await compare(card(server.url), { headers: { "x-key": "abcdefgh" } });
    assert.deepEqual([result.state, result.server, codes(result)], ["agrees", self, ["live/redirect"]]);
    assert.deepEqual(
      server.heard.map(({ path, headers }) => [path, headers["x-key"]]),
      [
        ["/mcp", "abcdefgh"],
        ["/mcp/", "abcdefgh"],
      ],
    );
    assert.equal(server.heard[0]?.body, server.heard[1]?.body);
  }
  const circle = await byHand(t, (_, response) => response.writeHead(307, { location: "/mcp/" }).end());
  const lost = await compare(card(circle.url));
  assert.deepEqual([lost.state, lost.failure?.code, circle.heard.length], ["unreachable", "redirect", 2]);
});

test("other redirects are not followed, so that neither a private address nor another origin hears of a header", async (t) => {
  const canary = await byHand(t, refuse(200, {}));
  for (const status of [301, 307, 308]) {
    const server = await byHand(t, (_, response) => response.writeHead(status, { location: canary.url }).end());
    const result = await compare(card(server.url), { headers: { authorization: "Bearer abcdefgh" } });
    assert.deepEqual(
      [result.state, result.failure?.code, codes(result)],
      ["unreachable", "redirect", ["live/redirect"]],
    );
    assert.equal(server.heard[0]?.headers["authorization"], "Bearer abcdefgh");
  }
  const stream = await byHand(t, (request, response) =>
    request.method === "GET" ? response.writeHead(302, { location: canary.url }).end() : response.writeHead(404).end(),
  );
  await compare(card(stream.url), { headers: { authorization: "Bearer abcdefgh" } });
  assert.deepEqual(asked(stream), ["POST server/discover", "POST initialize", "GET"]);
  assert.equal(canary.heard.length, 0);
});

test("an endpoint at a private address is refused, unless such were allowed, and always where a public card names it", async (t) => {
  const server = await opened(t, openModernServer(self));
  for (const profile of ["registry", "cli"] as const) {
    const refused = await compare(card(server.url), {}, { profile });
    assert.deepEqual([refused.state, refused.failure?.code], ["unreachable", "forbidden-url"], profile);
  }
  const led = await compare(card(server.url), { ledByPublic: true });
  assert.deepEqual([led.state, led.failure?.code], ["unreachable", "forbidden-address"]);
  assert.equal(server.heard.length, 0);
});

test("what a remote needs and did not get is told, and nothing is asked", async (t) => {
  const server = await opened(t, openModernServer(self));
  const url = `${server.url}/{tenant}?key={key}`;
  const headers = [
    { name: "X-Tenant", isRequired: true },
    { name: "Authorization", isRequired: true },
    { name: "X-Key", isRequired: true, isSecret: true },
  ];
  const of = card(url, {}, { headers, variables: { key: { default: "public" } } });
  const result = await compare(of);
  assert.deepEqual(result, {
    endpoint: url,
    state: "not-asked",
    needs: ['a value for "tenant" in the URL', 'the header "X-Tenant"'],
    requests: 0,
    diagnostics: [],
  });
  assert.equal(server.heard.length, 0);
  await compare(of, { variables: { tenant: "../a?b#c", toString: "x" }, headers: { "x-tenant": "t" } });
  assert.equal(server.heard[0]?.path, "/mcp/..%2Fa%3Fb%23c?key=public");
  assert.equal(server.heard[0]?.headers["x-key"], undefined);
});

test("a caller may name another endpoint for the card's remote", async (t) => {
  const server = await opened(t, openModernServer({ ...self, version: "1.0.1" }));
  const result = await compare(card("https://{region}.example.com/mcp"), { endpoint: server.url });
  assert.deepEqual([result.endpoint, result.state, codes(result)], [server.url, "differs", ["live/version"]]);
});

test("what the caller gave is in no result, also where the server repeats it", async (t) => {
  const server = await byHand(t, (request, response, body) => {
    const secret = String(request.headers["authorization"]);
    refuse(200, discovered({ name: `I know ${secret}`, version: secret.slice(7), title: request.url ?? "" }))(
      request,
      response,
      body,
    );
  });
  const of = card(`${server.url}?key={key}`, { title: "x" });
  const given = { headers: { Authorization: "Bearer s3cr3t-token" }, variables: { key: "an other secret" } };
  const result = await compare(of, given);
  assert.equal(server.heard.length, 1);
  assert.doesNotMatch(JSON.stringify(result), /s3cr3t|other(?: |%20)secret/);
  assert.equal(result.server?.name, "I know …");
});

test("what the caller gave is in no result, wherever a server's own text is cut", async (t) => {
  const secret = "abcdefghijklmnopqrstuvwxyz-0123456789";
  const headers = { Authorization: `Bearer ${secret}` };
  for (let before = 40; before <= 80; before += 5) {
    const text = `${"y".repeat(before)}${secret}`;
    const answers = [
      refuse(200, {}, { "content-type": `text/plain; x=${text}` }),
      refuse(200, { jsonrpc: "2.0", id: "mcp-discover-1", error: { code: -32601, message: text } }),
      refuse(400, { jsonrpc: "2.0", id: "mcp-discover-2", error: { code: -32602, message: text } }),
      refuse(401, {}, { "www-authenticate": `Bearer a="${"y".repeat(3970 + before)}", resource_metadata=${secret}` }),
      refuse(401, {}, { "www-authenticate": `Bearer ${" ".repeat(3990 + before)}scope=${secret}` }),
      refuse(307, {}, { location: `https://elsewhere.example.com/${text}` }),
    ];
    for (const [index, answer] of answers.entries()) {
      const server = await byHand(t, answer);
      const result = JSON.stringify(await compare(card(server.url), { headers }));
      assert.ok(!result.includes(secret.slice(0, 8)), `${index} ${before}: ${result}`);
    }
  }
});

test("a header that holds a word of the protocol hides nothing of it", async (t) => {
  const server = await opened(t, openModernServer(self));
  const headers = { "x-api-version": "2026-07-28", "x-a": "authorization heard failed timeout" };
  const result = await compare(card(server.url), { headers });
  assert.deepEqual([result.state, result.protocol, result.supportedVersions], ["agrees", "2026-07-28", ["2026-07-28"]]);
  const silent = await compare(card((await byHand(t, () => undefined)).url), { headers, timeoutMs: 100 });
  assert.deepEqual([silent.state, silent.failure?.code], ["unreachable", "timeout"]);
  const shut = await compare(card((await byHand(t, refuse(401, {}, { "www-authenticate": "Bearer" }))).url), {
    headers,
  });
  assert.equal(shut.state, "needs-authorization");
});

test("a header that the protocol sets, or that cannot be sent, is a mistake of the caller's", async () => {
  const of = card("https://mcp.example.com/mcp");
  for (const headers of [{ "Mcp-Method": "tools/call" }, { Host: "x" }, { "a b": "x" }, { "x-a": "1\r\nx-b: 2" }]) {
    await assert.rejects(compare(of, { headers }), { name: "UsageError" });
  }
  await assert.rejects(compare(of, { remote: 1 }), { name: "UsageError" });
  await assert.rejects(compare(of, { endpoint: "nowhere" }), { name: "UsageError" });
});

test("an abort by the caller propagates, also out of a stream", async (t) => {
  for (const streamed of [false, true]) {
    const controller = new AbortController();
    const server = await byHand(t, (_, response) => {
      if (streamed) response.writeHead(200, { "content-type": "text/event-stream" }).write(": hello\n\n");
      setTimeout(() => controller.abort(new Error("enough")), 50);
    });
    await assert.rejects(compare(card(server.url), { signal: controller.signal }), { message: "enough" });
    assert.equal(server.heard.length, 1);
  }
});

test("a visit that is ended ends what it reads: half a stream is then no answer", async (t) => {
  const server = await byHand(t, (_, response) =>
    response.writeHead(200, { "content-type": "text/event-stream" }).write(": hello\n\n"),
  );
  const transport = createTransport({ profile: "cli", userAgent: "test", allowPrivate: true });
  const visit = transport.openVisit();
  setTimeout(() => void visit.close(), 100);
  const result = await compareLive(card(server.url), { exchange: visit.exchange });
  assert.deepEqual([result.state, result.failure?.code], ["unreachable", "reset"]);
  await transport.close();
});

test("a stream is left at the end of the event, wherever it was cut into pieces", () => {
  const bytes = new TextEncoder();
  for (const end of ["\n", "\r\n"]) {
    const before = `: x${end}${end}data: other${end}${end}`;
    const wanted = `id: 1${end}data: wänted${end}${end}`;
    const body = bytes.encode(`${before}${wanted}`);
    for (let cut = 0; cut <= body.length; cut += 1) {
      const until = untilEvent((lines) => lines.some((line) => line.startsWith("data: wänted")));
      const told = [body.slice(0, cut), body.slice(cut), bytes.encode("data")].map((piece) => until(piece));
      assert.deepEqual(told.slice(0, 2), cut === body.length ? [true, told[1]] : [false, true], `${cut}`);
    }
    const whole = untilEvent((lines) => lines.some((line) => line.startsWith("data: wänted")));
    const each = [...body].map((byte) => whole(Uint8Array.of(byte)));
    assert.equal(each.indexOf(true), body.length - 1);
  }
  const until = untilEvent((lines) => lines.some((line) => line.includes("x")));
  const piece = Uint8Array.of(120);
  for (let count = 0; count < 500_000; count += 1) assert.equal(until(piece), false);
  assert.deepEqual([until(bytes.encode("\n")), until(bytes.encode("\n"))], [false, true]);
});

test("hostile answers end in a state, whatever they hold", async (t) => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const wrap = (inner: string): string =>
    `{"jsonrpc":"2.0","id":"mcp-discover-1","result":{"supportedVersions":["2026-07-28"],"capabilities":{"experimental":{"a":${inner}}}}}`;
  const many = discovered(self, { supportedVersions: Array.from({ length: 5_000 }, (_, index) => `v${index}`) });
  const long = discovered({ name: "n".repeat(200_000), version: "\u001b[2J\u202e", icons: [] });
  const proto = '{"jsonrpc":"2.0","id":"mcp-discover-1","__proto__":{"x":1},"result":{"__proto__":{"y":1}}}';
  const bodies = [
    deep,
    wrap(deep),
    JSON.stringify(many),
    JSON.stringify(long),
    proto,
    "[]",
    "null",
    "",
    `[${proto},${proto}]`,
    " ".repeat(600_000),
  ];
  for (const type of ["application/json", "text/event-stream"]) {
    for (const body of bodies) {
      const server = await byHand(t, (_, response) => {
        response.writeHead(200, { "content-type": type }).end(type === "application/json" ? body : `data: ${body}\n\n`);
      });
      const result = await compare(card(server.url, {}, { supportedProtocolVersions: ["2026-07-28"] }), {
        timeoutMs: 5_000,
      });
      const size = JSON.stringify(result).length;
      assert.ok(size < 20_000, `${size} for ${type} ${body.slice(0, 40)}`);
      assert.ok((result.supportedVersions?.length ?? 0) <= 100);
    }
  }
});

test("importing the library, or comparing what cannot be asked, loads nothing of the SDK", () => {
  const script = `
    import { register } from "node:module";
    import { MessageChannel } from "node:worker_threads";
    const { port1, port2 } = new MessageChannel();
    const loaded = [];
    port1.on("message", (url) => loaded.push(url)).unref();
    register("data:text/javascript," + encodeURIComponent(\`
      let port; export function initialize(given) { port = given.port; }
      export async function load(url, context, next) { port.postMessage(url); return next(url, context); }\`),
      { parentURL: import.meta.url, data: { port: port2 }, transferList: [port2] });
    const { compareLive } = await import("./dist/src/index.js");
    const exchange = async ({ url }) => ({ code: "refused", message: "nobody is there", url });
    const seen = async () => { await new Promise((done) => setTimeout(done, 50)); return loaded.filter((url) => /\\/live\\/sdk\\.js|node_modules\\/(?:zod|@modelcontextprotocol)/.test(url)).length; };
    const card = (url) => ({ name: "com.example/a", version: "1", remotes: [{ type: "streamable-http", url }] });
    await compareLive(card("https://{x}/"), { exchange });
    const before = await seen();
    const { state } = await compareLive(card("https://mcp.example.com/"), { exchange });
    console.log(JSON.stringify([loaded.length > 100, before, state, await seen()]));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  assert.equal(stdout, '[true,0,"unreachable",1]\n', stderr);
});

test("the programs of the command line hold nothing of the SDK, and the package none that is installed with it", () => {
  for (const file of ["mcp-discover.js", "validate.js", "main.mjs"]) {
    assert.doesNotMatch(
      readProjectFile(`dist/bin/${file}`),
      /Streamable ?HTTPClient|server-discover-probe|ZodError/,
      file,
    );
  }
  const { dependencies, optionalDependencies } = JSON.parse(readProjectFile("package.json"));
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  assert.ok(!names.some((name) => name.startsWith("@modelcontextprotocol/")));
  assert.match(readProjectFile("dist/bin/THIRD-PARTY-NOTICES.txt"), /@modelcontextprotocol\/client 2/);
  assert.ok(readProjectFile("dist/src/live/sdk.js").length < 600_000);
});
