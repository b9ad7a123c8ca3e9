// Discovery over real sockets: what is found, what is skipped, and that nothing a host answers can stop it.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { type DiscoverOptions, discover } from "../src/discover/discover.ts";
import type { Discovery } from "../src/discover/discovery.ts";
import { serverCardUrl } from "../src/discover/server-card-url.ts";
import { isUntargetable, readTarget } from "../src/discover/target.ts";
import { maxMentions } from "../src/discover/walk.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import { cardOf, catalogOf, entryOf, nestedOf, openWeb, type Web } from "./support/web.ts";

let web: Web;

before(async () => {
  web = await openWeb();
});
beforeEach(() => web.forget());
after(async () => {
  await web.close();
});

async function find(target: string, options: Omit<DiscoverOptions, "exchange"> = {}): Promise<Discovery> {
  const transport = web.transport();
  const visit = transport.openVisit();
  try {
    return await discover(target, { ...options, exchange: visit.exchange });
  } finally {
    await visit.close();
    await transport.close();
  }
}

function codes(diagnostics: readonly { readonly code: string }[]): string[] {
  return diagnostics.map((one) => one.code);
}

const names = (found: Discovery): (string | undefined)[] => found.servers.map((server) => server.card?.name);

test("the card of an MCP endpoint stands at its path plus /server-card", () => {
  const vectors: readonly (readonly [string, string])[] = [
    ["https://h.example.com/mcp", "https://h.example.com/mcp/server-card"],
    ["https://h.example.com/mcp/", "https://h.example.com/mcp/server-card"],
    ["https://h.example.com/", "https://h.example.com/server-card"],
    ["https://h.example.com", "https://h.example.com/server-card"],
    ["https://h.example.com/mcp?q=1#f", "https://h.example.com/mcp/server-card"],
    ["https://h.example.com:8443/a/b/?q", "https://h.example.com:8443/a/b/server-card"],
  ];
  for (const [endpoint, card] of vectors) assert.equal(serverCardUrl(endpoint), card);
});

test("a target is a domain, an origin, a document or an endpoint, whatever its spelling", () => {
  const read = (text: string): string[] => {
    const target = readTarget(text);
    return isUntargetable(target) ? ["refused"] : [target.form, target.key, target.url];
  };
  const wellKnown = "/.well-known/ai-catalog.json";
  for (const text of ["example.com", "EXAMPLE.com.", " https://example.com/ ", `https://example.com${wellKnown}`]) {
    assert.deepEqual(read(text), ["origin", "example.com", `https://example.com${wellKnown}`], text);
  }
  assert.deepEqual(read("example.com:8443"), ["origin", "example.com:8443", `https://example.com:8443${wellKnown}`]);
  assert.deepEqual(read("bücher.example.com")[1], "xn--bcher-kva.example.com");
  assert.deepEqual(read("http://localhost:8000"), [
    "origin",
    "http://localhost:8000",
    `http://localhost:8000${wellKnown}`,
  ]);
  assert.equal(read("https://example.com/mcp")[0], "endpoint");
  assert.equal(read("example.com/mcp/server-card")[0], "document");
  assert.equal(read("https://example.com/cards/a.json?v=1")[0], "document");
  for (const text of [
    "",
    "  ",
    "mailto:a@example.com",
    "ftp://example.com",
    "https://u:p@example.com",
    "exa mple.com",
  ]) {
    assert.deepEqual(read(text), ["refused"], text);
  }
});

test("a domain's catalog leads to its cards, by URL and inline, in the catalog's order", async () => {
  web
    .host("good.example.com")
    .catalog([
      entryOf("slow", "https://good.example.com/slow/server-card"),
      entryOf("inline", cardOf("com.example.good/inline")),
      {
        ...entryOf("older", "https://cards.example.org/b.json"),
        type: undefined,
        mediaType: "application/mcp-server+json",
      },
      { identifier: "urn:x", type: "application/a2a-agent-card+json", url: "https://good.example.com/agent" },
    ])
    .get("/slow/server-card", {
      headers: { "content-type": "application/mcp-server-card+json" },
      body: JSON.stringify(cardOf("com.example.good/slow")),
      delayMs: 60,
    });
  web.host("cards.example.org").card("/b.json", cardOf("org.example.cards/b"));
  const found = await find("good.example.com");
  assert.equal(found.outcome, "found");
  assert.deepEqual(names(found), ["com.example.good/slow", "com.example.good/inline", "org.example.cards/b"]);
  const [slow, inline] = found.servers;
  assert.equal(slow?.cardAt, "https://good.example.com/slow/server-card");
  assert.equal(inline?.cardAt, "https://good.example.com/.well-known/ai-catalog.json#/entries/1/data");
  assert.equal(inline?.inline, true);
  assert.deepEqual(slow?.trafficTo, ["https://mcp.example.com/mcp"]);
  assert.equal(slow?.listedBy, "https://good.example.com/.well-known/ai-catalog.json");
  assert.deepEqual(web.paths("good.example.com"), ["/.well-known/ai-catalog.json", "/slow/server-card"]);
  assert.equal(found.requests, 3);
});

test("404, 410 and a page with 200 mean plainly nothing; 500 and a dead name mean that nobody knows", async () => {
  web.host("missing.example.com");
  web.host("gone.example.com").get("/.well-known/ai-catalog.json", { status: 410 });
  web.host("page.example.com").get("/.well-known/ai-catalog.json", {
    headers: { "content-type": "text/html" },
    body: "<!doctype html><title>Welcome</title>",
  });
  web.host("broken.example.com").get("/.well-known/ai-catalog.json", { status: 500 });
  const outcomes = [];
  for (const name of ["missing", "gone", "page", "broken", "dead"]) {
    const { outcome, failures } = await find(`${name}.example.com`);
    outcomes.push([name, outcome, codes(failures)]);
  }
  assert.deepEqual(outcomes, [
    ["missing", "none", []],
    ["gone", "none", []],
    ["page", "none", []],
    ["broken", "failed", ["status"]],
    ["dead", "failed", ["dns"]],
  ]);
});

test("one bad entry never costs the others", async () => {
  web
    .host("mixed.example.com")
    .catalog([
      null,
      7,
      "text",
      [],
      {},
      entryOf("file", "file:///etc/passwd"),
      entryOf("unparsable", "https://[::bad/"),
      entryOf("missing", "https://mixed.example.com/missing"),
      entryOf("dead", "https://dead.example.com/card"),
      entryOf("invalid", "https://mixed.example.com/invalid"),
      entryOf("page", "https://mixed.example.com/page"),
      entryOf("inline-null", null),
      entryOf("good", "https://mixed.example.com/good"),
      entryOf("again", "https://mixed.example.com/good"),
    ])
    .card("/good", cardOf("com.example.mixed/good"))
    .card("/invalid", cardOf("com.example.mixed/invalid", { version: 1 }))
    .get("/page", { headers: { "content-type": "text/html" }, body: "<html>" });
  const found = await find("mixed.example.com");
  assert.equal(found.outcome, "found");
  assert.deepEqual(names(found).filter(Boolean), ["com.example.mixed/good", "com.example.mixed/good"]);
  assert.deepEqual(codes(found.failures), ["forbidden-url", "forbidden-url", "status", "dns"]);
  const invalid = found.servers.filter((server) => !server.report.valid).map((server) => server.cardAt);
  assert.deepEqual(invalid.slice(0, 2), ["https://mixed.example.com/invalid", "https://mixed.example.com/page"]);
  assert.equal(web.paths("mixed.example.com").filter((path) => path === "/good").length, 1);
});

test("of the entries of one catalog that name one card, the first few count", async () => {
  const entries = Array.from({ length: 400 }, (_, n) => entryOf(`c${n}`, "https://again.example.com/c"));
  const other = "https://again.example.com/more";
  web.host("again.example.com").catalog([...entries, nestedOf("more", other)]);
  web.host("again.example.com").json("/more", catalogOf(entries.slice(0, 2)));
  web.host("again.example.com").card("/c", cardOf("com.example.again/c"));
  const found = await find("again.example.com");
  const few = [...entries.slice(0, maxMentions), ...entries.slice(0, 2)];
  assert.deepEqual(
    found.servers.map(({ entry }) => entry),
    few,
  );
});

test("a relative entry URL is resolved against the catalog that answered, with a warning", async () => {
  web.host("relative.example.com").get("/.well-known/ai-catalog.json", {
    status: 302,
    headers: { location: "https://www-relative.example.com/deep/catalog.json" },
  });
  web.host("www-relative.example.com").catalog([entryOf("up", "../card.json")], { path: "/deep/catalog.json" });
  web.host("www-relative.example.com").card("/card.json", cardOf("com.example.relative/up"));
  const found = await find("relative.example.com");
  assert.deepEqual(names(found), ["com.example.relative/up"]);
  assert.equal(found.servers[0]?.cardAt, "https://www-relative.example.com/card.json");
  assert.ok(codes(found.servers[0]?.report.diagnostics ?? []).includes("http/entry-url-relative"));
  assert.ok(codes(found.catalogs[0]?.report.diagnostics ?? []).includes("http/redirect-cross-origin"));
  assert.equal(found.requests, 3);
});

test("two catalogs that list each other are each read once", async () => {
  const url = (name: string): string => `https://${name}.example.com/.well-known/ai-catalog.json`;
  web.host("ring-a.example.com").catalog([nestedOf("b", url("ring-b")), nestedOf("self", url("ring-a"))]);
  web.host("ring-b.example.com").catalog([nestedOf("a", url("ring-a")), entryOf("c", cardOf("com.example/ring"))]);
  const found = await find("ring-a.example.com");
  assert.deepEqual(
    found.catalogs.map(({ url: at, depth }) => [at, depth]),
    [
      [url("ring-a"), 0],
      [url("ring-b"), 1],
    ],
  );
  assert.deepEqual(names(found), ["com.example/ring"]);
  assert.equal(web.seen.length, 2);
});

test("catalogs inside catalogs are followed four levels down and no further", async () => {
  const level = (n: number): Record<string, unknown> =>
    catalogOf([
      entryOf(`c${n}`, cardOf(`com.example/level-${n}`)),
      ...(n < 7 ? [nestedOf(`n${n}`, level(n + 1))] : []),
    ]);
  web.host("deep.example.com").json("/.well-known/ai-catalog.json", level(0));
  const found = await find("deep.example.com");
  assert.deepEqual(
    names(found),
    [0, 1, 2, 3, 4].map((n) => `com.example/level-${n}`),
  );
  assert.deepEqual(
    found.catalogs.map((catalog) => catalog.depth),
    [0, 1, 2, 3, 4],
  );
  assert.ok(codes(found.catalogs[4]?.report.diagnostics ?? []).includes("http/catalog-depth"));
  assert.equal(found.unasked.length, 1);
  assert.equal(web.seen.length, 1);
});

test("a catalog that points a thousand entries at one victim makes 20 requests there, and says what it left out", async () => {
  const entries = Array.from({ length: 1000 }, (_, n) => entryOf(`x${n}`, `https://victim.example.org/${n}`));
  web.host("amplifier.example.com").catalog(entries);
  web.host("victim.example.org");
  const found = await find("amplifier.example.com");
  assert.equal(web.paths("victim.example.org").length, 20);
  assert.equal(found.unasked.length, 980);
  assert.equal(web.mostAtOnce("victim.example.org") <= 2, true);
});

test("a host with more cards than a visit may ask for leaves the rest unasked, not missing", async () => {
  const host = web.host("many.example.com");
  host.catalog(Array.from({ length: 40 }, (_, n) => entryOf(`m${n}`, `https://many.example.com/${n}`)));
  for (let n = 0; n < 40; n += 1) host.card(`/${n}`, cardOf(`com.example.many/m${n}`));
  const found = await find("many.example.com");
  assert.equal(found.requests, 30);
  assert.equal(found.servers.length, 29);
  assert.equal(found.unasked.length, 11);
  assert.equal(found.failures.length, 0);
});

test("a visit ends at its deadline and gives what it has", async () => {
  const host = web
    .host("slow.example.com")
    .catalog([
      entryOf("fast", cardOf("com.example/fast")),
      entryOf("slow", "https://slow.example.com/slow"),
      entryOf("later", "https://slow.example.com/later"),
      entryOf("last", "https://slow.example.com/last"),
    ]);
  for (const path of ["/slow", "/later", "/last"]) host.get(path, () => undefined);
  const started = performance.now();
  const found = await find("slow.example.com", { budgets: { visitMs: 300 } });
  assert.ok(performance.now() - started < 2_000);
  assert.deepEqual(names(found), ["com.example/fast"]);
  assert.equal(found.unasked.length, 3);
  assert.deepEqual(found.failures, []);
});

test("an abort by the caller is passed on", async () => {
  web.host("hang.example.com").get("/.well-known/ai-catalog.json", () => undefined);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(find("hang.example.com", { signal: controller.signal }));
});

test("an endpoint's card stands beside it, or is what the endpoint itself answers, or is nowhere", async () => {
  web.host("api.example.com").card("/mcp/server-card", cardOf("com.example.api/beside"));
  web.host("api.example.com").card("/cards/one", cardOf("com.example.api/one"));
  web.host("api.example.com").json("/rpc", { jsonrpc: "2.0", error: { code: -32000, message: "no" }, id: null });
  assert.deepEqual(names(await find("https://api.example.com/mcp")), ["com.example.api/beside"]);
  assert.deepEqual(names(await find("https://api.example.com/mcp/?a=b")), ["com.example.api/beside"]);
  assert.deepEqual(names(await find("https://api.example.com/mcp/server-card")), ["com.example.api/beside"]);
  assert.deepEqual(names(await find("https://api.example.com/cards/one")), ["com.example.api/one"]);
  const nothing = await find("https://api.example.com/rpc");
  assert.deepEqual([nothing.outcome, nothing.servers.length], ["none", 0]);
});

test("a document's URL is judged by content: a catalog there is walked", async () => {
  web.host("files.example.com").catalog([entryOf("x", cardOf("com.example/x"))], { path: "/team.json" });
  const found = await find("https://files.example.com/team.json");
  assert.deepEqual(names(found), ["com.example/x"]);
  assert.equal(found.catalogs.length, 1);
});

test("a card in a catalog's place and a catalog in a card's place are errors, not finds", async () => {
  web.host("swapped.example.com").card("/.well-known/ai-catalog.json", cardOf("com.example/swapped"));
  const card = await find("swapped.example.com");
  assert.equal(card.servers.length, 0);
  assert.ok(codes(card.catalogs[0]?.report.diagnostics ?? []).includes("http/not-a-catalog"));
  assert.equal(card.catalogs[0]?.report.valid, false);
  web.host("swapped.example.org").catalog([entryOf("c", "https://swapped.example.org/c")]);
  web.host("swapped.example.org").catalog([], { path: "/c" });
  const catalog = await find("swapped.example.org");
  assert.equal(catalog.servers[0]?.report.valid, false);
  assert.ok(codes(catalog.servers[0]?.report.diagnostics ?? []).includes("http/not-a-card"));
});

test("how a card is served is reported beside what it says", async () => {
  const host = web.host("served.example.com");
  const card = cardOf("com.example.served/x");
  const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ["/proper", { "content-type": "application/mcp-server-card+json" }, []],
    ["/json", { "content-type": "application/json; charset=utf-8" }, []],
    ["/page", { "content-type": "text/html; charset=utf-8" }, ["http/content-type-html"]],
    ["/picture", { "content-type": "image/png" }, ["http/content-type"]],
    ["/bytes", { "content-type": "application/octet-stream" }, ["http/content-type"]],
    ["/odd", { "content-type": "application/json; charset=utf-16" }, ["http/charset"]],
    ["/tag", { "content-type": "application/json", etag: "no-quotes" }, ["http/etag"]],
  ];
  for (const [path, headers] of cases) host.card(path, card, headers);
  host.get("/untyped", (_, response) => void response.end(JSON.stringify(card)));
  host.catalog(
    [...cases.map(([path]) => path), "/untyped"].map((path) =>
      entryOf(path.slice(1), `https://served.example.com${path}`),
    ),
  );
  const found = await find("served.example.com");
  const got = found.servers.map(({ report }) => codes(report.diagnostics).filter((code) => code.startsWith("http/")));
  assert.deepEqual(got, [...cases.map(([, , expected]) => expected), ["http/content-type-missing"]]);
  assert.ok(found.servers.every((server) => server.card !== undefined));
});

test("a header is quoted short in what is said of it", async () => {
  const long = "x".repeat(2_000);
  const headers = { "content-type": `text/${long}; charset=${long}`, etag: `W/${long}` };
  web.host("long.example.com").get("/.well-known/ai-catalog.json", { headers, body: JSON.stringify(catalogOf([])) });
  const { catalogs } = await find("long.example.com");
  const messages = catalogs[0]?.report.diagnostics.map(({ message }) => message) ?? [];
  assert.ok(messages.length >= 3 && messages.every((message) => message.length < 200), JSON.stringify(messages));
});

test("every request says what it would like, and only asks to read", async () => {
  web
    .host("asks.example.com")
    .catalog([entryOf("c", "https://asks.example.com/c")])
    .card("/c", cardOf("com.example.asks/c"));
  await find("asks.example.com");
  assert.deepEqual(
    web.seen.map(({ method, headers }) => [method, headers.accept]),
    [
      ["GET", "application/ai-catalog+json, application/json;q=0.5"],
      ["GET", "application/mcp-server-card+json, application/json;q=0.5"],
    ],
  );
});

test("a public catalog leads to no private card, not even where a private catalog led to it", async () => {
  const at: Readonly<Record<string, string>> = {
    "inside.example.com": "10.0.0.1",
    "outside.example.com": "8.8.8.8",
    "secret.example.com": "10.0.0.2",
  };
  web
    .host("inside.example.com")
    .catalog([
      entryOf("near", "https://secret.example.com/near"),
      nestedOf("out", "https://outside.example.com/list.json"),
    ]);
  web
    .host("outside.example.com")
    .catalog([entryOf("own", "https://outside.example.com/c"), entryOf("far", "https://secret.example.com/far")], {
      path: "/list.json",
    })
    .card("/c", cardOf("com.example.outside/c"));
  for (const path of ["near", "far"])
    web.host("secret.example.com").card(`/${path}`, cardOf(`com.example.secret/${path}`));
  const port = web.rules().find((rule) => rule.port === 443)?.dialPort ?? 0;
  const transport = createTransport({
    profile: "cli",
    userAgent: "test/1 (+x)",
    ca: [web.ca],
    allowPrivate: true,
    lookup: async (host) => [at[host] ?? ""],
    dial: () => ({ address: "127.0.0.1", port }),
  });
  const visit = transport.openVisit();
  const found = await discover("inside.example.com", { exchange: visit.exchange });
  await visit.close();
  await transport.close();
  assert.deepEqual(names(found), ["com.example.secret/near", "com.example.outside/c"]);
  assert.deepEqual(
    found.failures.map(({ code, url }) => [code, url]),
    [["forbidden-address", "https://secret.example.com/far"]],
  );
  assert.deepEqual(web.paths("secret.example.com"), ["/near"]);
});

test("an entry URL with a character that would be dropped in silence is refused as it is written", async () => {
  const written = [
    "\thttps://stray.example.com/c",
    "https://stray.example.com/c\n",
    "https:\\\\stray.example.com\\c",
    "/a b",
  ];
  web.host("stray.example.com").catalog(written.map((url, n) => entryOf(`c${n}`, url)));
  web.host("stray.example.com").card("/c", cardOf("com.example.stray/c"));
  const found = await find("stray.example.com");
  assert.deepEqual(
    found.failures.map(({ code, url }) => [code, url]),
    written.map((url) => ["forbidden-url", url]),
  );
  assert.equal(web.paths("stray.example.com").length, 1);
});
