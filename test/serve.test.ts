// `mcp-discover/serve`: every rule of delivery, from one handler and through each adapter, over real sockets where they matter.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type TestContext, test } from "node:test";
import express from "express";
import fc from "fast-check";
import { Hono } from "hono";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { InvalidCards, serveCards, toExpress, toHono, toNode } from "../src/serve/serve.ts";
import { validate } from "../src/validate/validate.ts";
import { cardOf } from "./support/web.ts";

const origin = "https://mcp.example.com";
const card = cardOf("com.example.mcp/weather");
const documents = {
  "/mcp/server-card": cardMediaType,
  "/.well-known/ai-catalog.json": catalogMediaType,
  "/.well-known/ard.json": "application/json",
};
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "Content-Type, If-None-Match",
  "access-control-expose-headers": "ETag",
};

async function ask(path: string, init: RequestInit = {}, options = {}): Promise<Response> {
  const response = await serveCards({ cards: [card], ...options })(new Request(`${origin}${path}`, init));
  assert.ok(response !== undefined, path);
  return response;
}

function assertHeaders(response: Response, expected: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(expected)) assert.equal(response.headers.get(name), value, name);
}

for (const [path, mediaType] of Object.entries(documents)) {
  test(`${path}: GET has type, CORS, Cache-Control and a strong ETag; HEAD has the same and no body`, async () => {
    const got = await ask(path);
    assert.equal(got.status, 200);
    assertHeaders(got, { ...cors, "content-type": mediaType, "cache-control": "public, max-age=3600" });
    assert.match(got.headers.get("etag") ?? "", /^"[0-9a-f]{32}"$/);
    const head = await ask(path, { method: "HEAD" });
    assert.deepEqual([...head.headers], [...got.headers]);
    assert.equal((await head.arrayBuffer()).byteLength, 0);
    const text = await got.text();
    assert.equal(Number(got.headers.get("content-length")), Buffer.byteLength(text));
    assert.ok(validate(text).valid);
  });

  test(`${path}: If-None-Match is compared weakly, and a 304 repeats what the 200 said`, async () => {
    const got = await ask(path);
    const etag = got.headers.get("etag") ?? "";
    for (const given of [etag, `W/${etag}`, `"other", W/${etag} , "x"`, "*", ` ${etag}`]) {
      const response = await ask(path, { headers: { "if-none-match": given } });
      assert.equal(response.status, 304, given);
      assertHeaders(response, { ...cors, etag, "cache-control": "public, max-age=3600" });
      assert.equal(response.headers.get("content-type"), null);
      assert.equal(await response.text(), "");
    }
    for (const given of ['"other"', etag.slice(1, -1), `"x${etag.slice(1)}`, ""]) {
      assert.equal((await ask(path, { headers: { "if-none-match": given } })).status, 200, given);
    }
    const head = await ask(path, { method: "HEAD", headers: { "if-none-match": etag } });
    assert.equal(head.status, 304);
  });

  test(`${path}: a preflight gets 204, and what would write gets 405 with Allow`, async () => {
    const preflight = await ask(path, { method: "OPTIONS", headers: { origin: "https://page.example.org" } });
    assert.equal(preflight.status, 204);
    const { "access-control-expose-headers": _, ...asked } = cors;
    assertHeaders(preflight, { ...asked, "access-control-max-age": "7200", allow: "GET, HEAD, OPTIONS" });
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"]) {
      const refused = await ask(path, { method });
      assert.equal(refused.status, 405);
      assertHeaders(refused, { ...cors, allow: "GET, HEAD, OPTIONS", "cache-control": "no-store" });
    }
  });
}

test("whatever stands in If-None-Match, the answer is 304 exactly where the tag is in it", async () => {
  const handler = serveCards({ cards: [card] });
  const path = "/mcp/server-card";
  const etag = (await handler.answer({ method: "GET", path }))?.headers["etag"] ?? "";
  const tag = fc.string().map((text) => `"${text.replace(/[^\x21\x23-\x7e]/g, "")}"`);
  const list = fc.array(
    fc.oneof(
      tag,
      tag.map((each) => `W/${each}`),
      fc.constant(etag),
      fc.constant(`W/${etag}`),
    ),
  );
  await fc.assert(
    fc.asyncProperty(list, async (tags) => {
      const answer = await handler.answer({ method: "GET", path, ifNoneMatch: tags.join(", ") });
      assert.equal(answer?.status, tags.some((each) => each.endsWith(etag)) ? 304 : 200);
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.string(), async (ifNoneMatch) => {
      assert.ok([200, 304].includes((await handler.answer({ method: "GET", path, ifNoneMatch }))?.status ?? 0));
    }),
  );
});

test("only the path counts: any host and query, and no other path", async () => {
  const handler = serveCards({ cards: [card] });
  assert.deepEqual([...handler.paths].sort(), Object.keys(documents).sort());
  assert.equal((await handler(new Request("http://127.0.0.1:3000/mcp/server-card?x=1")))?.status, 200);
  for (const path of [
    "/",
    "/mcp",
    "/mcp/server-card/",
    "/mcp/server-card/x",
    "/MCP/server-card",
    "//mcp/server-card",
  ]) {
    assert.equal(await handler(new Request(`${origin}${path}`)), undefined, path);
  }
});

test("text is served byte for byte, an object as JSON; the ETag follows the bytes and nothing else", async () => {
  const spaced = `${JSON.stringify(card, null, 7)}\n`;
  const [asText, asObject, again] = await Promise.all([
    ask("/mcp/server-card", {}, { cards: [spaced] }),
    ask("/mcp/server-card"),
    ask("/mcp/server-card"),
  ]);
  assert.equal(asObject.headers.get("etag"), again.headers.get("etag"));
  assert.notEqual(asObject.headers.get("etag"), asText.headers.get("etag"));
  assert.equal(await asText.text(), spaced);
  assert.deepEqual(await asObject.json(), card);
});

test("several cards, one without an endpoint here, queries and a publisher: all in both catalogs", async () => {
  const other = cardOf("com.example.mcp/maps", {
    remotes: [{ type: "streamable-http", url: "https://{x}.example.com/" }],
  });
  const cards = [card, { ...other, remotes: [{ ...Object(other["remotes"])[0], variables: { x: {} } }] }];
  const queries = { "com.example.mcp/maps": ["Where is Lisbon?", "How far is it?"] };
  const options = { cards, queries, baseUrl: origin, publisher: "Example" };
  const catalog = (await (await ask("/.well-known/ard.json", {}, options)).json()) as {
    host: { displayName: string };
    entries: { url: string; representativeQueries?: string[] }[];
  };
  assert.equal(catalog.host.displayName, "Example");
  assert.deepEqual(catalog.entries[0]?.representativeQueries, queries["com.example.mcp/maps"]);
  for (const { url } of catalog.entries) assert.equal((await ask(new URL(url).pathname, {}, options)).status, 200, url);
});

test("cacheSeconds decides Cache-Control, and 0 asks for revalidation", async () => {
  const cacheControl = async (cacheSeconds: number): Promise<string | null> =>
    (await ask("/mcp/server-card", {}, { cacheSeconds })).headers.get("cache-control");
  assert.equal(await cacheControl(60), "public, max-age=60");
  assert.equal(await cacheControl(0), "no-cache");
});

test("a bad card is refused at once, with every finding in the message and as data", () => {
  const bad = { ...card, version: "^1.0.0", description: "" };
  assert.throws(
    () => serveCards({ cards: [card, bad, "{", { specVersion: "1.0", entries: [] }, "\u001b[31m"] }),
    (error: unknown) => {
      assert.ok(error instanceof InvalidCards);
      assert.equal(error.reports.length, 4);
      assert.match(error.message, /^cards\[1\]\/description: .*\(schema\/min-length\)$/m);
      assert.match(error.message, /^cards\[2\].*\(json\/syntax\)$/m);
      assert.match(error.message, /^cards\[3\]: it is no Server Card but ai-catalog$/m);
      assert.doesNotMatch(error.message, /\u001b/);
      return true;
    },
  );
  assert.throws(() => serveCards({ cards: [{ ...card, version: "^1.0.0" }] }), /cards\[0\]\/version: .*range/);
});

test("options that make no sense are refused in words", () => {
  const refused: [object, RegExp][] = [
    [{ cards: [] }, /at least one card/],
    [{ cards: [card], cacheSeconds: -1 }, /cacheSeconds/],
    [{ cards: [card], cacheSeconds: Number.NaN }, /cacheSeconds/],
    [{ cards: [card], baseUrl: "https://example.com/app" }, /not an origin/],
    [{ cards: [{ ...card, remotes: [] }] }, /baseUrl/],
    [{ cards: [card, card] }, /are both com\.example\.mcp\/weather/],
    [{ cards: [card], queries: { "com.example/other": ["a", "b"] } }, /none of the cards/],
    [{ cards: [card], queries: { "com.example.mcp/weather": ["a"] } }, /2 to 5 queries/],
    [{ cards: [card], queries: { "com.example.mcp/weather": 5 } }, /^TypeError: serveCards: queries for .* no list/],
    [{ cards: [card], queries: { "com.example.mcp/weather": "abc" } }, /no list of texts/],
    [{ cards: [card], queries: { "com.example.mcp/weather": ["a", 5] } }, /no list of texts/],
    [{ cards: [card], queries: { "com.example.mcp/weather": ["a", " "] } }, /no list of texts/],
    [{ cards: [card], queries: null }, /^TypeError: serveCards: queries are no object/],
    [{ cards: [card], queries: [] }, /queries are no object/],
    [{ cards: [card], publisher: 5 }, /^TypeError: serveCards: publisher/],
    [{ cards: [card], publisher: " " }, /publisher/],
    [{ cards: [undefined] }, /cards\[0\]/],
  ];
  for (const [options, words] of refused) assert.throws(() => serveCards(options as never), words);
});

test("what is allowed and may surprise is in the notes", () => {
  const { notes } = serveCards({ cards: [card], baseUrl: "http://other.example.org" });
  assert.equal(notes.filter((note) => /plain http|names mcp\.example\.com/.test(note)).length, 2);
});

async function listen(t: TestContext, server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Sends a request line as it is, and gives the status line. */
async function rawStatus(port: number, line: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text.split("\r\n")[0] ?? "";
}

test("node:http: odd request lines end in an answer or are left alone, never in a crash", async (t) => {
  const answer = toNode(serveCards({ cards: [card] }));
  const port = await listen(
    t,
    createServer(async (incoming, outgoing) => {
      if (!(await answer(incoming, outgoing))) outgoing.writeHead(404).end();
    }),
  );
  const ok = /^HTTP\/1\.1 200 /;
  assert.match(await rawStatus(port, "GET https://mcp.example.com/mcp/server-card?a"), ok);
  assert.match(await rawStatus(port, "GET /mcp/server-card#x"), ok);
  assert.match(await rawStatus(port, "TRACE /mcp/server-card"), /^HTTP\/1\.1 405 /);
  for (const target of ["*", "//mcp/server-card", "/%ff", "/__proto__", "http://"]) {
    assert.match(await rawStatus(port, `OPTIONS ${target}`), /^HTTP\/1\.1 404 /, target);
  }
});

test("Express: below a mounted router, before a body parser, and with an error handed on", async (t) => {
  const app = express();
  app.use(["/.well-known", "/mcp"], toExpress(serveCards({ cards: [card] })));
  app.get("/mcp", (_, response) => void response.send("the endpoint"));
  const port = await listen(t, createServer(app));
  const at = `http://127.0.0.1:${port}`;
  const got = await fetch(`${at}/mcp/server-card`);
  assert.equal(got.headers.get("content-type"), cardMediaType);
  const etag = got.headers.get("etag") ?? "";
  assert.equal((await fetch(`${at}/mcp/server-card`, { headers: { "if-none-match": etag } })).status, 304);
  assert.equal((await fetch(`${at}/.well-known/ard.json`, { method: "HEAD" })).status, 200);
  assert.equal(await (await fetch(`${at}/mcp`)).text(), "the endpoint");
  const broken = toExpress({
    ...serveCards({ cards: [card] }),
    answer: () => Promise.reject(new Error("no")),
  } as never);
  const handed = new Promise((resolve) => broken({ url: "/", headers: {} }, {} as never, resolve));
  assert.equal(((await handed) as Error).message, "no");
});

test("Hono: answers what is its own and hands the rest on", async () => {
  const app = new Hono();
  app.use(toHono(serveCards({ cards: [card] })));
  app.get("/mcp", (context) => context.text("the endpoint"));
  const got = await app.request("/mcp/server-card");
  assert.equal(got.headers.get("content-type"), cardMediaType);
  const head = await app.request("/mcp/server-card", { method: "HEAD" });
  assert.deepEqual([head.status, await head.text()], [200, ""]);
  assert.equal((await app.request("/mcp/server-card", { method: "OPTIONS" })).status, 204);
  assert.equal(await (await app.request("/mcp")).text(), "the endpoint");
  assert.equal((await app.request("/nowhere")).status, 404);
});

test("a keep-alive connection survives HEAD, 304 and 405: none of them leaves bytes behind", async (t) => {
  const answer = toNode(serveCards({ cards: [card] }));
  const port = await listen(
    t,
    createServer((incoming, outgoing) => void answer(incoming, outgoing)),
  );
  const socket = connect(port, "127.0.0.1");
  const lines = ["HEAD", "GET", "POST", "OPTIONS", "HEAD"].map((method, index) => {
    const match = index === 1 ? "if-none-match: *\r\n" : "";
    return `${method} /mcp/server-card HTTP/1.1\r\nhost: x\r\n${match}${index === 4 ? "connection: close\r\n" : ""}\r\n`;
  });
  socket.write(lines.join(""));
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
  assert.deepEqual(statuses, ["200", "304", "405", "204", "200"]);
});

test("the module imports nothing but Node's own, and holds no compiler, no client and no table of suffixes", () => {
  const text = readFileSync(new URL("../src/serve/serve.js", import.meta.url), "utf8");
  const imported = [...text.matchAll(/(?:^|[;}\s])(?:import|from)\s*\(?"([^"]+)"/g)].map(([, name = ""]) => name);
  assert.deepEqual(
    [...new Set(imported)].filter((name) => !name.startsWith("node:")),
    [],
  );
  assert.ok(["node:module", "node:url", "node:util"].every((name) => imported.includes(name)));
  assert.doesNotMatch(text, /undici|new Function\(|momoa|tldts|publicsuffix/i);
  assert.ok(text.length < 260_000, `${text.length} bytes`);
});

test("loading it and making a handler costs a server less than 200 ms of processor time, and opens no socket", () => {
  const module = new URL("../src/serve/serve.js", import.meta.url).href;
  const script = `const before = process.cpuUsage();
    const { serveCards } = await import(${JSON.stringify(module)});
    serveCards({ cards: [${JSON.stringify(card)}] });
    const { user, system } = process.cpuUsage(before);
    const loaded = process.moduleLoadList.filter((name) => /NativeModule (?:http|https|tls|_http_client|dns)$/.test(name));
    console.log(JSON.stringify({ ms: (user + system) / 1000, loaded }));`;
  const costs = [1, 2, 3].map(() => {
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    assert.equal(stderr, "");
    return JSON.parse(stdout) as { ms: number; loaded: string[] };
  });
  assert.ok(Math.min(...costs.map(({ ms }) => ms)) < 200, JSON.stringify(costs));
  assert.deepEqual(costs[0]?.loaded, []);
});

test("a program that gives a bad card ends with the findings in sight, not below a page of our own code", () => {
  const module = new URL("../src/serve/serve.js", import.meta.url).href;
  const script = `const { serveCards } = await import(${JSON.stringify(module)}); serveCards({ cards: ['{"name":"x"}'] });`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /InvalidCards: .*document\/json/s);
  assert.ok(stderr.length < 4000, `${stderr.length} bytes`);
});

test("an adapter's request may come without a method, as http2's compatibility layer types it", async () => {
  const answer = toNode(serveCards({ cards: [card] }));
  const statuses: number[] = [];
  const response = { writeHead: (code: number) => statuses.push(code), end: () => undefined };
  assert.ok(await answer({ url: "/mcp/server-card", headers: {} }, response));
  assert.deepEqual(statuses, [200]);
});
