// What a crawl looks for at a domain, in which order, and what it takes older documents for.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openStore } from "../registry/store/sqlite.ts";
import type { CrawlOptions } from "../src/crawl/crawl.ts";
import type { HostResult } from "../src/crawl/frontier.ts";
import { saysNoindex } from "../src/crawl/noindex.ts";
import { crawlAll, watchedFrontier } from "./support/crawls.ts";
import { cardOf, catalogOf, entryOf, openWeb, type Web } from "./support/web.ts";

const catalog = "/.well-known/ai-catalog.json";
const ard = "/.well-known/ard.json";
const older = ["/.well-known/mcp/server-card.json", "/.well-known/mcp/catalog.json", "/.well-known/mcp.json"];
let web: Web;

before(async () => {
  web = await openWeb();
});
beforeEach(() => web.forget());
after(() => web.close());

async function visit(host: string, options: Partial<CrawlOptions> = {}): Promise<HostResult> {
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, [host], { frontier, ...options });
  const [result] = results;
  assert.ok(result);
  return result;
}

/** A card of SEP-1649; its addresses stand on a host that sees whether anybody follows them. */
const olderCard = {
  $schema: "https://static.modelcontextprotocol.io/schemas/mcp-server-card/v1.json",
  version: "1.0",
  protocolVersion: "2025-06-18",
  serverInfo: { name: "weather", title: "Weather", version: "2.3.0" },
  description: "Tells the weather",
  iconUrl: "https://trap.example.net/icon.png",
  documentationUrl: "https://trap.example.net/docs",
  transport: { type: "streamable-http", endpoint: "/mcp" },
  capabilities: { tools: {} },
  tools: ["dynamic"],
};

test("the catalog is asked first, ard.json only where that has nothing, the older places only on request", async () => {
  web.host("current.example.com").catalog([]);
  web.host("empty.example.com");
  await visit("current.example.com", { legacy: true });
  assert.deepEqual(web.paths("current.example.com"), [catalog]);
  assert.equal((await visit("empty.example.com")).outcome, "none");
  assert.deepEqual(web.paths("empty.example.com"), [catalog, ard]);
  web.forget();
  assert.equal((await visit("empty.example.com", { legacy: true })).outcome, "none");
  assert.deepEqual(web.paths("empty.example.com"), [catalog, ard, ...older]);
});

test("what stands at ard.json is found, and nothing more is asked", async () => {
  const host = web.host("ard.example.com").card("/c", cardOf("com.example.ard/c"));
  host.catalog([entryOf("c", "https://ard.example.com/c")], { path: ard });
  const { outcome, claims, readWhole } = await visit("ard.example.com", { legacy: true });
  assert.deepEqual([outcome, claims.map(({ name }) => name)], ["found", ["com.example.ard/c"]]);
  assert.equal(claims[0]?.catalogUrl, `https://ard.example.com${ard}`);
  assert.ok(readWhole.includes(`https://ard.example.com${ard}`));
  assert.deepEqual(web.paths("ard.example.com"), [catalog, ard, "/c"]);
});

test("a catalog that cannot be had is no reason to look elsewhere", async () => {
  web.host("ill.example.com").get(catalog, { status: 500 }).catalog([], { path: ard });
  assert.equal((await visit("ill.example.com", { legacy: true })).outcome, "failed");
  assert.deepEqual(web.paths("ill.example.com"), [catalog]);
});

test("a card of an older kind is listed as what it is, and nothing that it names is fetched", async () => {
  web.host("trap.example.net");
  web.host("old.example.com").json(older[0] ?? "", olderCard);
  const { outcome, claims } = await visit("old.example.com", { legacy: true });
  const [claim] = claims;
  assert.ok(claim);
  assert.deepEqual([outcome, claims.length, claim.kind, claim.refusals], ["found", 1, "sep-1649-card", []]);
  assert.deepEqual([claim.name, claim.version], ["com.example.old/weather", "2.3.0"]);
  assert.deepEqual(
    claim.card.remotes?.map(({ url }) => url),
    ["https://old.example.com/mcp"],
  );
  const source = claim.card["_meta"]?.["io.github.mcp-discover/source"];
  assert.match(JSON.stringify(source), /"normalized":true,"shape":"sep-1649-card"/);
  assert.deepEqual(web.paths("trap.example.net"), []);
  const store = await openStore(":memory:", { now: () => new Date("2026-11-01T00:00:00Z") });
  await crawlAll(web, ["old.example.com"], {
    frontier: store.frontier,
    legacy: true,
    now: () => new Date("2026-11-01T00:00:00Z"),
  });
  const entry = await store.version("com.example.old/weather", "latest", false);
  assert.equal(entry?.discovery.kind, "sep-1649-card");
  await crawlAll(web, ["old.example.com"], {
    frontier: store.frontier,
    legacy: true,
    now: () => new Date("2026-11-02T00:00:00Z"),
  });
  assert.equal(await store.sequence(), 1, "the same document is no change");
  await store.close();
});

test("a list of an older kind gives every server in it, each marked with the list's kind", async () => {
  const servers = ["maps", "mail"].map((name) => ({
    name,
    url: `https://many.example.com/${name}`,
    description: `Does ${name}`,
  }));
  web.host("many.example.com").json(older[2] ?? "", { version: "1.0", servers });
  const { claims } = await visit("many.example.com", { legacy: true });
  assert.deepEqual(
    claims.map(({ name, kind, cardUrl }) => [name, kind, cardUrl]),
    ["maps", "mail"].map((name, n) => [
      `com.example.many/${name}`,
      "server-list",
      `https://many.example.com${older[2]}#/entries/${n}/data`,
    ]),
  );
});

test("an older card behind a current catalog's entry is taken too", async () => {
  web
    .host("mixed.example.com")
    .catalog([entryOf("c", "https://mixed.example.com/c")])
    .json("/c", olderCard);
  const { claims } = await visit("mixed.example.com");
  assert.deepEqual(
    claims.map(({ kind, refusals }) => [kind, refusals]),
    [["sep-1649-card", []]],
  );
});

test("a host that answers everything alike publishes nothing, with a page, with JSON and with the path in it", async () => {
  const page = "<!doctype html><title>Shop</title>";
  const answers: Readonly<Record<string, (path: string) => readonly [string, string]>> = {
    page: () => ["text/html", page],
    json: () => ["application/json", '{"status":"ok"}'],
    echo: (path) => ["application/json", JSON.stringify({ error: "no such page", path })],
  };
  for (const [name, answer] of Object.entries(answers)) {
    const host = web.host(`${name}.example.org`);
    for (const path of [catalog, ard, ...older]) {
      const [type, body] = answer(path);
      host.get(path, { headers: { "content-type": type }, body });
    }
    const { outcome, cards, catalogs, claims } = await visit(`${name}.example.org`, { legacy: true });
    assert.deepEqual([outcome, cards, catalogs, claims], ["none", 0, 0, []], name);
  }
});

test("behind a page for everything a real file is still found", async () => {
  const host = web.host("app.example.com");
  for (const path of [catalog, ard])
    host.get(path, { headers: { "content-type": "text/html" }, body: "<html></html>" });
  host.json(older[0] ?? "", olderCard);
  assert.equal((await visit("app.example.com", { legacy: true })).claims.length, 1);
});

test("JSON of no known shape at the catalog's place is still told, where the host does not answer everything so", async () => {
  web.host("odd.example.com").json(catalog, { agents: [] });
  const { outcome, catalogs } = await visit("odd.example.com");
  assert.deepEqual([outcome, catalogs], ["found", 1]);
});

test("X-Robots-Tag keeps a card, or all that a catalog lists, out; what is meant for others does not", async () => {
  const says = (value: string): boolean => saysNoindex({ "x-robots-tag": value });
  for (const yes of [
    "noindex",
    "NoIndex, nofollow",
    "none",
    "nofollow, noindex",
    "mcp-discover: noindex",
    "otherbot: all, mcp-discover: none",
    "unavailable_after: 1 Jan 2030 00:00:00 GMT, noindex",
  ])
    assert.equal(says(yes), true, yes);
  for (const no of [
    "",
    "all",
    "nofollow",
    "otherbot: noindex",
    "otherbot: noindex, nofollow",
    "mcp-discover: nofollow",
    "noindexed",
    "max-snippet: 0",
  ])
    assert.equal(says(no), false, no);
  assert.equal(saysNoindex({}), false);

  const tag = { "x-robots-tag": "noindex" };
  const card = (host: string, path: string) => cardOf(`${host.split(".").reverse().join(".")}${path}`);
  const one = web
    .host("one.example.com")
    .catalog(["/a", "/b"].map((path) => entryOf(path.slice(1), `https://one.example.com${path}`)));
  one.card("/a", card("one.example.com", "/a"), tag).card("/b", card("one.example.com", "/b"));
  const { claims, unwanted } = await visit("one.example.com");
  assert.deepEqual(
    [claims.map(({ name }) => name), unwanted],
    [["com.example.one/b"], [{ url: "https://one.example.com/a", why: "noindex" }]],
  );

  web
    .host("all.example.com")
    .json(
      catalog,
      catalogOf([entryOf("c", "https://all.example.com/c"), entryOf("d", card("all.example.com", "/d"))]),
      tag,
    )
    .card("/c", card("all.example.com", "/c"));
  const all = await visit("all.example.com");
  assert.deepEqual([all.outcome, all.claims], ["found", []]);
  assert.deepEqual(all.unwanted, [{ url: `https://all.example.com${catalog}`, why: "noindex" }]);
  assert.deepEqual(
    all.observations.filter(({ bytes, url }) => bytes !== undefined && url.endsWith(".json")),
    [],
  );
});
