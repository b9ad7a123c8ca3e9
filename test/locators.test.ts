// Where a domain says that its catalogs are: the Link header, the home page, robots.txt, and hints in DNS.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import fc from "fast-check";
import { check } from "../src/check/check.ts";
import type { CrawlOptions } from "../src/crawl/crawl.ts";
import type { HostResult } from "../src/crawl/frontier.ts";
import { agentmapsOf } from "../src/discover/agentmap.ts";
import { readDnsHints } from "../src/discover/dns-hints.ts";
import { catalogLinksOf } from "../src/discover/html-links.ts";
import { catalogLinks } from "../src/discover/link-header.ts";
import { crawlAll, watchedFrontier } from "./support/crawls.ts";
import { cardOf, catalogOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
beforeEach(() => web.forget());
after(() => web.close());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("the Link header gives the targets whose rel names a catalog", () => {
  const cases: readonly [string | undefined, readonly string[]][] = [
    [undefined, []],
    ["", []],
    ['</c.json>; rel="ai-catalog"', ["/c.json"]],
    ["<https://example.com/c>; rel=ard", ["https://example.com/c"]],
    ['</a>; rel="preload", </b>; rel="next AI-Catalog"; type="application/json"', ["/b"]],
    ['</a,b;c>; title="x, <y>; rel=ard"; rel=ai-catalog', ["/a,b;c"]],
    ['</a>; rel="ai-catalog"; anchor="https://example.org/"', []],
    ["/c.json; rel=ai-catalog", []],
    ['</a>; rel="ai-catalogue"', []],
    ['</a>;rel=ard, </b>;rel="ard"', ["/a", "/b"]],
  ];
  for (const [header, expected] of cases) assert.deepEqual(catalogLinks(header), expected, header);
});

test("a page gives its links and its base; a link inside a comment or a script is none", () => {
  const page = `<!doctype html><head><base href="/app/"><!-- <link rel="ard" href="/no"> -->
    <script>var x = '<link rel="ard" href="/no">'</script>
    <LINK REL="ai-catalog" HREF="catalog.json" type="application/ai-catalog+json"><link rel=stylesheet href=/s.css>`;
  assert.deepEqual(catalogLinksOf(bytes(page)), { links: ["catalog.json"], base: "/app/" });
  assert.deepEqual(catalogLinksOf(bytes("")), { links: [] });
});

test("robots.txt gives its Agentmap lines, wherever they stand", () => {
  const robots =
    "\ufeffAgentmap: https://example.com/a.json\r\nUser-agent: *\rDisallow: /x\n agentMAP :/b.json # c\nAgentmap:\n";
  assert.deepEqual(agentmapsOf(bytes(robots)), ["https://example.com/a.json", "/b.json"]);
});

test("no text makes a reader throw, or think for long", () => {
  const noise = fc.string({
    unit: fc.constantFrom("<", ">", '"', ";", ",", "=", "rel", "link ", "ard", "\\", " ", "a", "\n"),
  });
  fc.assert(
    fc.property(noise, (text) => {
      catalogLinks(text);
      catalogLinksOf(bytes(text));
      agentmapsOf(bytes(text));
    }),
    { numRuns: 2000 },
  );
  // What would take more than linear time does not come back from these.
  for (const unit of ["<", '</a>;rel="', ";a=", '<a>;x="\\', "<link rel=ard "]) {
    const long = unit.repeat(65_536 / unit.length);
    catalogLinks(long);
    catalogLinksOf(bytes(long));
  }
});

async function visit(host: string, options: Partial<CrawlOptions> = {}): Promise<HostResult> {
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, [host], { frontier, ...options });
  const [result] = results;
  assert.ok(result);
  return result;
}

const html = { "content-type": "text/html" };

test("a crawl follows what a domain names, in order, only where it has no catalog, and only when it is told to", async () => {
  const host = web.host("named.example.com").card("/c", cardOf("com.example.named/c"));
  host.get("/", { headers: html, body: '<link rel="ai-catalog" href="/hidden/catalog.json">' });
  host.catalog([entryOf("c", "https://named.example.com/c")], { path: "/hidden/catalog.json" });
  assert.equal((await visit("named.example.com")).outcome, "none");
  assert.ok(!web.paths("named.example.com").includes("/"));
  web.forget();
  const found = await visit("named.example.com", { locators: true });
  assert.deepEqual([found.outcome, found.claims.length], ["found", 1]);
  assert.deepEqual(web.paths("named.example.com"), [
    "/.well-known/ai-catalog.json",
    "/.well-known/ard.json",
    "/",
    "/hidden/catalog.json",
    "/c",
  ]);
  assert.ok(found.observations.every((seen) => seen.url !== "https://named.example.com/" || seen.bytes === undefined));

  web
    .host("header.example.com")
    .get("/", { headers: { ...html, link: '<https://named.example.com/hidden/catalog.json>; rel="ard"' } });
  assert.equal((await visit("header.example.com", { locators: true })).claims.length, 1);

  const mapped = web.host("mapped.example.com").robots("Agentmap: /map.json\n");
  mapped.json("/map.json", catalogOf([entryOf("c", "https://named.example.com/c")]));
  assert.equal((await visit("mapped.example.com", { locators: true })).claims.length, 1);

  web.host("usual.example.com").catalog([]);
  web.forget();
  await visit("usual.example.com", { locators: true });
  assert.deepEqual(web.paths("usual.example.com"), ["/.well-known/ai-catalog.json"]);
});

test("a page that robots.txt forbids is not asked for, and what it would name is not found", async () => {
  const host = web.host("kept.example.com").robots("User-agent: *\nDisallow: /\nAllow: /.well-known/\n");
  host.get("/", { headers: html, body: '<link rel="ard" href="/x.json">' });
  assert.equal((await visit("kept.example.com", { locators: true })).outcome, "none");
  assert.ok(!web.paths("kept.example.com").includes("/"));
});

test("check --all shows what the page names, and what stands there", async () => {
  const host = web.host("shown.example.com").get("/", { headers: { ...html, link: "</c.json>; rel=ai-catalog" } });
  host.catalog([], { path: "/c.json" });
  const transport = web.transport();
  const session = transport.openVisit();
  const found = await check("shown.example.com", { exchange: session.exchange, all: true });
  await session.close();
  await transport.close();
  const last = found.paths.at(-1);
  assert.deepEqual(
    [last?.url, last?.state, last?.place.says],
    ["https://shown.example.com/c.json", "document", "named by the Link header"],
  );
});

test("DNS gives hints of known schemes only, and names no standard", async () => {
  const records: Readonly<Record<string, readonly string[]>> = {
    "_mcp.example.com": ["v=mcp1; src=https://example.com/mcp; auth=none", "v=spf1 -all"],
    "_agent.example.com": ["v=aid1;u=https://agents.example.com/mcp;p=mcp"],
    "example.com": ["v=MCPv1; k=ed25519; p=abc", "google-site-verification=x"],
  };
  const hints = await readDnsHints("example.com", async (name) => records[name] ?? []);
  assert.deepEqual(
    hints.map(({ record, url }) => [record, url]),
    [
      ["_mcp.example.com", "https://example.com/mcp"],
      ["_agent.example.com", "https://agents.example.com/mcp"],
      ["example.com", undefined],
    ],
  );
});
