// The pages: what they say, and that strangers' text stays text on them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import type { Card } from "../src/document/card.ts";
import { readUrl } from "../src/text/read-url.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { sharedData } from "./support/shared-data.ts";
import { claimOf, dayMs, fact, provedClaim } from "./support/visits.ts";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const host = "weather.example.com";
const name = "com.example.weather/forecast";

/** Every element of a document. */
function elements(node: Node): Element[] {
  const children = "childNodes" in node ? node.childNodes : [];
  return [...("tagName" in node ? [node] : []), ...children.flatMap(elements)];
}

/** Elements with the attributes' names: what a template decides, whatever the texts. */
function skeleton(html: string): string[] {
  return elements(parse(html)).map(({ tagName, attrs }) => `${tagName}[${attrs.map((a) => a.name).join(" ")}]`);
}

function text(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

async function page({ ask }: TestRegistry, path: string, status = 200): Promise<string> {
  const response = await ask(path, { headers: { Accept: "text/html,*/*;q=0.8" } });
  assert.equal(response.status, status, path);
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  return response.text();
}

test("the home page counts, lists and says who vouches for each server", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at, card: { title: "Forecast" } }));
  await registry.crawl("lists.example.org", claimOf("lists.example.org", "net.example/notes", "2.0.0", { at }));
  registry.clock.advance(3 * 3_600_000);
  const said = text(await page(registry, "/"));
  assert.match(said, /2 servers in 2 versions, from 2 hosts\./);
  assert.match(said, /Forecast com\.example\.weather\/forecast 1\.0\.0/);
  assert.match(said, /served by its own domain/);
  assert.match(said, /listed by lists\.example\.org, not confirmed/);
  assert.match(said, /checked 3 h ago/);
});

test("a search or a filter says how many it finds of all", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const claims = Array.from({ length: 40 }, (_, i) => claimOf(host, `com.example.weather/rain-${i}`, "1.0.0", { at }));
  await registry.crawl(host, ...claims, claimOf(host, "com.example.weather/snow", "1.0.0", { at }));
  for (const [path, said] of [
    ["/?q=rain", /Search 40 of 41 servers\./],
    ["/?q=rain&after=30", /Search 40 of 41 servers\./],
    ["/?q=weathr", /Search 41 of 41 servers\. /],
    ["/?q=elephant", /Search 0 of 41 servers\. /],
    ["/?evidence=listed-by", /Search 41 of 41 servers\./],
  ] as const)
    assert.match(text(await page(registry, path)), said, path);
});

test("on a narrow screen the tables of a server's page are stacked, and each cell says what it is", async (t) => {
  const registry = await openRegistry(t);
  const header = { name: "Authorization", isRequired: true, isSecret: true };
  const remotes = [{ type: "streamable-http" as const, url: "https://weather.example.com/mcp", headers: [header] }];
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at: registry.clock(), card: { remotes } }));
  const tables = elements(parse(await page(registry, `/servers/${name}`))).filter(({ tagName }) => tagName === "table");
  assert.equal(tables.length, 3);
  for (const { attrs } of tables) assert.deepEqual(attrs, [{ name: "class", value: "stack" }]);
  const labels = tables.flatMap((table) => elements(table)).flatMap(({ attrs }) => attrs);
  assert.deepEqual(
    new Set(labels.flatMap((each) => (each.name === "data-label" ? [each.value] : []))),
    new Set(["checked", "holds until", "first seen", "last changed"]),
  );
});

test("what can be asked for is a link: the list in the footer and on the page of a wrong path, the contract's home", async (t) => {
  const registry = await openRegistry(t);
  for (const [path, status, times] of [
    ["/", 200, 1],
    ["/nope", 404, 2],
  ] as const) {
    const links = (await page(registry, path, status)).match(/<a href="\/v0\.1\/servers">/g) ?? [];
    assert.equal(links.length, times, path);
  }
  const docs = await page(registry, "/docs");
  assert.match(docs, /<a href="https:\/\/github\.com\/modelcontextprotocol\/registry"/);
  assert.match(text(docs), /limit query The most entries on a page\. 1 to 100, 30 unless said\./);
});

test("a search keeps its words in the box and on the next page", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const claims = Array.from({ length: 40 }, (_, i) => claimOf(host, `com.example.weather/rain-${i}`, "1.0.0", { at }));
  await registry.crawl(host, ...claims, claimOf(host, "com.example.weather/snow", "1.0.0", { at }));
  const first = await page(registry, "/?q=rain");
  const all = elements(parse(first));
  assert.equal(all.find(({ tagName }) => tagName === "input")?.attrs.find((a) => a.name === "value")?.value, "rain");
  const next = all.find(({ attrs }) => attrs.some((a) => a.name === "rel" && a.value === "next"));
  const href = next?.attrs.find((a) => a.name === "href")?.value ?? assert.fail("no next link");
  assert.match(href, /^\/\?q=rain&after=30$/);
  const second = await page(registry, href);
  const rows = (html: string) => elements(parse(html)).filter(({ tagName }) => tagName === "tr").length - 1;
  assert.equal(rows(first), 30);
  assert.equal(rows(second), 10);
  assert.doesNotMatch(second, /snow|Next page/);
});

test("a server's page says how to connect, who says so, and ends with the stored text", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const card: Partial<Card> = {
    title: "Forecast",
    websiteUrl: "https://weather.example.com/about",
    repository: { url: "https://code.example.com/forecast", source: "github" },
    remotes: [
      {
        type: "streamable-http",
        url: "https://weather.example.com/{tenant}/mcp",
        variables: { tenant: { description: "Your tenant", isRequired: true } },
        headers: [{ name: "X-Api-Key", isSecret: true, isRequired: true, value: "do-not-show" }],
      },
    ],
  };
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at, card }));
  registry.clock.advance(dayMs);
  await registry.crawl(host, provedClaim(host, name, "1.1.0", { at: registry.clock(), card }));
  const liar = "liar.example.net";
  await registry.crawl(liar, claimOf(liar, name, "9.9.9", { at: registry.clock() }));
  const html = await page(registry, `/servers/${name}`);
  assert.equal(await page(registry, `/servers/${encodeURIComponent(name)}`), html);
  const said = text(html);
  const order = [
    "Connect",
    "https://weather.example.com/{tenant}/mcp",
    "{tenant}",
    "X-Api-Key",
    "Who says so",
    "Listed by",
    "Card at",
    "Traffic to",
    "Others who claim this name",
    "9.9.9",
    "Versions",
    "1.0.0",
    "server.json",
  ];
  let place = 0;
  for (const words of order) {
    place = said.indexOf(words, place);
    assert.ok(place >= 0, `${words} comes next in: ${said}`);
  }
  const beforeRaw = said.slice(0, said.lastIndexOf("server.json"));
  assert.ok(!beforeRaw.includes("do-not-show"), "a value is not offered for copying");
  assert.match(said, /listed by liar\.example\.net, not confirmed/);
});

test("evidence that has expired no longer counts as confirmed", async (t) => {
  const registry = await openRegistry(t);
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at: registry.clock() }));
  assert.doesNotMatch(await page(registry, `/servers/${name}`), /noindex/);
  registry.clock.advance(8 * dayMs);
  const html = await page(registry, `/servers/${name}`);
  assert.match(text(html), /last confirmed 2026-03-01, not since/);
  assert.match(html, /<meta name="robots" content="noindex"/);
});

test("evidence over plain http is never called confirmed", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const evidence = [{ ...fact("served-by", host, at), insecure: true as const }];
  await registry.crawl(host, claimOf(host, name, "1.0.0", { at, evidence }));
  assert.match(text(await page(registry, "/")), /seen over plain http, not confirmed/);
});

test("a name whose traffic went elsewhere lately is not called confirmed, and a silent operator is named", async (t) => {
  const registry = await openRegistry(t);
  const serve = (endpoint: string, agrees: boolean) => {
    const at = registry.clock();
    const remotes = [{ type: "streamable-http", url: `https://${endpoint}/mcp` }] as const;
    const claim = provedClaim(host, name, "1.0.0", { at, card: { remotes }, endpointHosts: [endpoint] });
    const facts = agrees ? [fact("endpoint-agrees", endpoint, at)] : [];
    return registry.crawl(host, { ...claim, evidence: [...claim.evidence, ...facts] });
  };
  await serve(host, true);
  const before = text(await page(registry, `/servers/${name}`));
  assert.match(before, /is served by its own domain ;/);
  assert.doesNotMatch(before, /has not confirmed it/);
  await serve("collector.example.net", false);
  const after = await page(registry, `/servers/${name}`);
  assert.match(text(after), /served by its own domain, which changed lately: not confirmed before 2026-03-08/);
  assert.match(text(after), /collector\.example\.net \(its operator has not confirmed it\)/);
  assert.match(after, /<meta name="robots" content="noindex"/);
});

test("empty, fruitless and missing pages say what to try", async (t) => {
  const registry = await openRegistry(t);
  assert.match(text(await page(registry, "/")), /No server is listed yet .* mcp-discover crawl/);
  assert.match(text(await page(registry, "/?q=zebra")), /Nothing found for “ ?zebra ?” .* Try other words/);
  assert.match(text(await page(registry, "/servers/com.example/absent", 404)), /Not Found .* see all servers/);
  assert.match(text(await page(registry, "/absent", 404)), /Not Found/);
  assert.match(text(await page(registry, "/?cursor=broken", 400)), /Bad Request cursor is malformed/);
  const { headers } = await registry.ask("/v0.1/absent", { headers: { Accept: "text/html" } });
  assert.equal(headers.get("content-type"), "application/problem+json", "the API never answers with a page");
});

test("pages run no script, load nothing from elsewhere and cannot be framed", async (t) => {
  const registry = await openRegistry(t);
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at: registry.clock() }));
  for (const path of ["/", `/servers/${name}`, "/absent"]) {
    const response = await registry.ask(path, { headers: { Accept: "text/html" } });
    const policy = response.headers.get("content-security-policy") ?? "";
    for (const wanted of [
      "default-src 'none'",
      "style-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      assert.ok(policy.includes(wanted), wanted);
    }
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(response.headers.get("referrer-policy"), "no-referrer");
    assert.equal(response.headers.get("set-cookie"), null);
    const html = await response.text();
    assert.doesNotMatch(html, /<(script|img|iframe|object|embed|style|base)\b|\son\w+=|\sstyle=/i);
  }
});

test("the stylesheet may be kept for a year under the URL that the pages use, and for a minute under another", async (t) => {
  const registry = await openRegistry(t);
  const href = /href="(\/style\.css\?v=\w+)"/.exec(await page(registry, "/"))?.[1] ?? assert.fail("no stylesheet");
  const linked = await registry.ask(href);
  assert.equal(linked.headers.get("content-type"), "text/css; charset=utf-8");
  assert.match(linked.headers.get("cache-control") ?? "", /max-age=31536000, immutable/);
  assert.match((await registry.ask("/style.css?v=old")).headers.get("cache-control") ?? "", /max-age=60/);
});

test("under a path prefix every link begins with it", async (t) => {
  const registry = await openRegistry(t, { publicUrl: "https://example.com/registry" });
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at: registry.clock() }));
  for (const path of ["/", `/servers/${name}`]) {
    const html = await page(registry, path);
    const links = elements(parse(html)).flatMap(({ attrs }) =>
      attrs.filter((a) => ["href", "action"].includes(a.name)),
    );
    const local = links.map((a) => a.value).filter((value) => value.startsWith("/"));
    assert.ok(local.length > 1 && local.every((value) => value.startsWith("/registry/")), local.join(" "));
    assert.match(html, /https:\/\/example\.com\/registry\/v0\.1\/servers/);
  }
});

/** The same card and evidence with every free text replaced. */
async function pagesWith(registry: TestRegistry, hostile: string, index: number): Promise<string[]> {
  const { clock } = registry;
  const label = `com.example.h${index}/it`;
  const site = `h${index}.example.com`;
  const described = hostile === "" ? "x" : hostile;
  const card: Partial<Card> = {
    title: described,
    description: described,
    websiteUrl: hostile,
    repository: { url: hostile, source: hostile },
    remotes: [
      {
        type: "sse",
        url: `https://${site}/mcp?x=${encodeURIComponent(Buffer.from(hostile).toString())}`,
        headers: [{ name: "X-Key", description: described, placeholder: hostile }],
        variables: { [described]: { description: described } },
        supportedProtocolVersions: [described],
      },
    ],
  };
  const version = described.replaceAll("\0", "?");
  const claim = claimOf(site, label, version, { at: clock(), card, identifier: described, etag: described });
  await registry.crawl(site, claim);
  const search = encodeURIComponent(Buffer.from(hostile).toString());
  const home = await page(registry, `/?q=h${index}`);
  const searched = await registry.ask(`/?q=${search}`);
  assert.ok(searched.status < 500);
  return [home, await page(registry, `/servers/${label}`), await searched.text()];
}

const benign = "a plain text";
const attacks: readonly string[] = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus=alert(1) x='",
  "</title><svg onload=alert(1)>",
  "</pre></main><h1>Signed in</h1>",
  "javascript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "http://example.net/plain",
  "https://user:pass@example.net/",
  "\u202egnp.exe\u2066",
  "<!--",
  "]]>",
  "&lt;b&gt;",
  "\u001b[31mred\u0007",
  "{{constructor.constructor('alert(1)')()}}",
];

function hostileTexts(): readonly string[] {
  const path = sharedData("naughty-strings.json");
  const naughty = path === undefined ? [] : (JSON.parse(readFileSync(path, "utf8")) as string[]);
  const known = new Set([...attacks, ...naughty, ...hostileMembers()]);
  return [...known].filter((item) => item.trim() !== "" && item.length <= 255 && !isOrdinaryLink(item));
}

/** What the page may rightly link to, which would make it differ from the one it is compared with. */
function isOrdinaryLink(item: string): boolean {
  return /^https:\/\/[^@]*$/i.test(readUrl(item)?.href ?? "");
}

/** Every string in a hostile document that is JSON. */
function hostileMembers(): string[] {
  const path = sharedData("hostile-documents.jsonl");
  if (path === undefined) return [];
  const found: string[] = [];
  for (const line of readFileSync(path, "utf8").split("\n").filter(Boolean)) {
    const { body } = JSON.parse(line) as { readonly body?: string };
    try {
      JSON.parse(body ?? "null", (_key, value: unknown) => {
        if (typeof value === "string") found.push(value);
        return value;
      });
    } catch {
      // Not JSON: the reader refuses it, so it never reaches a page.
    }
  }
  return found;
}

test("no text from a card or a query becomes an element, an attribute or a link", async (t) => {
  const registry = await openRegistry(t);
  const [, cleanServer = ""] = await pagesWith(registry, benign, 0);
  const expected = skeleton(cleanServer);
  const [cleanHome = ""] = await pagesWith(registry, benign, 1);
  for (const [i, hostile] of hostileTexts().entries()) {
    const [home = "", server = "", searched = ""] = await pagesWith(registry, hostile, i + 2);
    assert.deepEqual(skeleton(server), expected, JSON.stringify(hostile));
    assert.deepEqual(skeleton(home), skeleton(cleanHome), JSON.stringify(hostile));
    for (const html of [home, server, searched]) {
      const all = elements(parse(html));
      const hrefs = all.flatMap(({ attrs }) => attrs.filter((a) => a.name === "href").map((a) => a.value));
      assert.ok(
        hrefs.every((href) => /^\/(?!\/)|^https:\/\/h\d+\.example\.com\//.test(href)),
        hrefs.join(" "),
      );
      assert.ok(all.every(({ tagName, attrs }) => tagName !== "script" && !attrs.some((a) => a.name.startsWith("on"))));
      const shown = html.replace(/ value="[^"]*"/, "");
      assert.doesNotMatch(
        shown,
        /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/u,
        "nothing unseen, but for what stands in the search box",
      );
    }
  }
  assert.deepEqual(registry.logged, []);
});

test("a link to elsewhere is https, names its host in ASCII and vouches for nothing", async (t) => {
  const registry = await openRegistry(t);
  const card = { websiteUrl: "https://b\u00fccher.example/über uns" };
  await registry.crawl(host, provedClaim(host, name, "1.0.0", { at: registry.clock(), card }));
  const links = elements(parse(await page(registry, `/servers/${name}`))).filter(({ tagName }) => tagName === "a");
  const away = links
    .map(({ attrs }) => Object.fromEntries(attrs.map((a) => [a.name, a.value])))
    .filter(({ href }) => /^https:/.test(href ?? ""));
  assert.ok(away.some(({ href }) => href === "https://xn--bcher-kva.example/%C3%BCber%20uns"));
  assert.ok(away.every(({ rel }) => rel === "nofollow ugc noopener noreferrer"));
});

test("a server's page tells its last changes, newest first, and which members of the card they touch", async (t) => {
  const registry = await openRegistry(t);
  const titles = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"];
  for (const title of titles) {
    await registry.crawl(host, provedClaim(host, name, "1.0.0", { at: registry.clock(), card: { title } }));
    registry.clock.advance(dayMs);
  }
  const [, told = ""] =
    /What changed(.*)All changes, as JSON/.exec(text(await page(registry, `/servers/${name}`))) ?? [];
  assert.deepEqual(
    [...told.matchAll(/2026-03-(\d\d) 00:00 UTC: 1\.0\.0 its card changed \/title/g)].map(([, date]) => date),
    ["07", "06", "05", "04", "03"],
  );
  assert.doesNotMatch(told, /first seen/);
});

test("the page of the API has every path of its description, and each link of a server's page to it answers", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const cardUrl = "https://weather.example.com/.well-known/ai-catalog.json#/entries/0/data";
  await registry.crawl(
    "weather.example.com",
    provedClaim("weather.example.com", "com.example.weather/rain", "1.0.0", { at, cardUrl }),
  );
  const page = await (await registry.ask("/docs")).text();
  const { paths } = JSON.parse(await (await registry.ask("/openapi.yaml")).text()) as { paths: object };
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods)) assert.ok(page.includes(`id="${method}${path}"`), `${method} ${path}`);
  const server = await (await registry.ask("/servers/com.example.weather/rain")).text();
  const links = [...server.matchAll(/href="(\/v0\.1\/x\/[^"]+)"/g)].map(([, href = ""]) => href);
  assert.equal(links.length, 4);
  for (const href of links) assert.equal((await registry.ask(href)).status, 200, href);
});
