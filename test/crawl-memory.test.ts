// The crawler and its store together, over real sockets: what a second look costs, and what a change, a fault or an end does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadDriver } from "../registry/store/driver.ts";
import { createFrontier } from "../registry/store/frontier.ts";
import { migrate } from "../registry/store/migrations.ts";
import { engineOver, openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import { strength } from "../src/evidence/strength.ts";
import { crawlAll } from "./support/crawls.ts";
import { type Clock, createClock, dayMs } from "./support/visits.ts";
import { cardOf, entryOf, openWeb, type Web } from "./support/web.ts";

const Database = await loadDriver();
const hourMs = 3_600_000;

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

interface Crawling {
  readonly store: Store;
  readonly clock: Clock;
  crawl(host: string): ReturnType<typeof crawlAll>;
}

async function opened(work: (crawling: Crawling) => Promise<void>): Promise<void> {
  const clock = createClock();
  const store = await openStore(":memory:", { now: clock });
  try {
    await work({ store, clock, crawl: (host) => crawlAll(web, [host], { frontier: store.frontier, now: clock }) });
  } finally {
    await store.close();
  }
}

/** What became of the one server of a host. */
async function lived({ store, clock }: Crawling, name: string): Promise<Readonly<Record<string, unknown>>> {
  const entry = await store.version(name, "latest", true);
  const weight = strength(entry?.discovery.evidence ?? [], clock());
  return { status: entry?.status, state: entry?.discovery.state, weight };
}

test("a second crawl that is told 304, 200 with the same bytes, 404 and nothing at all adds no row", async () => {
  const database = new Database(":memory:");
  const engine = engineOver(database);
  migrate(engine);
  const clock = createClock();
  const frontier = createFrontier(engine, clock);
  const card = (name: string) => cardOf(`com.example.${name}/x`);
  web.host("tagged.example.com").catalog([entryOf("x", "https://tagged.example.com/c")], { headers: { etag: '"1"' } });
  web.host("tagged.example.com").card("/c", card("tagged"), { etag: '"c"' });
  web.host("plain.example.com").catalog([entryOf("x", "https://plain.example.com/c"), entryOf("y", card("plain"))]);
  web.host("plain.example.com").card("/c", card("plain"));
  web.host("none.example.com");
  web.host("rude.example.com").get("/.well-known/ai-catalog.json", (request) => request.socket.destroy());
  const hosts = ["tagged", "plain", "none", "rude"].map((name) => `${name}.example.com`);
  const crawl = () => crawlAll(web, hosts, { frontier, now: clock });
  const rows = () =>
    ["visits", "observations", "claims", "bodies", "resources", "changes", "entries", "past_cards"].map((table) => [
      table,
      database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    ]);
  const written = () => Number(database.prepare("SELECT total_changes()").pluck().get());

  assert.equal((await crawl()).summary?.found, 2);
  const first = rows();
  for (const _ of [1, 2]) {
    clock.advance(2 * dayMs);
    const start = written();
    const { summary } = await crawl();
    assert.deepEqual([summary?.new, summary?.changed, summary?.gone, summary?.notModified], [0, 0, 0, 2]);
    assert.deepEqual(rows(), first);
    // What test/memory.test.ts counts, and where it is kept what robots.txt said, which is read again once a day.
    assert.ok(
      written() - start <= 5 * hosts.length,
      `${written() - start} rows were written for ${hosts.length} hosts`,
    );
  }
});

test("a card that comes cut off once keeps its place, and loses it when it stays so", async () => {
  await opened(async (crawling) => {
    const { clock, crawl } = crawling;
    const name = "com.example.cut/x";
    const whole = JSON.stringify(cardOf(name));
    const serve = (body: string) =>
      web
        .host("cut.example.com")
        .catalog([entryOf("x", "https://cut.example.com/c")])
        .get("/c", { headers: { "content-type": "application/json" }, body });
    serve(whole);
    await crawl("cut.example.com");
    for (const broken of [whole.slice(0, 40), JSON.stringify({ ...cardOf(name), version: 7 })]) {
      clock.advance(hourMs);
      serve(broken);
      await crawl("cut.example.com");
      assert.equal((await lived(crawling, name))["status"], "active", "one look is no proof");
      clock.advance(hourMs);
      await crawl("cut.example.com");
      assert.equal((await lived(crawling, name))["status"], "deleted");
      clock.advance(hourMs);
      serve(whole);
      await crawl("cut.example.com");
      assert.deepEqual(await lived(crawling, name), { status: "active", state: "fresh", weight: 2 });
    }
  });
});

test("a remote that moves to a stranger's domain is told, and the proof settles for a week", async () => {
  await opened(async (crawling) => {
    const { store, clock, crawl } = crawling;
    const name = "com.example.moved/x";
    const serve = (url: string) =>
      web
        .host("moved.example.com")
        .catalog([entryOf("x", cardOf(name, { remotes: [{ type: "streamable-http", url }] }))]);
    serve("https://moved.example.com/mcp");
    await crawl("moved.example.com");
    clock.advance(dayMs);
    serve("https://api.moved.example.com/mcp");
    await crawl("moved.example.com");
    assert.equal((await lived(crawling, name))["weight"], 2);
    clock.advance(dayMs);
    serve("https://collector.example.net/mcp");
    await crawl("moved.example.com");
    assert.equal((await lived(crawling, name))["weight"], 1);
    const events = (await store.history({ of: name, limit: 10 })).map(({ event }) => event);
    assert.deepEqual(events, ["new", "changed", "changed", "identity"]);
    clock.advance(4 * dayMs);
    await crawl("moved.example.com");
    clock.advance(3 * dayMs);
    await crawl("moved.example.com");
    assert.equal((await lived(crawling, name))["weight"], 2);
  });
});

test("a catalog that answers 410, and a robots.txt that shuts us out, end what the host published", async () => {
  await opened(async (crawling) => {
    const { store, clock, crawl } = crawling;
    for (const way of ["gone", "shut"]) {
      const host = web
        .host(`${way}.example.com`)
        .catalog([entryOf("x", cardOf(`com.example.${way}/x`, { title: "Zebra" }))]);
      await crawl(host.name);
      clock.advance(dayMs);
      if (way === "gone") host.get("/.well-known/ai-catalog.json", { status: 410 });
      else host.robots("User-agent: *\nDisallow: /");
      await crawl(host.name);
      assert.equal((await lived(crawling, `com.example.${way}/x`))["status"], "deleted", way);
    }
    const shut = await store.version("com.example.shut/x", "latest", true);
    assert.doesNotMatch(shut?.serverJson ?? "Zebra", /Zebra/);
    assert.match(shut?.statusMessage ?? "", /robots\.txt/);
  });
});
