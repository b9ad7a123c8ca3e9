// Each fault of delivery, played by a real server over TLS, is named rightly, and nothing else with it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Check, check } from "../src/check/check.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { type Fault, served } from "./support/served.ts";
import { cardOf, catalogOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

const long = "x".repeat(9_000);

/** Serves a catalog as it should be, with a card that has the fault; gives what a check says of the card's delivery. */
async function faultsOf(name: string, fault: Fault, card: Record<string, unknown> = {}): Promise<string[]> {
  const host = `${name}.example.com`;
  const url = `https://${host}/mcp/server-card`;
  const catalog = { ...catalogOf([entryOf("weather", url)]), host: { displayName: "Example", identifier: host } };
  const body = JSON.stringify(cardOf(`com.example.${name}/weather`, card));
  web.host(host).get("/.well-known/ai-catalog.json", served(JSON.stringify(catalog), catalogMediaType));
  web.host(host).get("/mcp/server-card", served(body, cardMediaType, fault));
  const found = await checked(host);
  const [first, second] = found.documents;
  assert.deepEqual(first?.delivery, [], "the catalog is served as it should be");
  assert.equal(second?.url, url);
  return second?.delivery.map(({ severity, code }) => `${severity} ${code}`) ?? [];
}

async function checked(target: string): Promise<Check> {
  const transport = web.transport();
  const visit = transport.openVisit();
  try {
    return await check(target, { exchange: visit.exchange });
  } finally {
    await visit.close();
    await transport.close();
  }
}

const cases: readonly [what: string, fault: Fault, expected: readonly string[], card?: Record<string, unknown>][] = [
  ["all is well", {}, []],
  ["plain JSON is tolerated", { headers: { "content-type": "application/json; charset=utf-8" } }, []],
  ["a weak tag that is honoured", { etag: () => 'W/"1"' }, []],
  ["the wildcard for headers", { headers: { "access-control-allow-headers": "*" } }, []],
  ["the page's own origin", { headers: { "access-control-allow-origin": "https://page.example" } }, []],
  ["a page's type", { headers: { "content-type": "text/html" } }, ["warning http/content-type-html"]],
  ["another type", { headers: { "content-type": "application/octet-stream" } }, ["warning http/content-type"]],
  ["another charset", { headers: { "content-type": `${cardMediaType}; charset=latin1` } }, ["warning http/charset"]],
  [
    "no CORS at all",
    {
      headers: {
        "access-control-allow-origin": undefined,
        "access-control-allow-headers": undefined,
        "access-control-expose-headers": undefined,
      },
    },
    ["error http/cors-origin", "error http/cors-preflight", "error http/cors-expose"],
  ],
  [
    "another origin only",
    { headers: { "access-control-allow-origin": "https://app.example.org" } },
    ["error http/cors-origin", "error http/cors-preflight"],
  ],
  [
    "a preflight without If-None-Match",
    { onOptions: { "access-control-allow-headers": "Content-Type" } },
    ["error http/cors-preflight"],
  ],
  ["OPTIONS is refused", { optionsStatus: 405 }, ["error http/cors-preflight"]],
  ["a hidden ETag", { headers: { "access-control-expose-headers": undefined } }, ["error http/cors-expose"]],
  ["a 304 without CORS", { on304: { "access-control-allow-origin": undefined } }, ["error http/cors-not-modified"]],
  ["a 304 without its headers", { on304: { "cache-control": undefined } }, ["warning http/not-modified-headers"]],
  ["no ETag", { etag: () => undefined }, ["warning http/etag-missing"]],
  ["a malformed ETag", { etag: () => "1" }, ["warning http/etag"]],
  ["conditions ignored", { ignoresConditions: true }, ["warning http/etag-ignored"]],
  ["a weak tag compared strongly", { etag: () => 'W/"1"', ignoresConditions: true }, ["warning http/etag-ignored"]],
  ["a tag that changes over the same bytes", { etag: (count) => `"${count}"` }, ["warning http/etag-changing"]],
  [
    "bytes that change",
    { body: (count) => JSON.stringify(cardOf("com.example.x/y", { title: `T ${count}` })) },
    ["warning http/body-changing"],
  ],
  ["no Cache-Control", { headers: { "cache-control": undefined } }, ["warning http/cache-control-missing"]],
  ["no-store", { headers: { "cache-control": "no-store" } }, ["warning http/cache-control-forbids"]],
  ["HEAD is refused", { headStatus: 405 }, ["info http/head"]],
  ["HEAD says another type", { onHead: { "content-type": "text/plain" } }, ["info http/head"]],
  ["compressed without Vary", { gzip: true }, ["warning http/vary-missing"]],
  ["compressed with Vary", { gzip: true, headers: { vary: "Accept-Encoding" } }, []],
  ["large and never compressed", {}, ["info http/uncompressed"], { _meta: { "com.example/long": long } }],
];

for (const [index, [what, fault, expected, card]] of cases.entries()) {
  test(`${what}: ${expected.length === 0 ? "nothing is said" : expected.join(", ")}`, async () => {
    assert.deepEqual(await faultsOf(`case-${index}`, fault, card), expected);
  });
}

test("what a catalog lacks is a warning where a card's lack is an error", async () => {
  const bare = { headers: { "access-control-allow-origin": undefined } };
  web
    .host("catalog.example.com")
    .get("/.well-known/ai-catalog.json", served(JSON.stringify(catalogOf([])), catalogMediaType, bare));
  const [document] = (await checked("catalog.example.com")).documents;
  assert.deepEqual(
    document?.delivery.map(({ severity, code }) => `${severity} ${code}`),
    ["warning http/cors-origin", "warning http/cors-preflight"],
  );
});

test("plain http is an error, and so is what the clients that need TLS then cannot read", async () => {
  const host = "plain.example.com";
  web.host(host).get("/mcp/server-card", served(JSON.stringify(cardOf("com.example.plain/weather")), cardMediaType));
  const found = await checked(`http://${host}/mcp/server-card`);
  assert.deepEqual(
    found.documents.map(({ delivery }) => delivery.map(({ code }) => code)),
    [["http/insecure"]],
  );
  const client = found.consumers.find(({ name }) => name === "mcp-client");
  assert.equal(client?.reads, "no");
});

test("a chain longer than the SDKs follow is named, and so is one to another origin", async () => {
  const to = (path: string) => ({ status: 302, headers: { location: path } });
  const host = "chain.example.com";
  web.host(host).get("/a/server-card", to("/b")).get("/b", to("/c")).get("/c", to("/d")).get("/d", to("/e"));
  web.host(host).get("/e", served(JSON.stringify(cardOf("com.example.chain/weather")), cardMediaType));
  const found = await checked(`https://${host}/a/server-card`);
  assert.deepEqual(
    found.documents.flatMap(({ delivery }) => delivery.map(({ code }) => code)),
    ["http/redirect-chain"],
  );
});
