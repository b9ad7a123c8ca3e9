// Facets: what entries are narrowed and counted by, in the store, the API and the page; also for what was indexed before there were any.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fillStore } from "../bench/search/bulk.ts";
import { createServers } from "../bench/search/synthetic.ts";
import { createBrowse, fewSql, maxSorted, walkSql } from "../registry/store/browse.ts";
import { loadDriver } from "../registry/store/driver.ts";
import type { Engine } from "../registry/store/engine.ts";
import { createFacetCounts, sliceSql } from "../registry/store/facet-counts.ts";
import { type FacetFilter, type FacetName, facetsOf } from "../registry/store/facets.ts";
import { createSearch } from "../registry/store/search.ts";
import { engineOver, openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import { cardMediaType, type Remote } from "../src/document/card.ts";
import { folderFor, openRegistry } from "./support/registry.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { claimOf, commit, createClock, dayMs, provedClaim, visitOf } from "./support/visits.ts";

const clock = createClock();
const path = "/v0.1/x/io.github.mcp-discover/search";

const filterOf = (filter: Readonly<Partial<Record<FacetName, string | readonly string[]>>>): FacetFilter =>
  new Map(Object.entries(filter).map(([facet, values]) => [facet as FacetName, [values].flat()]));

async function namesIn(store: Store, text: string, filter: Parameters<typeof filterOf>[0]): Promise<string[]> {
  const { hits } = await store.search({ text, filter: filterOf(filter), limit: 100 });
  return hits.map(({ entry }) => entry.name).sort();
}

/** Every facet's counts, as an object. */
async function counted(store: Store, text = "", filter: Parameters<typeof filterOf>[0] = {}) {
  const names: readonly FacetName[] = ["transport", "auth", "evidence", "status", "icon", "host", "tag", "publisher"];
  const facets = names.map((facet) => ({ facet, limit: 10, least: 1 }));
  const counts = await store.facets({ text, filter: filterOf(filter), facets, most: 1_000 });
  return Object.fromEntries(
    counts.facets.map(({ facet, buckets }) => [
      facet,
      Object.fromEntries(buckets.map(({ value, count }) => [value, count])),
    ]),
  );
}

test("what a card asks of its user is told by its headers and variables", () => {
  const facts = { hostingHost: "example.com", endpointHosts: [], kind: "server-card" };
  const auth = (...parts: Partial<Remote>[]) => {
    const remotes = parts.map((part) => ({ type: "sse" as const, url: "https://example.com/", ...part }));
    return facetsOf({ remotes }, facts, { evidence: [], status: "active" }).auth;
  };
  assert.deepEqual(auth(), ["no-endpoint"]);
  assert.deepEqual(auth({}), ["none"]);
  assert.deepEqual(auth({ headers: [{ name: "A", isRequired: true }] }), ["header"]);
  assert.deepEqual(auth({ headers: [{ name: "A", isRequired: true, value: "fixed" }] }), ["none"]);
  assert.deepEqual(auth({ headers: [{ name: "A", value: "{k}", variables: { k: { isRequired: true } } }] }), [
    "header",
  ]);
  assert.deepEqual(auth({ headers: [{ name: "A" }] }), ["optional"]);
  assert.deepEqual(auth({ variables: { tenant: { isRequired: true } } }), ["variable"]);
  assert.deepEqual(auth({}, { headers: [{ name: "A", isRequired: true }] }), ["header", "none"]);
});

test("facets follow their entry: a change, a newer version, a withdrawal and a return", async () => {
  const store = await openStore(":memory:", { now: clock });
  const host = "example.com";
  const visit = async (version: string, type: Remote["type"]) => {
    const remotes = [{ type, url: "https://example.com/mcp" }];
    const claim = provedClaim(host, "com.example/a", version, { at: clock(), card: { remotes }, tags: ["One"] });
    await commit(store.frontier, visitOf(host, [claim], clock()));
    clock.advance(dayMs);
  };
  await visit("1.0.0", "sse");
  assert.deepEqual(await counted(store), {
    transport: { sse: 1 },
    auth: { none: 1 },
    evidence: { "served-by": 1 },
    status: { active: 1 },
    icon: { no: 1 },
    host: { "example.com": 1 },
    tag: { one: 1 },
    publisher: {},
  });
  await visit("1.0.0", "streamable-http");
  assert.deepEqual((await counted(store))["transport"], { "streamable-http": 1 });
  await visit("1.1.0", "sse");
  assert.deepEqual((await counted(store))["transport"], { sse: 1 }, "only the latest version counts");
  assert.equal((await store.counts()).servers, 1);
  await commit(store.frontier, visitOf(host, [], clock()));
  assert.deepEqual((await counted(store))["transport"], {});
  assert.deepEqual(await namesIn(store, "", { transport: "sse" }), []);
  clock.advance(dayMs);
  await visit("1.1.0", "sse");
  assert.deepEqual((await counted(store))["transport"], { sse: 1 });
  assert.deepEqual(await namesIn(store, "", { transport: "sse" }), ["com.example/a"]);
  await store.close();
});

test("no text of a card can pose as a facet", async () => {
  const store = await openStore(":memory:", { now: clock });
  const token = "\ue000evidencezservedz2dzby0";
  const card = { title: `Notes ${token}`, description: `Keeps ${token}` };
  const claim = claimOf("example.com", "com.example/a", "1.0.0", {
    at: clock(),
    card,
    tags: ["evidencezservedz2dzby0"],
  });
  await commit(store.frontier, visitOf("example.com", [claim], clock()));
  assert.deepEqual(await namesIn(store, "notes", {}), ["com.example/a"]);
  assert.deepEqual(await namesIn(store, "notes", { evidence: "served-by" }), []);
  assert.deepEqual((await counted(store, "notes", { evidence: "served-by" }))["transport"], {});
  await store.close();
});

test("a store from before has facets once it is opened, and the same ones as a new one", async (t) => {
  const folder = folderFor(t);
  const file = join(folder, "old.db");
  const server = createServers(clock());
  const claims = Array.from({ length: 60 }, (_, index) => server(index));
  const fill = async (path: string) => {
    const store = await openStore(path, { now: clock });
    await commit(store.frontier, visitOf("list0.example.com", claims, clock()));
    return store;
  };
  const fresh = await fill(join(folder, "new.db"));
  const [all, some] = [await counted(fresh), await counted(fresh, "search", { transport: "sse" })];
  await (await fill(file)).close();
  const Driver = await loadDriver();
  const database = new Driver(file);
  database.exec(`UPDATE entries SET facets = ''; DELETE FROM faceted; DELETE FROM facet_sets; DELETE FROM words WHERE named = 0;
    INSERT INTO unfilled (what) VALUES ('facets')`);
  database.close();
  const store = await openStore(file, { now: clock });
  assert.deepEqual(await counted(store), all);
  assert.deepEqual(await counted(store, "search", { transport: "sse" }), some);
  assert.deepEqual(
    await namesIn(store, "search", { auth: "header" }),
    await namesIn(fresh, "search", { auth: "header" }),
  );
  const order = async (one: Store) =>
    (await one.search({ text: "sea", limit: 50 })).hits.map(({ entry }) => entry.name);
  assert.deepEqual(await order(store), await order(fresh));
  await Promise.all([store.close(), fresh.close()]);
});

test("the bench's bulk store finds what a crawled one finds", async (t) => {
  const file = join(folderFor(t), "bulk.db");
  const at = clock();
  const server = createServers(at);
  await fillStore(file, { count: 200, at: at.getTime(), server });
  const bulk = await openStore(file, { now: clock });
  const store = await openStore(":memory:", { now: clock });
  const claims = Array.from({ length: 200 }, (_, index) => server(index));
  await commit(store.frontier, visitOf("list0.example.com", claims, at));
  assert.deepEqual(await counted(bulk), await counted(store));
  for (const text of ["search", "data tools", "sea", "serch"]) {
    assert.deepEqual(await namesIn(bulk, text, {}), await namesIn(store, text, {}), text);
  }
  await Promise.all([bulk.close(), store.close()]);
});

test("browsing beyond what is sorted walks in order, a bounded number of rows a page, and misses none", async (t) => {
  const file = join(folderFor(t), "browse.db");
  const at = clock();
  const count = maxSorted + 1_500;
  await fillStore(file, { count, at: at.getTime(), server: createServers(at) });
  const store = await openStore(file, { now: clock });
  for (const order of ["label", "update"] as const) {
    for (const descending of [false, true]) {
      for (const filter of [filterOf({}), filterOf({ transport: "streamable-http" })]) {
        const query = { filter, updated: {}, published: {}, order, descending, limit: 100 };
        const names: string[] = [];
        let page = await store.browse(query);
        const { total } = page;
        for (;;) {
          names.push(...page.entries.map(({ name }) => name));
          if (page.next === undefined) break;
          page = await store.browse({ ...query, after: page.next });
        }
        assert.equal(names.length, total);
        assert.equal(new Set(names).size, total, "none twice");
      }
    }
  }
  await store.close();
});

test("no statement of search, counts and browsing scans a table", async (t) => {
  const Driver = await loadDriver();
  const store = join(folderFor(t), "plan.db");
  await (await openStore(store, { now: clock })).close();
  const database = new Driver(store);
  const engine = engineOver(database);
  const seen: string[] = [walkSql("label", true), ...Object.values(fewSql), sliceSql(true), sliceSql(false)];
  const recording: Engine = {
    ...engine,
    prepare: (sql) => {
      seen.push(sql);
      return engine.prepare(sql);
    },
  };
  createSearch(recording, clock);
  createFacetCounts(recording);
  createBrowse(recording, clock);
  for (const sql of seen) {
    const names = [...new Set([...sql.matchAll(/@\w+/g)].map(([name]) => name.slice(1)))];
    const values = Object.fromEntries(
      names.map((name) => [name, name === "match" ? '"a"' : name === "ids" ? "[1]" : 1]),
    );
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(values);
    // The ids that are handed in, a bounded subquery, the few sets, and walks along an index that a LIMIT ends.
    const bounded = /^SCAN (?:j VIRTUAL TABLE|m$|\(subquery-\d+\)|facet_sets$|entries_fts VIRTUAL TABLE INDEX \d+:.*M)/;
    const scans = steps.filter(({ detail }) => /^SCAN /.test(detail) && !bounded.test(detail));
    assert.deepEqual(scans, [], sql);
    if (/faceted f WHERE \(/.test(sql))
      assert.ok(
        steps.every(({ detail }) => !/TEMP B-TREE/.test(detail)),
        sql,
      );
  }
  database.close();
});

test("our own search takes filters, repeated for OR, and tells counts that are true of what it finds", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const server = createServers(at);
  await registry.crawl("list0.example.com", ...Array.from({ length: 150 }, (_, index) => server(index)));
  const ask = async (query: string) => {
    const answer = await registry.json(`${path}?${query}`);
    assertMatchesSchema("search", answer);
    return answer as unknown as {
      servers: unknown[];
      metadata: {
        total: number;
        facets: Record<string, { values: { value: string; count: number }[]; other: number }>;
        facetsCounted: number;
        facetsCapped: boolean;
      };
    };
  };
  const { metadata } = await ask("q=search&facets=all");
  assert.equal(metadata.facetsCapped, false);
  assert.equal(metadata.facetsCounted, metadata.total);
  for (const [facet, { values }] of Object.entries(metadata.facets)) {
    for (const { value, count } of values) {
      const narrowed = await ask(`q=search&${facet}=${encodeURIComponent(value)}`);
      assert.equal(narrowed.metadata.total, count, `${facet} ${value}`);
    }
  }
  const both = await ask("q=search&transport=sse&transport=streamable-http");
  assert.equal(both.metadata.total, metadata.total);
  assert.ok((await ask("transport=sse&limit=100")).servers.length > 0, "a filter is enough");
  assert.equal((await ask(`q=search&type=${encodeURIComponent(cardMediaType)}`)).metadata.total, metadata.total);
  for (const [bad, status] of [
    ["", 400],
    ["facets=all", 400],
    ["q=a&facets=name", 400],
    [`q=a&tag=${"x".repeat(201)}`, 400],
    [`q=a&${"tag=x&".repeat(3)}tag=${"y".repeat(10_000)}`, 400],
    [`q=a&${Array.from({ length: 21 }, (_, index) => `tag=${index}`).join("&")}`, 400],
  ] as const) {
    assert.equal((await registry.ask(`${path}?${bad}`)).status, status, bad.slice(0, 50));
  }
});

test("the page offers the same filters as links, shows what is chosen, and keeps it on the next page and in the box", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const server = createServers(at);
  await registry.crawl("list0.example.com", ...Array.from({ length: 150 }, (_, index) => server(index)));
  const page = async (query: string) => (await registry.ask(`/?${query}`, { headers: { accept: "text/html" } })).text();
  const home = await page("");
  assert.match(home, /href="\/\?transport=sse"/);
  assert.doesNotMatch(home, /noindex/);
  const narrowed = await page("q=search&auth=header");
  assert.match(narrowed, /Asks for<\/b> <bdi[^>]*>a header|Asks for<\/b> .*a header/);
  assert.match(narrowed, /href="\/\?q=search">\s*remove/);
  assert.match(narrowed, /<input type="hidden" name="auth" value="header"/);
  assert.match(narrowed, /href="\/\?q=search&amp;auth=header&amp;transport=sse"/);
  assert.match(narrowed, /noindex/);
  assert.match(await page("transport=streamable-http"), /rel="next" href="\/\?transport=streamable-http&amp;after=30"/);
  assert.match(await page("transport=carrier-pigeon"), /No server passes all filters/);
});
