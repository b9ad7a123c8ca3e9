// Hosts from registries and catalogs: a registry of 5,000 entries walked whole, then only its changes; and hostile ones.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createApp } from "../registry/app.ts";
import { openStore } from "../registry/store/sqlite.ts";
import type { ListTools } from "../src/crawl/sources/ask-patiently.ts";
import type { Candidate } from "../src/crawl/sources/candidate.ts";
import { fromCatalog } from "../src/crawl/sources/catalog.ts";
import { fromRegistry, registryBase, registryMaxPages } from "../src/crawl/sources/registry.ts";
import { fromSchedule } from "../src/crawl/sources/schedule.ts";
import type { Answer, Ask, Exchange, Failure } from "../src/http/exchange.ts";
import { exchangeFromFetch } from "../src/http/in-process.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import { crawlAll, simulatedPace } from "./support/crawls.ts";
import { readAll } from "./support/listed.ts";
import { openRegistry } from "./support/registry.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { claimOf, createClock, dayMs } from "./support/visits.ts";
import { cardOf, catalogOf, entryOf, nestedOf, openWeb } from "./support/web.ts";

const base = "https://registry.example.com";

interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An exchange that answers by hand, and what was asked of it. */
function played(answer: (url: URL, count: number) => Page | Failure): {
  exchange: Exchange;
  asked: URL[];
  asks: Ask[];
} {
  const asked: URL[] = [];
  const asks: Ask[] = [];
  const exchange = async (ask: Ask): Promise<Answer | Failure> => {
    ask.signal?.throwIfAborted();
    asks.push(ask);
    asked.push(new URL(ask.url));
    const page = answer(new URL(ask.url), asked.length);
    if ("code" in page) return page;
    const { status = 200, headers = {}, body = "" } = page;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return { status, headers, bytes: new TextEncoder().encode(text), hops: [], ms: 1 };
  };
  return { exchange, asked, asks };
}

function tools(exchange: Exchange, more: Partial<ListTools> = {}): ListTools & { readonly slept: number[] } {
  const pace = simulatedPace();
  return { exchange, pace, now: createClock(), slept: pace.slept, ...more };
}

function entry(name: string, url: string, more: Readonly<Record<string, unknown>> = {}) {
  return { server: { name, version: "1.0.0", remotes: [{ type: "sse", url }], ...more }, _meta: {} };
}

/** 5,000 entries from the samples: each real server under 38 names, so that all hosts differ. */
function sampleEntries(): { name: string; host: string; website: string }[] {
  const samples: { id: string; url: string }[] = JSON.parse(
    readFileSync(sharedData("samples/remote-servers.json") ?? "", "utf8"),
  );
  const made = Array.from({ length: 38 }, (_, copy) =>
    samples.map(({ id, url }, index) => ({
      name: `com.example.c${copy}/${id.replace(/[^a-z0-9-]/gi, "-")}-${index}`,
      host: `c${copy}-${index}.${new URL(url).hostname}`,
      website: `www.c${copy}.${new URL(url).hostname}`,
    })),
  );
  return made.flat().slice(0, 5_000);
}

test("our own registry of 5,000 entries is walked whole by cursor, then only what changed", {
  skip: skipWithout("samples/remote-servers.json"),
}, async (t) => {
  const registry = await openRegistry(t);
  const all = sampleEntries();
  assert.equal(all.length, 5_000);
  const listing = (name: string): string => `${name.split("/")[0]?.split(".").at(-1)}.example.com`;
  const claim = ({ name, host, website }: (typeof all)[number], version = "1.0.0") =>
    claimOf(listing(name), name, version, {
      at: registry.clock(),
      cardUrl: `https://${listing(name)}/${name}/server-card`,
      card: { websiteUrl: `https://${website}/`, remotes: [{ type: "streamable-http", url: `https://${host}/mcp` }] },
    });
  const listed = new Map<string, (typeof all)[number][]>();
  for (const one of all) listed.set(listing(one.name), [...(listed.get(listing(one.name)) ?? []), one]);
  for (const [lister, ones] of listed) await registry.crawl(lister, ...ones.map((one) => claim(one)));
  const asked: URL[] = [];
  const { fetch } = createApp({ store: registry.store, now: registry.clock, log: () => {} });
  const inside = exchangeFromFetch((request) => fetch(request));
  const exchange: Exchange = (ask) => {
    asked.push(new URL(ask.url));
    return inside(ask);
  };
  registry.clock.advance(dayMs);
  const walk = tools(exchange, { now: registry.clock });

  const whole = await readAll(fromRegistry(base, walk));
  assert.deepEqual(new Set(whole.targets), new Set(all.flatMap(({ host, website }) => [host, website])));
  assert.equal(whole.end.problem, undefined);
  assert.ok(asked.length >= 50 && asked.length <= 51, `${asked.length} pages`);
  assert.ok(asked.slice(1).every((url) => url.searchParams.has("cursor") && url.pathname === "/v0.1/servers"));
  assert.deepEqual(
    walk.slept,
    Array.from({ length: asked.length - 1 }, () => 1_000),
    "a second between pages",
  );

  registry.clock.advance(dayMs);
  const [first, second, gone] = [all[17], all[4_711], all[2_000]] as [
    (typeof all)[0],
    (typeof all)[0],
    (typeof all)[0],
  ];
  const moved = { ...first, host: "moved.example.net" };
  const news = [claim(moved), claim({ ...second, host: "v2.example.net" }, "2.0.0")];
  for (const lister of new Set([first, second, gone].map(({ name }) => listing(name)))) {
    const left = (listed.get(lister) ?? []).filter((one) => one !== gone && one !== first);
    const fresh = news.filter(({ hostingHost }) => hostingHost === lister);
    await registry.crawl(lister, ...left.map((one) => claim(one)), ...fresh);
  }
  registry.clock.advance(dayMs / 24);
  asked.length = 0;
  const since = whole.end.knownUntil;
  assert.ok(since);
  const changed = await readAll(fromRegistry(base, { ...walk, since }));
  const expected = [moved.host, moved.website, second.host, second.website, "v2.example.net"];
  assert.deepEqual([...new Set(changed.targets)].sort(), [...new Set(expected)].sort(), "without the deleted entry's");
  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.searchParams.get("updated_since"), since.toISOString());

  const { knownUntil } = changed.end;
  assert.ok(knownUntil);
  assert.deepEqual((await readAll(fromRegistry(base, { ...walk, since: knownUntil }))).targets, []);
});

test("a registry's hosts are those of remotes and websites, templates refused, deleted entries left out", async () => {
  const deleted = { "io.modelcontextprotocol.registry/official": { status: "deleted" } };
  const servers = [
    entry("a/b", "https://{tenant}.example.com/mcp", { websiteUrl: "https://www.example.com" }),
    entry("a/c", "https://api.example.com/{tenant}/mcp"),
    { ...entry("a/d", "https://deleted.example.com/mcp"), _meta: deleted },
    { name: "older/form", remotes: [{ url: "https://older.example.com/sse" }, null, {}] },
    { server: { name: "a/e", packages: [] } },
    null,
    7,
  ];
  const { exchange } = played(() => ({ body: { servers, metadata: { nextCursor: null } } }));
  const { targets, refused, end } = await readAll(fromRegistry(base, tools(exchange)));
  assert.deepEqual(targets, ["www.example.com", "api.example.com", "older.example.com"]);
  assert.deepEqual(refused, ["template: https://{tenant}.example.com/mcp"]);
  assert.ok(end.knownUntil);
});

test("v0 is asked where there is no v0.1, and all where updated_since is not known", async () => {
  const old = played((url) => (url.pathname.startsWith("/v0.1/") ? { status: 404 } : { body: { servers: [] } }));
  assert.equal((await readAll(fromRegistry(base, tools(old.exchange)))).end.problem, undefined);
  assert.deepEqual(
    old.asked.map(({ pathname }) => pathname),
    ["/v0.1/servers", "/v0/servers"],
  );
  const since = new Date("2026-01-01T00:00:00Z");
  const strict = played((url) => (url.searchParams.has("updated_since") ? { status: 422 } : { body: { servers: [] } }));
  assert.equal((await readAll(fromRegistry(base, { ...tools(strict.exchange), since }))).end.problem, undefined);
  assert.deepEqual(
    strict.asked.map(({ search }) => search),
    ["?limit=100&updated_since=2026-01-01T00%3A00%3A00.000Z", "?limit=100"],
  );
  const named = played(() => ({ body: { servers: [] } }));
  await readAll(fromRegistry(`${base}/team/v0.1`, tools(named.exchange)));
  assert.deepEqual(
    named.asked.map(({ pathname }) => pathname),
    ["/team/v0.1/servers"],
  );
  assert.ok([...old.asks, ...strict.asks].every(({ method }) => method === "GET"));
});

test("the URL of a registry is read as people write it", () => {
  const read = {
    "registry.example.com": base,
    "https://registry.example.com/": base,
    "https://registry.example.com/v0.1/servers": `${base}/v0.1`,
    "https://example.com/registry/main/": "https://example.com/registry/main",
  };
  for (const [text, url] of Object.entries(read)) assert.equal(registryBase(text), url);
  for (const text of ["", "https://me:secret@example.com", "https://example.com/?a=1", "ftp://example.com", "https://"])
    assert.equal(registryBase(text), undefined, text);
});

test("Retry-After is obeyed, stumbles are forgiven, and neither for ever", async () => {
  const page = { body: { servers: [entry("a/b", "https://example.com/mcp")] } };
  const busy = played((_, count) => (count === 1 ? { status: 429, headers: { "retry-after": "120" } } : page));
  const busyTools = tools(busy.exchange);
  assert.deepEqual((await readAll(fromRegistry(base, busyTools))).targets, ["example.com"]);
  assert.deepEqual(busyTools.slept, [120_000]);

  const failure: Failure = { code: "timeout", message: "no answer in 60 s", url: base };
  const ill = played((_, count) => (count === 1 ? { status: 502 } : count === 2 ? failure : page));
  const illTools = tools(ill.exchange);
  assert.deepEqual((await readAll(fromRegistry(base, illTools))).targets, ["example.com"]);
  assert.deepEqual(illTools.slept, [2_000, 4_000]);

  const shut = played(() => ({ status: 429, headers: { "retry-after": "3600" } }));
  const shutTools = tools(shut.exchange);
  const { end } = await readAll(fromRegistry(base, shutTools));
  assert.match(end.problem ?? "", /answered 429 and asks to be left alone \("retry-after: 3600"\) after 0 entries/);
  assert.deepEqual([shut.asked.length, shutTools.slept], [1, []]);
  const down = played(() => failure);
  assert.match(
    (await readAll(fromRegistry(base, tools(down.exchange)))).end.problem ?? "",
    /^did not answer \(timeout/,
  );
  assert.equal(down.asked.length, 4);
});

test("a hostile registry ends with a clear word and is never taken for known", async () => {
  const one = entry("a/b", "https://example.com/mcp");
  const hostile: Record<string, readonly [answer: (url: URL, count: number) => Page, problem: RegExp]> = {
    "a web page": [() => ({ body: "<!doctype html><p>hello" }), /answered with a web page/],
    "no JSON": [() => ({ body: '{"servers": [' }), /answered with what is no JSON/],
    "another shape": [() => ({ body: { servers: {} } }), /JSON without "servers"/],
    "the same cursor": [
      () => ({ body: { servers: [one], metadata: { nextCursor: "a" } } }),
      /a cursor for the second time after 2 entries/,
    ],
    "cursors in a circle": [
      (_, count) => ({ body: { servers: [one], metadata: { nextCursor: `c${count % 3}` } } }),
      /for the second time/,
    ],
    "a cursor of a megabyte": [
      () => ({ body: { servers: [], metadata: { nextCursor: "a".repeat(1e6) } } }),
      /more than 4,096/,
    ],
    "a cursor that is no text": [
      () => ({ body: { servers: [], metadata: { nextCursor: {} } } }),
      /cursor that is no text/,
    ],
    "pages without entries": [
      (_, count) => ({ body: { servers: [], metadata: { nextCursor: `c${count}` } } }),
      /gave 3 pages without an entry/,
    ],
    "no end": [(_, count) => ({ body: { servers: [1], metadata: { nextCursor: `c${count}` } } }), /had no end/],
    "a page that turns bad": [
      (_, count) => (count < 3 ? { body: { servers: [one], metadata: { nextCursor: `c${count}` } } } : { status: 403 }),
      /answered 403 after 2 entries/,
    ],
  };
  for (const [name, [answer, problem]] of Object.entries(hostile)) {
    const { exchange, asked } = played(answer);
    const { end } = await readAll(fromRegistry(base, tools(exchange)));
    assert.match(end.problem ?? "", problem, name);
    assert.equal(end.knownUntil, undefined, name);
    assert.ok(asked.length <= registryMaxPages, name);
  }
});

test("a catalog's hosts are those of its entries, nested ones and inline cards too", async () => {
  const remotes = [{ type: "sse", url: "https://inline.example.com/sse" }];
  const catalog = catalogOf([
    entryOf("card", "https://cards.example.com/a/server-card"),
    entryOf("relative", "/b/server-card"),
    entryOf("inline", cardOf("com.example/inline", { remotes })),
    nestedOf("nested", "https://nested.example.org/catalog.json"),
    { ...entryOf("agent", "https://agents.example.net/agent.json"), type: "application/a2a-agent-card+json" },
    entryOf("template", "https://{x}.example.com/card"),
    entryOf("again", "https://cards.example.com/c"),
    null,
    { url: 7, data: { remotes: 7 } },
  ]);
  const hosts = [
    "cards.example.com",
    "list.example.com",
    "inline.example.com",
    "nested.example.org",
    "agents.example.net",
  ];
  const ard = { ...catalog, $schema: "https://example.com/schemas/ard/catalog.json" };
  for (const body of [catalog, ard, { ...catalog, specVersion: "draft" }]) {
    const { exchange, asked } = played(() => ({ body }));
    const { targets, refused, end } = await readAll(fromCatalog("list.example.com", tools(exchange)));
    assert.deepEqual([targets, refused, end], [hosts, ["template: https://{x}.example.com/card"], {}]);
    assert.equal(asked[0]?.href, "https://list.example.com/.well-known/ai-catalog.json");
  }
  const wrong: Record<string, RegExp> = {
    "<!doctype html>": /a web page/,
    "[]": /kind "json", which is no catalog/,
    [JSON.stringify(cardOf("com.example/a"))]: /kind "server-card"/,
    "{": /no JSON/,
  };
  for (const [body, problem] of Object.entries(wrong)) {
    const { exchange } = played(() => ({ body }));
    assert.match(
      (await readAll(fromCatalog("https://list.example.com/c.json", tools(exchange)))).end.problem ?? "",
      problem,
    );
  }
  const { exchange, asked } = played(() => ({}));
  assert.match(
    (await readAll(fromCatalog("ftp://example.com/", tools(exchange)))).end.problem ?? "",
    /cannot be asked/,
  );
  assert.equal(asked.length, 0);
});

test("whoever is due comes once, also behind hosts that are held by others", async () => {
  const held = Array.from({ length: 2_500 }, (_, index) => `held${index}.example.com`);
  const free = Array.from({ length: 1_500 }, (_, index) => `free${index}.example.com`);
  const waiting = new Set([...held, ...free]);
  const frontier = {
    schedule: async () => undefined,
    due: async (_: Date, limit: number) => [...waiting].slice(0, limit),
  };
  const given: string[] = [];
  const source = fromSchedule(frontier, new Date());
  for await (const host of source) {
    given.push(String(host));
    if (String(host).startsWith("free")) waiting.delete(String(host));
  }
  assert.deepEqual(given, [...held, ...free]);
});

test("a public list never leads to a private host, which stays reachable for who names it, also by the schedule", async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const servers = ["inner", "moved", "outer"].map((name) =>
    entry(`com.example/${name}`, `https://${name}.example.com/mcp`),
  );
  web.host("registry.example.com").json("/v0.1/servers?limit=100", { servers });
  for (const name of ["inner", "moved", "outer"])
    web.host(`${name}.example.com`).catalog([entryOf(name, cardOf(`com.example.${name}/a`))]);
  const at = new Map([
    ["registry.example.com", "8.8.8.8"],
    ["inner.example.com", "10.0.0.1"],
    ["moved.example.com", "8.8.8.8"],
    ["outer.example.com", "8.8.8.8"],
  ]);
  const port = web.rules().find((rule) => rule.port === 443)?.dialPort ?? 0;
  const transport = createTransport({
    profile: "cli",
    userAgent: "test/1 (+x)",
    ca: [web.ca],
    allowPrivate: true,
    lookup: async (host) => [at.get(host) ?? ""],
    dial: () => ({ address: "127.0.0.1", port }),
  });
  t.after(() => transport.close());
  const clock = createClock();
  const store = await openStore(":memory:", { now: clock });
  t.after(() => store.close());
  const { frontier } = store;
  const outcomes = async (targets: AsyncIterable<Candidate> | Iterable<Candidate>) => {
    const { hosts } = await crawlAll(web, targets, { transport, frontier, now: clock });
    return Object.fromEntries(hosts.map(({ host, outcome, reason }) => [host, reason ?? outcome]));
  };
  const { exchange, close } = transport.openVisit();
  t.after(close);
  const listed = () => fromRegistry(base, tools(exchange));
  const first = {
    "inner.example.com": "forbidden-address",
    "moved.example.com": "found",
    "outer.example.com": "found",
  };
  assert.deepEqual(await outcomes(listed()), first);
  assert.deepEqual(web.paths("inner.example.com"), []);
  const known = () => frontier.schedule("inner.example.com");
  assert.deepEqual([(await known())?.outcome, (await known())?.ledByPublic], ["refused", true]);

  assert.deepEqual(await outcomes(["inner.example.com", "outer.example.com"]), {
    "inner.example.com": "found",
    "outer.example.com": "found",
  });
  assert.equal((await outcomes(listed()))["inner.example.com"], "forbidden-address");
  assert.deepEqual([(await known())?.outcome, (await known())?.ledByPublic], ["found", undefined]);

  at.set("moved.example.com", "10.0.0.2").set("outer.example.com", "10.0.0.3");
  clock.advance(3 * dayMs);
  const due = { "inner.example.com": "found", "moved.example.com": "forbidden-address", "outer.example.com": "found" };
  assert.deepEqual(await outcomes(fromSchedule(frontier, clock())), due);
});
