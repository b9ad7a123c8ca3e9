// The search: what people type finds what they mean, in an order that they would expect, whatever they type.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { measures, openSampleStore } from "../bench/search/judged.ts";
import { openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import type { Claim } from "../src/crawl/frontier.ts";
import { tagsOf } from "../src/crawl/tags.ts";
import { openRegistry } from "./support/registry.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";
import { type ClaimParts, claimOf, commit, createClock, provedClaim, visitOf } from "./support/visits.ts";

const clock = createClock();
const at = clock();

function claim(host: string, local: string, parts: Omit<ClaimParts, "at"> = {}, proved = false): Claim {
  const name = `${host.split(".").reverse().join(".")}/${local}`;
  const make = proved ? provedClaim : claimOf;
  return make(host, name, "1.0.0", { at, ...parts });
}

async function storeOf(claims: readonly Claim[]): Promise<Store> {
  const store = await openStore(":memory:", { now: clock });
  const hosts = new Map<string, Claim[]>();
  for (const one of claims) hosts.set(one.hostingHost, [...(hosts.get(one.hostingHost) ?? []), one]);
  for (const [host, own] of hosts) await commit(store.frontier, visitOf(host, own, at));
  return store;
}

async function found(store: Store, text: string): Promise<string[]> {
  const { hits } = await store.search({ text, limit: 20 });
  return hits.map(({ entry }) => entry.name.slice(entry.name.indexOf("/") + 1));
}

const card = (title: string, description: string) => ({ card: { title, description } });

test("a title, a tag, a host and a description are looked in, and each outranks the next", async () => {
  const store = await storeOf([
    claim("a.example.com", "one", card("Weather", "Answers questions")),
    claim("b.example.com", "two", { ...card("Skies", "Answers questions"), tags: ["weather"] }),
    claim("c.example.com", "three", card("Clouds", "Tells the weather of tomorrow")),
    claim("weather.example.org", "four", card("Winds", "Answers questions")),
    claim("d.example.com", "five", card("Music", "Plays songs")),
  ]);
  const names = await found(store, "weather");
  assert.equal(names[0], "one");
  assert.equal(names[1], "two");
  assert.deepEqual([...names].sort(), ["four", "one", "three", "two"]);
  assert.equal((await found(store, "weather.example.org"))[0], "four");
  await store.close();
});

test("every word counts, more words count more, and a rare word more than a common one", async () => {
  const store = await storeOf([
    claim("a.example.com", "both", card("Invoices", "Reads invoices of a shop")),
    claim("b.example.com", "common", card("Shop", "A shop like any other shop")),
    claim("c.example.com", "common-too", card("Another shop", "A shop")),
    claim("d.example.com", "rare", card("Ledger", "Keeps invoices")),
  ]);
  const names = await found(store, "shop invoices");
  assert.equal(names[0], "both");
  assert.equal(names[1], "rare");
  assert.equal(names.length, 4);
  await store.close();
});

test("plurals, beginnings and slips of the keyboard find what was meant, and say so", async () => {
  const store = await storeOf([
    claim("a.example.com", "payments", card("Payments", "Takes payments")),
    claim("b.example.com", "forecast", card("Forecasts", "Forecasts the weather")),
  ]);
  assert.deepEqual(await found(store, "payment"), ["payments"]);
  assert.deepEqual(await found(store, "forec"), ["forecast"]);
  assert.deepEqual(await found(store, "paymnets"), ["payments"]);
  const { mended } = await store.search({ text: "wether", limit: 5 });
  assert.deepEqual(mended, []);
  assert.deepEqual((await store.search({ text: "paymnets", limit: 5 })).mended, [
    { typed: "paymnets", meant: "payments" },
  ]);
  assert.deepEqual(await found(store, "zzzzzz"), []);
  await store.close();
});

test("what is as relevant is ordered by evidence, then by who was heard of last", async () => {
  const same = card("Notes", "Keeps notes");
  const store = await storeOf([
    claim("a.example.com", "notes", same),
    claim("b.example.com", "notes", same, true),
    claim("c.example.com", "notes", same),
  ]);
  const { hits } = await store.search({ text: "notes", limit: 5 });
  assert.equal(hits[0]?.entry.discovery.hostingHost, "b.example.com");
  assert.equal(new Set(hits.map(({ score }) => score)).size, 1, "the score is relevance and nothing else");
  await store.close();
});

test("pages follow each other without a gap, and the last one says that it is", async () => {
  const claims = Array.from({ length: 25 }, (_, index) =>
    claim(`h${index}.example.com`, `n${index}`, card("Notes", "Keeps notes")),
  );
  const store = await storeOf(claims);
  const names: string[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: Awaited<ReturnType<Store["search"]>> = await store.search({ text: "notes", limit: 10, after });
    names.push(...page.hits.map(({ entry }) => entry.name));
    after = page.next;
  }
  assert.equal(names.length, 25);
  assert.equal(new Set(names).size, 25);
  await store.close();
});

test("a server that was taken back, and older versions, are not found", async () => {
  const store = await storeOf([claim("a.example.com", "gone", card("Gone", "Was here"))]);
  assert.equal((await found(store, "gone")).length, 1);
  await commit(store.frontier, visitOf("a.example.com", [], clock()));
  assert.deepEqual(await found(store, "gone"), []);
  await store.close();
});

test("no text is syntax: any search answers, and finds nothing that it should not", async () => {
  const store = await storeOf([claim("a.example.com", "plain", card("Plain", "Nothing else"))]);
  const nasty = [
    '"',
    "*",
    "a OR b",
    "NEAR(a b)",
    "title:plain",
    "plain*",
    "^plain",
    "a\0b",
    "-",
    "(",
    "{a}",
    "x".repeat(10_000),
  ];
  for (const text of nasty) await store.search({ text, limit: 5 });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (text) => {
      const { hits } = await store.search({ text, limit: 5 });
      assert.ok(hits.length <= 1);
    }),
    { numRuns: 300 },
  );
  await store.close();
});

test("tags are short, plain words, whatever a catalog writes there", () => {
  assert.deepEqual(tagsOf(["a", "a", "b c", "", " ", 7, null, "x\u202ey", "z".repeat(65), "ok"]), ["a", "b c", "ok"]);
  assert.deepEqual(tagsOf("a"), []);
  assert.equal(tagsOf(Array.from({ length: 100 }, (_, index) => `t${index}`)).length, 32);
});

test("the API and the page show the same order, and say what was mended", async (t) => {
  const registry = await openRegistry(t);
  for (const host of ["a.example.com", "b.example.com"]) {
    const local = host.startsWith("a") ? "forecasts" : "weather";
    const name = `${host.split(".").reverse().join(".")}/${local}`;
    const title = host.startsWith("a") ? "Forecasts and weather" : "Weather";
    await registry.crawl(host, claimOf(host, name, "1.0.0", { at: registry.clock(), card: { title } }));
  }
  const path = "/v0.1/x/io.github.mcp-discover/search?q=weathr";
  const { servers, metadata } = (await (await registry.ask(path)).json()) as {
    servers: { server: { name: string }; _meta: Record<string, { score?: number }> }[];
    metadata: { total: number; mended: unknown };
  };
  assert.deepEqual(
    servers.map(({ server }) => server.name),
    ["com.example.b/weather", "com.example.a/forecasts"],
  );
  assert.ok((servers[0]?._meta["io.github.mcp-discover/search"]?.score ?? 0) > 0);
  assert.deepEqual([metadata.total, metadata.mended], [2, [{ typed: "weathr", meant: "weather" }]]);
  const html = await (await registry.ask("/?q=weathr")).text();
  assert.ok(html.indexOf("com.example.b/weather") < html.indexOf("com.example.a/forecasts"));
  assert.match(html, /No server has “.*weathr.*”: these have “.*weather.*”/);
  for (const [bad, status] of [
    ["", 400],
    ["?q=", 400],
    [`?q=${"x".repeat(201)}`, 400],
    ["?q=a&limit=0", 422],
    ["?q=a&limit=101", 422],
    ["?q=a&after=-1", 422],
    ["?q=a&after=1e3", 422],
    ["?q=%00", 400],
  ] as const) {
    assert.equal((await registry.ask(`/v0.1/x/io.github.mcp-discover/search${bad}`)).status, status, bad);
  }
});

test("the judged set is answered well, and much better than by substrings of names", {
  skip: skipWithout("samples/remote-servers.json"),
}, async () => {
  const { judgements } = JSON.parse(readFileSync(join(projectRoot, "bench/search/judgements.json"), "utf8"));
  const { store, close } = await openSampleStore(sharedData("samples/remote-servers.json") ?? "");
  const { all } = await measures(judgements, async (query) => {
    const { hits } = await store.search({ text: query, limit: 10 });
    return hits.map(({ entry }) => entry.name.slice(entry.name.indexOf("/") + 1));
  });
  assert.ok(all.ndcg >= 0.85, `NDCG@10 ${all.ndcg}`);
  await close();
});
