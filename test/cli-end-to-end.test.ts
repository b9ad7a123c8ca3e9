// The whole thread by the command line alone: publish a site, serve it on loopback, discover it, crawl it, serve the registry.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { run } from "../cli/run.ts";
import { type CommandLine, createCommandLine, createHost } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { writeSampleStore } from "./support/sample-store.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { cardOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET",
  "access-control-allow-headers": "Content-Type, If-None-Match",
  "access-control-expose-headers": "ETag",
  "cache-control": "public, max-age=3600",
};

/** Publishes two cards for example.com and serves exactly what was written. */
async function publishSite(line: CommandLine): Promise<void> {
  const remotes = [{ type: "streamable-http", url: "https://example.com/weather" }];
  const files = {
    "cards/weather.json": JSON.stringify(cardOf("com.example/weather", { remotes })),
    "cards/docs.json": JSON.stringify(cardOf("com.example/docs", { title: "Docs" })),
  };
  const argv = ["publish", "cards", "--out", "public", "--base-url", "https://example.com"];
  const published = await line.run(argv, { files });
  assert.equal(published.code, 0, published.stderr);
  const served = {
    ".well-known/ai-catalog.json": "application/ai-catalog+json",
    "weather/server-card": "application/mcp-server-card+json",
    "server-cards/com.example_docs.json": "application/mcp-server-card+json",
  };
  for (const [path, type] of Object.entries(served)) {
    const body = readFileSync(join(line.folder, "public", path));
    web.host("example.com").get(`/${path}`, { headers: { ...cors, "content-type": type, etag: '"1"' }, body });
  }
}

test("what publish wrote is discovered without a finding", async (t) => {
  const line = createCommandLine(t);
  await publishSite(line);
  const { code, stdout } = await line.run([
    "discover",
    "example.com",
    "--fail-on",
    "info",
    "--format",
    "json",
    ...playedBy(web, line),
  ]);
  const found = JSON.parse(stdout);
  assert.deepEqual(found.servers.map(({ name }: { name: string }) => name).sort(), [
    "com.example/docs",
    "com.example/weather",
  ]);
  assert.deepEqual(
    [found.servers, found.catalogs].flat().flatMap(({ diagnostics }) => diagnostics),
    [],
  );
  assert.equal(code, 0);
});

test("the endpoint's own URL leads to its card too", async (t) => {
  const line = createCommandLine(t);
  await publishSite(line);
  const { code, stdout } = await line.run([
    "discover",
    "https://example.com/weather",
    "--quiet",
    "--fail-on",
    "info",
    ...playedBy(web, line),
  ]);
  assert.deepEqual([code, stdout], [0, ""]);
});

test("a crawl keeps what it found, and the registry serves it", async (t) => {
  const line = createCommandLine(t);
  await publishSite(line);
  const crawl = ["crawl", "example.com", "--store", "registry.db", "--delay", "0", ...playedBy(web, line)];
  const first = await line.run([...crawl, "--format", "json"]);
  assert.equal(first.code, 0, first.stderr);
  const events = first.stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  for (const event of events) assertMatchesSchema("crawl-event", event);
  assert.deepEqual(
    events.map(({ event, cards, new: fresh }) => [event, cards, fresh]),
    [
      ["host", 2, undefined],
      ["summary", 2, 2],
    ],
  );

  const again = await line.run([...crawl, "--format", "json"]);
  const summary = JSON.parse(again.stdout.trim().split("\n").at(-1) ?? "");
  assert.deepEqual([summary.notModified, summary.new, summary.changed, summary.gone], [3, 0, 0, 0]);
  assert.deepEqual(
    await line.run([...crawl, "--quiet"]),
    { code: 0, stdout: "", stderr: "" },
    "quiet: nothing changed",
  );

  const stop = new AbortController();
  const said = { stdout: "", stderr: "" };
  const serving = run(
    ["serve", "--store", "registry.db", "--port", "0", "--format", "json"],
    createHost(line.folder, { signal: stop.signal }, said),
  );
  while (said.stdout === "") await new Promise((resolve) => setTimeout(resolve, 10));
  const listening = JSON.parse(said.stdout);
  assertMatchesSchema("listening", listening);
  const answer = await fetch(`${listening.url}/v0.1/servers`);
  const list: { servers: { server: { name: string } }[] } = JSON.parse(await answer.text());
  assert.deepEqual(
    list.servers.map(({ server }) => server.name),
    ["com.example/docs", "com.example/weather"],
  );
  stop.abort();
  assert.equal(await serving, 0);
});

test("a port that is in use is told with the way out", async (t) => {
  const line = createCommandLine(t);
  await writeSampleStore(join(line.folder, "s.db"));
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await line.run(["serve", "--store", "s.db", "--port", String(port)]);
  assert.equal(code, 3);
  assert.equal(stderr, `error: port ${port} of 127.0.0.1 is in use: choose another with --port, or 0 for a free one\n`);
});
