// The ARD registry over a real store: its contract, identifiers that are nobody else's, filters, facets, paging, and whatever is thrown at it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { ardCheck, ardContract, ardPath } from "./support/ard.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { type ClaimParts, claimOf, dayMs, provedClaim } from "./support/visits.ts";

const publicUrl = "https://registry.example.net/mcp";
const skip = skipWithout(ardPath);
const cardType = "application/mcp-server-card+json";

interface Item {
  readonly identifier: string;
  readonly displayName: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly score?: number;
  readonly source?: string;
  readonly [member: string]: unknown;
}

interface Page {
  readonly results: readonly Item[];
  readonly items: readonly Item[];
  readonly referrals?: readonly unknown[];
  readonly pageToken?: string;
  readonly total?: number;
}

interface Explored {
  readonly facets: Readonly<
    Record<
      string,
      { readonly buckets: readonly { readonly value: string; readonly count: number }[]; otherCount: number }
    >
  >;
}

async function post(registry: TestRegistry, path: string, body: unknown, headers = {}): Promise<Response> {
  const init = { method: "POST", headers: { "content-type": "application/json", ...headers } };
  return registry.ask(path, { ...init, body: typeof body === "string" ? body : JSON.stringify(body) });
}

async function search(registry: TestRegistry, query: object, rest: object = {}): Promise<Page> {
  const response = await post(registry, "/ard/search", { query, ...rest });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Page;
}

async function explore(registry: TestRegistry, facets: readonly object[], query?: object): Promise<Explored> {
  const response = await post(registry, "/ard/explore", { ...(query && { query }), resultType: { facets } });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Explored;
}

async function agents(registry: TestRegistry, query: Readonly<Record<string, string>> = {}): Promise<Page> {
  const response = await registry.ask(`/ard/agents?${new URLSearchParams(query)}`);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Page;
}

const remote = (host: string, parts: object = {}) => ({
  type: "streamable-http" as const,
  url: `https://${host}/mcp`,
  ...parts,
});

/** Four servers: with its publisher's identifier, without, with somebody else's, and of an older kind. */
async function open(t: Parameters<typeof openRegistry>[0]): Promise<TestRegistry> {
  const registry = await openRegistry(t, { publicUrl });
  const { clock } = registry;
  const one = (host: string, local: string, parts: Omit<ClaimParts, "at">, make = claimOf) =>
    registry.crawl(
      host,
      make(host, `${host.split(".").reverse().join(".")}/${local}`, "1.0.0", { at: clock(), ...parts }),
    );
  await one(
    "example.com",
    "forecast",
    {
      identifier: "urn:air:example.com:mcp:forecast",
      tags: ["weather", "open data"],
      card: {
        title: "Forecast",
        description: "Weather for any place",
        icons: [{ src: "https://example.com/icon.png" }],
        remotes: [remote("example.com", { supportedProtocolVersions: ["2025-11-25"] })],
      },
    },
    provedClaim,
  );
  clock.advance(dayMs);
  await one("maps.example.org", "maps", {
    tags: ["weather", "maps"],
    card: {
      title: "Maps",
      description: "Maps with weather on them",
      remotes: [
        remote("maps.example.org", { headers: [{ name: "Authorization", isRequired: true, isSecret: true }] }),
        { type: "sse", url: "https://maps.example.org/sse" },
      ],
    },
  });
  await one("liar.example.net", "weather", {
    identifier: "urn:air:example.com:mcp:weather",
    card: { title: "Example weather", description: "Weather by somebody else", remotes: [] },
  });
  await one("old.example.com", "old", {
    kind: "sep-1649-card",
    identifier: "some text",
    card: { title: "Old notes", remotes: [remote("old.example.com")] },
  });
  return registry;
}

test("every path of the contract is routed, and answers in its shapes", { skip }, async (t) => {
  const registry = await open(t);
  const [found, explored, listed] = [ardCheck("SearchResponse"), ardCheck("ExploreResponse"), ardCheck("ListResponse")];
  for (const [path, methods] of Object.entries(ardContract().paths)) {
    for (const method of Object.keys(methods)) {
      const { status } = await registry.ask(`/ard${path}`, { method: method.toUpperCase() });
      assert.ok(status === 200 || status === 400, `${method} ${path} ${status}`);
    }
  }
  for (const federation of ["auto", "referrals", "none"]) {
    const page = await search(registry, { text: "weather" }, { federation, pageSize: 2 });
    found(page);
    assert.deepEqual(page.referrals, federation === "referrals" ? [] : undefined);
  }
  found(await search(registry, { text: "nothing-like-it" }));
  explored(await explore(registry, [{ field: "type" }, { field: "tags", limit: 1, minCount: 1 }], { text: "weather" }));
  explored(await explore(registry, []));
  listed(await agents(registry));
  listed(await agents(registry, { pageSize: "1", orderBy: "updatedAt DESC", filter: `type = '${cardType}'` }));
});

test("a result has its publisher's identifier where its domain gave one, else ours, never one minted for others", {
  skip,
}, async (t) => {
  const registry = await open(t);
  const { items } = await agents(registry);
  const by = (name: string) => items.find(({ displayName }) => displayName === name);
  assert.deepEqual(by("Forecast"), {
    identifier: "urn:air:example.com:mcp:forecast",
    displayName: "Forecast",
    type: cardType,
    url: "https://example.com/forecast/server-card",
    description: "Weather for any place",
    tags: ["weather", "open data"],
    version: "1.0.0",
    updatedAt: "2026-03-01T00:00:00.000Z",
    metadata: {
      name: "com.example/forecast",
      transport: "streamable-http",
      protocol: "2025-11-25",
      auth: "none",
      evidence: "served-by",
      status: "active",
      icon: "yes",
      host: "example.com",
    },
  });
  ardCheck("ListResponse", { ownIdentifiers: true })({ items: [by("Forecast")] });
  assert.equal(by("Maps")?.identifier, `${publicUrl}/servers/org.example.maps/maps`);
  const liar = by("Example weather");
  assert.equal(liar?.identifier, `${publicUrl}/servers/net.example.liar/weather`, "example.com did not serve it");
  assert.equal(liar?.metadata["sourceIdentifier"], "urn:air:example.com:mcp:weather");
  assert.equal(by("Old notes")?.["type"], "application/json", "what is at its URL is no Server Card");
  const urns = items.filter(({ identifier }) => identifier.startsWith("urn:air:"));
  assert.equal(urns.length, 1);
});

test("the score is relevance: evidence does not move it, and the source is this registry", { skip }, async (t) => {
  const registry = await openRegistry(t, { publicUrl });
  const at = registry.clock();
  const card = { title: "Notes", description: "Keeps notes" };
  await registry.crawl("a.example.com", claimOf("a.example.com", "com.example.a/notes", "1.0.0", { at, card }));
  await registry.crawl("b.example.com", provedClaim("b.example.com", "com.example.b/notes", "1.0.0", { at, card }));
  const { results } = await search(registry, { text: "notes" });
  assert.deepEqual(
    results.map(({ score, source }) => [score, source]),
    [
      [100, `${publicUrl}/ard`],
      [100, `${publicUrl}/ard`],
    ],
  );
});

test("filters join their values with OR and their keys with AND, and only confirmed publishers have a name", {
  skip,
}, async (t) => {
  const registry = await open(t);
  const found = async (filter: object) => {
    const { results } = await search(registry, { text: "weather", filter });
    return results.map(({ displayName }) => displayName).sort();
  };
  assert.deepEqual(await found({}), ["Example weather", "Forecast", "Maps"]);
  assert.deepEqual(await found({ type: [cardType] }), ["Example weather", "Forecast", "Maps"]);
  assert.deepEqual(await found({ type: "application/a2a-agent-card+json" }), []);
  assert.deepEqual(await found({ publisher: "example.com" }), ["Forecast"]);
  assert.deepEqual(await found({ "metadata.transport": ["sse", "streamable-http"] }), ["Forecast", "Maps"]);
  assert.deepEqual(await found({ "metadata.transport": "sse", "metadata.auth": ["header"] }), ["Maps"]);
  assert.deepEqual(await found({ "metadata.transport": "sse", "metadata.auth": ["optional"] }), []);
  assert.deepEqual(await found({ tags: "open data" }), ["Forecast"]);
  assert.deepEqual(await found({ tags: ["Maps", "none such"] }), ["Maps"]);
  assert.deepEqual(await found({ "metadata.host": "example.org" }), ["Maps"]);
  assert.deepEqual(await found({ "metadata.host": "ample.org" }), [], "a suffix begins at a dot");
  assert.deepEqual(await found({ "metadata.evidence": "served-by" }), ["Forecast"]);
  const refused = await post(registry, "/ard/search", { query: { text: "weather", filter: { capabilities: ["x"] } } });
  assert.equal(refused.status, 400);
  assert.match(
    ((await refused.json()) as { message: string }).message,
    /not supported here; there are type, publisher/,
  );
});

test("explore counts over all that match, orders by count, and says what it left out", { skip }, async (t) => {
  const registry = await open(t);
  const all = await explore(registry, [{ field: "metadata.transport" }, { field: "type" }, { field: "metadata.auth" }]);
  assert.deepEqual(all.facets, {
    "metadata.transport": {
      buckets: [
        { value: "streamable-http", count: 3 },
        { value: "sse", count: 1 },
      ],
      otherCount: 0,
    },
    type: {
      buckets: [
        { value: cardType, count: 3 },
        { value: "application/json", count: 1 },
      ],
      otherCount: 0,
    },
    "metadata.auth": {
      buckets: [
        { value: "none", count: 3 },
        { value: "header", count: 1 },
        { value: "no-endpoint", count: 1 },
      ],
      otherCount: 0,
    },
  });
  const some = await explore(registry, [{ field: "tags", limit: 1 }, { field: "publisher" }], { text: "weather" });
  assert.deepEqual(some.facets["tags"], { buckets: [{ value: "weather", count: 2 }], otherCount: 2 });
  assert.deepEqual(some.facets["publisher"], { buckets: [{ value: "example.com", count: 1 }], otherCount: 0 });
  const least = await explore(registry, [{ field: "tags", minCount: 2 }]);
  assert.deepEqual(least.facets["tags"], { buckets: [{ value: "weather", count: 2 }], otherCount: 2 });
});

test("agents are listed in the order that is asked for, page by page, each once", { skip }, async (t) => {
  const registry = await open(t);
  const walk = async (query: Readonly<Record<string, string>>) => {
    const names: string[] = [];
    let pageToken: string | undefined;
    do {
      const page: Page = await agents(registry, {
        ...query,
        pageSize: "1",
        ...(pageToken !== undefined && { pageToken }),
      });
      names.push(...page.items.map(({ displayName }) => displayName));
      pageToken = page.pageToken;
    } while (pageToken !== undefined);
    return names;
  };
  assert.deepEqual(await walk({}), ["Example weather", "Forecast", "Maps", "Old notes"]);
  assert.deepEqual(await walk({ orderBy: "displayName DESC" }), ["Old notes", "Maps", "Forecast", "Example weather"]);
  assert.deepEqual(await walk({ orderBy: "updatedAt" }), ["Forecast", "Maps", "Example weather", "Old notes"]);
  assert.deepEqual(await walk({ filter: "updatedAt > '2026-03-01' AND metadata.transport = sse" }), ["Maps"]);
  assert.deepEqual(await walk({ filter: "createdAfter >= '2026-03-02T00:00:00Z' AND tags IN ('maps', \"x\")" }), [
    "Maps",
  ]);
  assert.deepEqual(await walk({ filter: "createdBefore < 2026-03-02" }), ["Forecast"]);
  assert.deepEqual(await walk({ filter: "tags = 'maps' and tags = 'weather'" }), []);
  assert.equal((await agents(registry)).total, 4);
  assert.equal((await agents(registry, { filter: `type = '${cardType}'`, pageSize: "1" })).total, 3);
});

test("a search's pages follow each other, and a token with any letter changed is a 400", { skip }, async (t) => {
  const registry = await open(t);
  const query = { text: "weather" };
  const first = await search(registry, query, { pageSize: 2 });
  assert.equal(first.results.length, 2);
  const token = first.pageToken ?? assert.fail("no token");
  const second = await search(registry, query, { pageSize: 2, pageToken: token });
  assert.equal(second.results.length, 1);
  assert.equal(second.pageToken, undefined);
  const listed = (await agents(registry, { pageSize: "1" })).pageToken ?? assert.fail("no token");
  for (let at = 0; at < Math.max(token.length, listed.length); at += 1) {
    const changed = (text: string) => `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
    assert.equal((await post(registry, "/ard/search", { query, pageToken: changed(token) })).status, 400, `${at}`);
    assert.equal((await registry.ask(`/ard/agents?pageToken=${changed(listed)}`)).status, 400, `${at}`);
  }
  assert.equal((await post(registry, "/ard/search", { query: { text: "maps" }, pageToken: token })).status, 400);
  assert.equal((await registry.ask(`/ard/agents?orderBy=updatedAt&pageToken=${listed}`)).status, 400);
});

test("what cannot be meant is refused with words, in ARD's shape", { skip }, async (t) => {
  const registry = await open(t);
  const isError = ardCheck("Error");
  const query = { text: "weather" };
  const facets = [{ field: "type" }];
  const bodies: readonly [string, unknown][] = [
    ["/ard/search", ""],
    ["/ard/search", "{"],
    ["/ard/search", "[]"],
    ["/ard/search", '{"query":{"text":"a"},"query":{"text":"b"}}'],
    ["/ard/search", `{"query":{"text":"${"x".repeat(17_000)}"}}`],
    ["/ard/search", `${"[".repeat(200)}${"]".repeat(200)}`],
    ["/ard/search", {}],
    ["/ard/search", { query: {} }],
    ["/ard/search", { query: { text: " " } }],
    ["/ard/search", { query: { text: 7 } }],
    ["/ard/search", { query: { text: "x".repeat(10_000) } }],
    ["/ard/search", { query, federation: "all" }],
    ["/ard/search", { query, pageSize: 0 }],
    ["/ard/search", { query, pageSize: 101 }],
    ["/ard/search", { query, pageSize: "5" }],
    ["/ard/search", { query, pageToken: 5 }],
    ["/ard/search", { query, more: 1 }],
    ["/ard/search", { query: { ...query, more: 1 } }],
    ["/ard/search", { query: { ...query, filter: [] } }],
    ["/ard/search", { query: { ...query, filter: { type: [] } } }],
    ["/ard/search", { query: { ...query, filter: { type: [1] } } }],
    ["/ard/search", { query: { ...query, filter: { type: "x".repeat(201) } } }],
    ["/ard/explore", {}],
    ["/ard/explore", { resultType: {} }],
    ["/ard/explore", { resultType: { facets: [{}] } }],
    ["/ard/explore", { resultType: { facets: [{ field: "a.b" }] } }],
    ["/ard/explore", { resultType: { facets: [{ field: "type", limit: 0 }] } }],
    ["/ard/explore", { resultType: { facets: Array(21).fill({ field: "type" }) } }],
  ];
  for (const [path, body] of bodies) {
    const response = await post(registry, path, body);
    assert.equal(response.status, 400, `${path} ${JSON.stringify(body).slice(0, 100)}`);
    assert.equal(response.headers.get("content-type"), "application/json");
    const answer = (await response.json()) as { errorCode: string };
    isError(answer);
    assert.equal(answer.errorCode, "INVALID_ARGUMENT");
  }
  assert.equal(
    (await post(registry, "/ard/explore", { resultType: { facets } }, { "content-type": "text/plain" })).status,
    400,
  );
  for (const bad of [
    "filter=type",
    "filter=type+%3D",
    "filter=type+IN+(",
    "filter=type+%3D+'a'+OR+type+%3D+'b'",
    "filter=updatedAt+%3D+'2026-01-01'",
    "filter=updatedAt+%3E+'soon'",
    "filter=updatedAt+%3E+'2026-02-31'",
    "filter=nothing+%3D+'a'",
    `filter=${"x".repeat(1_001)}`,
    "orderBy=score",
    "pageSize=0",
    "pageSize=101",
    "pageToken=x",
  ]) {
    const response = await registry.ask(`/ard/agents?${bad}`);
    assert.equal(response.status, 400, bad);
    isError(await response.json());
  }
  for (const [path, method, status] of [
    ["/ard/search", "GET", 405],
    ["/ard/agents", "POST", 405],
    ["/ard/nothing", "GET", 404],
    ["/ard/agents?filter=%00", "GET", 400],
  ] as const) {
    const response = await registry.ask(path, { method });
    assert.equal(response.status, status, path);
    isError(await response.json());
    if (status === 405) assert.ok(response.headers.get("allow"));
  }
  const preflight = await registry.ask("/ard/search", { method: "OPTIONS" });
  assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /POST/);
  assert.deepEqual(registry.logged, []);
});

test("nothing that anybody types breaks search, explore, agents or our own filters", {
  skip: skipWithout("naughty-strings.json"),
}, async (t) => {
  const registry = await open(t);
  const naughty: readonly string[] = JSON.parse(readFileSync(sharedData("naughty-strings.json") ?? "", "utf8"));
  const throwAll = async (text: string) => {
    const typed = encodeURIComponent(text.replace(/[\ud800-\udfff]/g, "?"));
    const answers = [
      await post(registry, "/ard/search", { query: { text, filter: { tags: [text] } } }),
      await post(registry, "/ard/search", { query: { text }, pageToken: text }),
      await post(registry, "/ard/explore", { query: { text }, resultType: { facets: [{ field: "tags" }] } }),
      await post(registry, "/ard/explore", { resultType: { facets: [{ field: text }] } }),
      await post(registry, "/ard/search", text),
      await registry.ask(`/ard/agents?filter=${typed}&orderBy=${typed}&pageSize=${typed}&pageToken=${typed}`),
      await registry.ask(`/ard/agents?filter=tags+%3D+'${typed}'`),
      await registry.ask(`/v0.1/x/io.github.mcp-discover/search?q=${typed}&tag=${typed}&host=${typed}&facets=all`),
      await registry.ask(`/?q=${typed}&transport=${typed}`),
    ];
    for (const { status } of answers) assert.ok(status < 500, `${status} for ${JSON.stringify(text)}`);
  };
  for (const text of naughty) await throwAll(text);
  for (const text of ["\0", 'a" OR "b', "a*", "{a} : b", "NEAR(a b, 2)", "\ue000transportzsse0", "x".repeat(10_000)])
    await throwAll(text);
  await fc.assert(fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), throwAll), { numRuns: 50 });
  assert.deepEqual(registry.logged, []);
});
