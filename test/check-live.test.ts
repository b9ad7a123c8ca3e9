// `check --live`: the running servers beside their cards, through the command line, loudly and only when asked.

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { createCommandLine } from "./support/host.ts";
import { openModernServer } from "./support/mcp-servers.ts";
import { playedBy } from "./support/play.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { served } from "./support/served.ts";
import { cardOf, catalogOf, entryOf, type Handler, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

/** Hands what comes to a server elsewhere on loopback. */
function proxyTo(url: string): Handler {
  return (incoming, outgoing) => {
    const { host: _, ...headers } = incoming.headers;
    const onward = request(url, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  };
}

/** A host whose catalog lists one card, whose endpoint is on the same host. */
function play(host: string, card: Record<string, unknown>, endpoint: Handler): void {
  const url = `https://${host}/mcp/server-card`;
  const catalog = { ...catalogOf([entryOf("mcp", url)]), host: { displayName: "Example", identifier: host } };
  const remotes = [{ type: "streamable-http", url: `https://${host}/mcp` }];
  const full = cardOf(`${host.split(".").reverse().join(".")}/mcp`, { remotes, ...card });
  web
    .host(host)
    .get("/.well-known/ai-catalog.json", served(JSON.stringify(catalog), catalogMediaType))
    .get("/mcp/server-card", served(JSON.stringify(full), cardMediaType))
    .get("/mcp", endpoint);
}

test("--live says aloud that it speaks to the servers, and what differs; without it nobody is spoken to", async (t) => {
  const server = await openModernServer({ name: "mcp", version: "2.0.0" });
  t.after(() => server.close());
  play("live.example.com", {}, proxyTo(server.url));
  const line = createCommandLine(t);
  const argv = ["check", "live.example.com", ...playedBy(web, line)];
  web.forget();
  const quiet = await line.run(argv);
  assert.equal(quiet.code, 0);
  assert.equal(web.seen.filter(({ path, method }) => path === "/mcp" || method === "POST").length, 0);
  const { code, stdout, stderr } = await line.run([...argv, "--live", "--header", "x-key=secret-value"]);
  assert.equal(code, 0, "a version that differs is a warning");
  assert.match(stderr, /^note: --live speaks to the MCP servers themselves/m);
  assert.match(
    stdout,
    /The running servers\n {2}com\.example\.live\/mcp at https:\/\/live\.example\.com\/mcp says something else/,
  );
  assert.match(stdout, /live\/version/);
  assert.doesNotMatch(stdout + stderr, /secret-value/);
  const asked = web.seen.filter(({ method }) => method === "POST");
  assert.ok(asked.length > 0 && asked.every(({ headers }) => headers["x-key"] === "secret-value"));
  assert.ok(web.seen.filter(({ path }) => path !== "/mcp").every(({ headers }) => headers["x-key"] === undefined));
});

test("a server that asks for a login is unverified, which is no failure; JSON has its state", async (t) => {
  play("locked.example.com", {}, (_, response) => {
    response.writeHead(401, { "www-authenticate": 'Bearer resource_metadata="https://locked.example.com/x"' }).end();
  });
  const line = createCommandLine(t);
  const argv = ["check", "locked.example.com", "--live", "--format", "json", ...playedBy(web, line)];
  const { code, stdout } = await line.run(argv);
  assert.equal(code, 0);
  const told = JSON.parse(stdout);
  assertMatchesSchema("check", told);
  assert.equal(told.live[0].state, "needs-authorization");
});

test("a header goes to no server of another domain or over plain http, whatever the catalog lists", async (t) => {
  const hosts = ["stranger.example.org", "example.com.example.org"];
  for (const host of hosts) web.host(host).get("/mcp", (_, response) => response.writeHead(401).end());
  const urls = [...hosts.map((host) => `https://${host}/mcp`), "http://lured.example.com/mcp"];
  const remotes = [...urls, "https://lured.example.com/mcp"].map((url) => ({ type: "streamable-http", url }));
  play("lured.example.com", { remotes }, (_, response) => response.writeHead(401).end());
  const line = createCommandLine(t);
  web.forget();
  const header = ["--header", "authorization=Bearer secret-value"];
  const { stdout, stderr } = await line.run([
    "check",
    "lured.example.com",
    ...playedBy(web, line),
    "--live",
    ...header,
  ]);
  const asked = web.seen.filter(({ method }) => method === "POST");
  const [told, others] = [true, false].map((is) => asked.filter(({ host }) => (host === "lured.example.com") === is));
  assert.ok(told?.some(({ headers }) => headers["authorization"] === "Bearer secret-value"));
  assert.ok(others?.length !== 0 && others?.every(({ headers }) => headers["authorization"] === undefined));
  assert.match(stderr, /^note: --header is not sent to stranger\.example\.org/m);
  assert.match(stderr, /^note: --header is not sent to lured\.example\.com/m);
  assert.doesNotMatch(stdout + stderr, /secret-value/);
});
