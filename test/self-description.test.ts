// What the registry says of itself, held against the standards, our own checker, our own crawler and the published schemas.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { createAddress } from "../registry/self/address.ts";
import { readRange } from "../registry/self/ranges.ts";
import { start } from "../registry/server.ts";
import { openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { readers } from "../src/profiles/readers.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { playRegistry } from "./support/self-registry.ts";
import { served } from "./support/served.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { claimOf, commit, fact, provedClaim, visitOf } from "./support/visits.ts";
import { cardOf, openWeb, type Web } from "./support/web.ts";

const host = "registry.example.com";
const publicUrl = `https://${host}`;

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

interface Entry {
  readonly identifier: string;
  readonly type: string;
  readonly url: string;
  readonly displayName?: string;
  readonly extensions?: Readonly<Record<string, { readonly identifier: string; readonly catalogUrl: string }>>;
}

async function entriesAt(registry: TestRegistry, path: string): Promise<readonly Entry[]> {
  const response = await registry.ask(path);
  assert.equal(response.status, 200, path);
  const text = await response.text();
  const report = validate(text, { servedFrom: host });
  assertMatchesSchema("ai-catalog", JSON.parse(text));
  assert.deepEqual(report.diagnostics, [], path);
  return JSON.parse(text).entries;
}

test("both well-known places serve one catalog, each with its media type; it reaches level 2 and is readable by ARD", async (t) => {
  const registry = await openRegistry(t, { publicUrl });
  const [one, other] = await Promise.all(
    ["/.well-known/ai-catalog.json", "/.well-known/ard.json"].map((path) => registry.ask(path)),
  );
  assert.equal(one?.headers.get("content-type"), catalogMediaType);
  assert.equal(other?.headers.get("content-type"), "application/json");
  const text = (await one?.text()) ?? "";
  assert.equal(await other?.text(), text);
  const report = validate(text, { servedFrom: host });
  assert.deepEqual([report.kind, report.valid, report.diagnostics], ["ard-catalog", true, []]);
  const readable = new Map(readers(report).map(({ name, reads }) => [name, reads]));
  assert.deepEqual([readable.get("ai-catalog-2"), readable.get("ard-0.91")], ["yes", "yes"]);
  const types = (JSON.parse(text).entries as Entry[]).map(({ type, url }) => [type, url]);
  assert.deepEqual(types, [
    [cardMediaType, `${publicUrl}/mcp/server-card`],
    ["application/ai-registry+json", `${publicUrl}/ard`],
    [catalogMediaType, `${publicUrl}/catalogs/servers`],
  ]);
});

test("the root satisfies ARD's published schema; pages do but for identifiers that ARD allows to publishers only", {
  skip: skipWithout("contracts/ard-catalog.schema.json"),
}, async (t) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormatsModule.default(ajv);
  const holds = ajv.compile(
    JSON.parse(readFileSync(sharedData("contracts/ard-catalog.schema.json") ?? "", "utf8")) as object,
  );
  const registry = await openRegistry(t, { publicUrl });
  await registry.crawl(
    "one.example.com",
    provedClaim("one.example.com", "com.example.one/a", "1.0.0", { at: registry.clock() }),
  );
  for (const [path, most] of [
    ["/.well-known/ard.json", []],
    ["/catalogs/servers", ["pattern"]],
  ] as const) {
    holds(await (await registry.ask(path)).json());
    assert.deepEqual(
      [...new Set((holds.errors ?? []).map(({ keyword }) => keyword))],
      most,
      ajv.errorsText(holds.errors),
    );
  }
});

test("the card is valid without a finding, and its name belongs to the public URL's host", async (t) => {
  const registry = await openRegistry(t, { publicUrl });
  const response = await registry.ask("/mcp/server-card");
  assert.equal(response.headers.get("content-type"), cardMediaType);
  const report = validate(await response.text(), { servedFrom: host, admission: true });
  assert.deepEqual(report.diagnostics, []);
  assert.equal(report.card?.name, "com.example.registry/registry");
  assert.equal(report.card?.remotes?.[0]?.url, `${publicUrl}/mcp`);
});

test("who listens at every address without a public URL is told that the documents lead nowhere", async (t) => {
  const line = createCommandLine(t);
  await (await openStore(join(line.folder, "s.db"), { now: () => new Date() })).close();
  const argv = ["serve", "--store", "s.db", "--port", "0"];
  const said = async (...more: string[]) => {
    const { code, stderr } = await line.run([...argv, ...more], { signal: AbortSignal.timeout(300) });
    assert.equal(code, 0, stderr);
    return stderr;
  };
  const note = /note: its catalogs and its card name http:\/\/0\.0\.0\.0:\d+, .*--public-url/;
  assert.match(await said("--host", "0.0.0.0"), note);
  assert.doesNotMatch(await said("--host", "0.0.0.0", "--public-url", publicUrl), /note:/);
  assert.doesNotMatch(await said(), /note:/);
});

test("every document has an ETag that is honoured, a life, CORS, HEAD and a preflight", async (t) => {
  const registry = await openRegistry(t, { publicUrl });
  for (const path of [
    "/.well-known/ai-catalog.json",
    "/.well-known/ard.json",
    "/mcp/server-card",
    "/catalogs/servers",
  ]) {
    const response = await registry.ask(path);
    const tag = response.headers.get("etag") ?? "";
    assert.match(tag, /^"[\w-]{22}"$/);
    assert.match(response.headers.get("cache-control") ?? "", /^public, max-age=\d+$/);
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.equal((await registry.ask(path, { headers: { "if-none-match": `W/${tag}` } })).status, 304);
    const head = await registry.ask(path, { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("etag"), await head.text()], [200, tag, ""]);
    const preflight = await registry.ask(path, { method: "OPTIONS" });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /If-None-Match/);
    assert.equal((await registry.ask(path, { method: "POST" })).status, 405);
  }
});

test("links come from the configured URL, else from where it listens, and never from a Host header", async (t) => {
  const registry = await openRegistry(t, { publicUrl: `${publicUrl}/sub` });
  const response = await registry.ask("/.well-known/ai-catalog.json", { headers: { host: "example.org" } });
  const text = await response.text();
  assert.doesNotMatch(text, /example\.org/);
  assert.match(text, /https:\/\/registry\.example\.com\/sub\/mcp\/server-card/);
  const namespace = "io.github.mcp-discover";
  const { storePath } = registry;
  const bare = await start({ host: "127.0.0.1", port: 0, storePath, namespace }, { now: registry.clock });
  t.after(() => bare.close());
  const asked = await fetch(`${bare.url}/.well-known/ai-catalog.json`);
  const urls = ((await asked.json()) as { entries: Entry[] }).entries.map(({ url }) => url);
  assert.ok(urls.length > 0 && urls.every((url) => url.startsWith(`${bare.url}/`)), String(urls));
});

test("the home page links to the catalog, also where the registry stands below a path", async (t) => {
  const registry = await openRegistry(t, { publicUrl: `${publicUrl}/sub` });
  const html = await (await registry.ask("/", { headers: { accept: "text/html" } })).text();
  assert.match(
    html,
    /<link rel="ai-catalog" type="application\/ai-catalog\+json" href="\/sub\/\.well-known\/ai-catalog\.json"/,
  );
});

test("a host that is nobody's name gives no urn:air and no namespace", () => {
  const namespace = "io.github.mcp-discover";
  const long = `https://${Array.from({ length: 4 }, () => "a".repeat(60)).join(".")}.example.com`;
  for (const url of [
    "http://127.0.0.1:8080",
    "http://[::1]:8080",
    "http://localhost",
    "https://intranet",
    "https://github.io",
    long,
  ]) {
    const { name, domain } = createAddress(url, namespace);
    assert.deepEqual([name, domain], ["io.github.mcp-discover/registry", undefined], url);
  }
});

test("listed servers keep their publisher's identifier, and get one of ours where somebody else made it up", async (t) => {
  const registry = await openRegistry(t, { publicUrl });
  const at = registry.clock();
  const claim = (at_: string, name: string, identifier: string, parts = {}) =>
    claimOf(at_, `com.example.x/${name}`, "1.0.0", { at, identifier, ...parts });
  await registry.crawl(
    "mcp.example.org",
    claim("mcp.example.org", "own", "urn:air:example.org:mcp:own"),
    claim("mcp.example.org", "twice", "urn:air:example.org:mcp:own"),
    claim("mcp.example.org", "url", "https://example.org/servers/url"),
    claim("mcp.example.org", "spoof", "urn:air:bank.example.net:mcp:spoof"),
    claim("mcp.example.org", "word", "word"),
    claim("mcp.example.org", "script", "javascript:alert(1)"),
    claim("mcp.example.org", "plain", "urn:air:example.org:mcp:plain", {
      catalogUrl: "http://mcp.example.org/.well-known/ai-catalog.json",
    }),
  );
  await registry.crawl("tenant.github.io", claim("tenant.github.io", "shared", "urn:air:github.io:mcp:shared"));
  const entries = await entriesAt(registry, "/catalogs/servers");
  const given = new Map(entries.map((entry) => [entry.url.split("/").at(-2), entry]));
  const ours = (name: string) => `${publicUrl}/servers/com.example.x/${name}`;
  const identifiers = Object.fromEntries([...given].map(([name, { identifier }]) => [name, identifier]));
  assert.deepEqual(identifiers, {
    own: "urn:air:example.org:mcp:own",
    twice: ours("twice"),
    url: "https://example.org/servers/url",
    spoof: ours("spoof"),
    word: ours("word"),
    script: ours("script"),
    plain: ours("plain"),
    shared: ours("shared"),
  });
  assert.deepEqual(given.get("spoof")?.extensions, {
    "io.github.mcp-discover.source": {
      identifier: "urn:air:bank.example.net:mcp:spoof",
      catalogUrl: "https://mcp.example.org/.well-known/ai-catalog.json",
    },
  });
  assert.ok(
    entries.every(
      ({ url }) => url.startsWith("https://mcp.example.org/") || url.startsWith("https://tenant.github.io/"),
    ),
  );
});

test("what has no card at a URL of its own, or is only claimed, is not listed: inline cards, documents of older kinds", async (t) => {
  const registry = await openRegistry(t, { publicUrl });
  const at = registry.clock();
  const site = "one.example.com";
  await registry.crawl(
    site,
    claimOf(site, "com.example.one/card", "1.0.0", { at }),
    claimOf(site, "com.example.one/older", "1.0.0", { at, kind: "sep-1649-card" }),
    claimOf(site, "com.example.one/claimed", "1.0.0", { at, evidence: [fact("claimed", site, at)] }),
    claimOf(site, "com.example.one/inline", "1.0.0", {
      at,
      cardUrl: `https://${site}/.well-known/ai-catalog.json#/entries/0/data`,
    }),
  );
  assert.deepEqual(
    (await entriesAt(registry, "/catalogs/servers")).map(({ url }) => url),
    [`https://${site}/card/server-card`],
  );
});

/** Fills a store with servers of many hosts, `each` on a host, in few visits. */
async function fill(store: Store, count: number, each = 50): Promise<void> {
  const at = new Date();
  for (let first = 0; first < count; first += each) {
    const site = `h${first}.example.com`;
    const claims = Array.from({ length: Math.min(each, count - first) }, (_, index) =>
      provedClaim(site, `com.example.h${first}/s${index}`, "1.0.0", { at }),
    );
    await commit(store.frontier, visitOf(site, claims, at));
  }
}

async function openFilled(t: TestContext, count: number): Promise<TestRegistry> {
  const registry = await openRegistry(t, { publicUrl });
  await fill(registry.store, count);
  return registry;
}

test("the whole index is in the nested catalogs, each server once, no page above 100 and none deeper than three", async (t) => {
  for (const count of [99, 100, 1_234]) {
    const registry = await openFilled(t, count);
    const cards = new Map<string, number>();
    const queue = [{ path: "/catalogs/servers", depth: 1 }];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const entries = await entriesAt(registry, next.path);
      assert.ok(entries.length <= 100 && next.depth <= 3);
      for (const { type, url } of entries) {
        if (type === catalogMediaType) queue.push({ path: url.slice(publicUrl.length), depth: next.depth + 1 });
        else cards.set(url, (cards.get(url) ?? 0) + 1);
      }
    }
    assert.equal(cards.size, count);
    assert.ok([...cards.values()].every((times) => times === 1));
  }
});

test("a page stays as it is while others come in, and a new version moves to the end", async (t) => {
  const registry = await openFilled(t, 250);
  const page = async (path: string) => (await (await registry.ask(path)).text()) as string;
  const before = await page("/catalogs/servers/100-199");
  const at = new Date();
  await commit(
    registry.store.frontier,
    visitOf("aaa.example.com", [provedClaim("aaa.example.com", "com.example.aaa/first", "1.0.0", { at })], at),
  );
  assert.equal(await page("/catalogs/servers/100-199"), before);
  assert.match(await page("/catalogs/servers/200-299"), /com\.example\.aaa\/first/);
  assert.equal((await registry.ask("/catalogs/servers/0-9999")).status, 200, "a shelf is there before it is named");
});

test("only ranges that we cut are catalogs", async (t) => {
  const registry = await openFilled(t, 120);
  for (const range of [
    "0-98",
    "1-100",
    "00-99",
    "0-9",
    "100-0",
    "-1-98",
    "0-999999",
    "900-999",
    "99999999990-1",
    "x",
    "0-99x",
    "%30-99x",
  ])
    assert.equal((await registry.ask(`/catalogs/servers/${range}`)).status, 404, range);
  assert.deepEqual(readRange("10000-19999"), { from: 10_000, width: 10_000 });
  assert.equal(readRange("10000000-10009999"), undefined, "beyond what a root may name");
});

test("check on the running registry is clean, --live agrees, and strangers' cards in its index are theirs", async (t) => {
  const registry = await playRegistry(t, web, {
    host,
    fill: (store) => fill(store, 1_000),
    more: Array.from({ length: 11 }, (_, page) => `/catalogs/servers/${page * 100}-${page * 100 + 99}`),
  });
  const line = createCommandLine(t);
  web.forget();
  const { code, stdout, stderr } = await line.run([
    "check",
    host,
    "--live",
    "--format",
    "json",
    ...playedBy(web, line),
  ]);
  const told = JSON.parse(stdout);
  assertMatchesSchema("check", told);
  const found = JSON.stringify(told).match(/"severity":"(?:error|warning)".{0,300}/g);
  assert.equal(found, null);
  assert.equal(code, 0, stderr);
  assert.equal(told.live[0].state, "agrees");
  assert.equal(told.servers.length, 1);
  assert.ok(web.seen.length <= 60, `${web.seen.length} requests`);
  assert.ok(web.seen.every((seen) => seen.host === registry.host));
});

test("a crawl of the registry lists its own server as served by its own host, and others within the limits", async (t) => {
  const site = "one.example.com";
  const others = Array.from({ length: 8 }, (_, index) => `com.example.one/s${index}`);
  const played = web.host(site);
  for (const name of others) {
    const path = `/${name.split("/")[1]}/server-card`;
    const remotes = [{ type: "streamable-http", url: `https://${site}/mcp` }];
    played.get(path, served(JSON.stringify(cardOf(name, { remotes })), cardMediaType));
  }
  const at = new Date();
  await playRegistry(t, web, {
    host: "crawled.example.com",
    fill: (store) =>
      commit(
        store.frontier,
        visitOf(
          site,
          others.map((name) => provedClaim(site, name, "1.0.0", { at })),
          at,
        ),
      ),
  });
  const line = createCommandLine(t);
  const { code, stdout } = await line.run([
    "crawl",
    "crawled.example.com",
    "--store",
    "other.db",
    "--format",
    "json",
    "--delay",
    "0",
    ...playedBy(web, line),
  ]);
  assert.equal(code, 0, stdout);
  const store = await openStore(`${line.folder}/other.db`, { now: () => new Date(), readOnly: true });
  t.after(() => store.close());
  const own = await store.version("com.example.crawled/registry", "latest", false);
  assert.ok(own?.discovery.evidence.some(({ type, host: by }) => type === "served-by" && by === "crawled.example.com"));
  const counts = await store.counts();
  assert.equal(counts.servers, 1 + others.length);
});
