// The whole thread by the command line alone: publish a site, serve it on loopback, discover it, crawl it, serve the registry.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type CommandLine, createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
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
