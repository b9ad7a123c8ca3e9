// The generic registry API over a real store: shapes, filters, paging, errors, caching.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { contractCheck, contractPath } from "./support/openapi.ts";
import { type EntryBody, openRegistry, type TestRegistry } from "./support/registry.ts";
import { skipWithout } from "./support/shared-data.ts";
import { claimOf, dayMs, provedClaim } from "./support/visits.ts";

const officialKey = "io.modelcontextprotocol.registry/official";
const ourKey = "io.github.mcp-discover/discovery";
const host = "weather.example.com";
const name = "com.example.weather/forecast";

const names = (servers: readonly EntryBody[]) => servers.map(({ server }) => `${server.name}@${server.version}`);

/** A proved server with an older version behind it, and a server of another host. */
async function fill({ crawl, clock }: TestRegistry): Promise<void> {
  await crawl(host, provedClaim(host, name, "1.0.0", { at: clock() }));
  clock.advance(dayMs);
  await crawl(
    host,
    provedClaim(host, name, "1.1.0+build.7", {
      at: clock(),
      card: {
        title: "Forecast",
        remotes: [{ type: "streamable-http", url: `https://${host}/mcp`, supportedProtocolVersions: ["2025-11-25"] }],
        _meta: { "com.example/tier": "free" },
      },
    }),
  );
  const other = "tools.example.org";
  await crawl(other, claimOf(other, "org.example.tools/notes", "0.3.0", { at: clock(), identifier: "urn:air:x" }));
}

test("every 200 satisfies the contract's own schemas", { skip: skipWithout(contractPath) }, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const list = contractCheck("ServerList");
  const entry = contractCheck("ServerResponse");
  for (const prefix of ["/v0.1", "/v0"]) {
    for (const query of [
      "",
      "?limit=1",
      "?version=latest",
      "?search=forecast",
      "?search=absent",
      "?updated_since=2026-01-01T00:00:00Z",
    ]) {
      list(await registry.json(`${prefix}/servers${query}`));
    }
    list(await registry.json(`${prefix}/servers/${encodeURIComponent(name)}/versions`));
    entry(await registry.json(`${prefix}/servers/${encodeURIComponent(name)}/versions/latest`));
  }
});

test("an entry has the six official members and ours beside them, never among them", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const { servers } = await registry.json("/v0.1/servers?version=latest");
  const forecast = servers.find(({ server }) => server.name === name);
  assert.ok(forecast);
  assert.deepEqual(Object.keys(forecast._meta), [officialKey, ourKey]);
  const official = forecast._meta[officialKey] ?? {};
  assert.deepEqual(Object.keys(official), ["status", "statusChangedAt", "publishedAt", "updatedAt", "isLatest"]);
  assert.equal(official["isLatest"], true);
  const { evidence, ...facts } = forecast._meta[ourKey] ?? {};
  assert.deepEqual(Object.keys(facts), [
    "catalogUrl",
    "cardUrl",
    "hostingHost",
    "endpointHosts",
    "kind",
    "sha256",
    "firstSeenAt",
    "lastSeenAt",
    "lastChangedAt",
    "lastCheckedAt",
    "state",
    "diagnostics",
  ]);
  assert.equal(facts["firstSeenAt"], "2026-03-02T00:00:00.000Z");
  assert.deepEqual(evidence, [
    { type: "served-by", host, checkedAt: "2026-03-02T00:00:00.000Z", expiresAt: "2026-03-09T00:00:00.000Z" },
    { type: "listed-by", host, checkedAt: "2026-03-02T00:00:00.000Z", expiresAt: "2026-03-09T00:00:00.000Z" },
  ]);
});

test("a deployment's own namespace names its _meta key", async (t) => {
  const registry = await openRegistry(t, { namespace: "com.example.registry" });
  await fill(registry);
  const [first] = (await registry.json("/v0.1/servers")).servers;
  assert.ok(first && "com.example.registry/discovery" in first._meta);
});

test("the card reaches the client as server.json, with its protocol versions", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const { server } = (await (
    await registry.ask(`/v0.1/servers/${encodeURIComponent(name)}/versions/latest`)
  ).json()) as EntryBody;
  assert.equal(server["title"], "Forecast");
  assert.deepEqual(server["remotes"], [
    { type: "streamable-http", url: `https://${host}/mcp`, supportedProtocolVersions: ["2025-11-25"] },
  ]);
});

test("a name is found encoded once, in either case, and bare; a version is decoded once too", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  for (const prefix of ["/v0.1", "/v0"]) {
    for (const spelling of [
      "com.example.weather%2Fforecast",
      "com.example.weather%2fforecast",
      "com.example.weather/forecast",
    ]) {
      for (const version of ["latest", "1.1.0%2Bbuild.7", "1.1.0+build.7"]) {
        const response = await registry.ask(`${prefix}/servers/${spelling}/versions/${version}`);
        assert.equal(response.status, 200, `${spelling} ${version}`);
        assert.equal(((await response.json()) as EntryBody).server.version, "1.1.0+build.7");
      }
      assert.equal((await registry.json(`${prefix}/servers/${spelling}/versions`)).metadata.count, 2);
    }
    const twice = await registry.ask(`${prefix}/servers/com.example.weather%252Fforecast/versions/latest`);
    assert.equal(twice.status, 404);
  }
});

test("versions come newest first and only one is latest", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const { servers } = await registry.json(`/v0.1/servers/${name}/versions`);
  assert.deepEqual(names(servers), [`${name}@1.1.0+build.7`, `${name}@1.0.0`]);
  assert.deepEqual(
    servers.map(({ _meta }) => _meta[officialKey]?.["isLatest"]),
    [true, false],
  );
});

test("filters narrow the list, and join with AND", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const found = async (query: string) => names((await registry.json(`/v0.1/servers?${query}`)).servers);
  const notes = "org.example.tools/notes@0.3.0";
  assert.deepEqual(await found(""), [`${name}@1.0.0`, `${name}@1.1.0+build.7`, notes]);
  assert.deepEqual(await found("version=latest"), [`${name}@1.1.0+build.7`, notes]);
  assert.deepEqual(await found("version=1.0.0"), [`${name}@1.0.0`]);
  assert.deepEqual(await found("search=notes"), [notes]);
  assert.deepEqual(await found("search=NOTES&version=1.0.0"), []);
  assert.deepEqual(await found("updated_since=2026-03-01T12:00:00Z&version=latest"), [`${name}@1.1.0+build.7`, notes]);
  assert.deepEqual(await found("updated_since=2026-03-02T00:00:01Z"), []);
  assert.deepEqual(await found("updated_since=2026-03-02T00:30:00%2B01:00&search=notes"), [notes]);
  assert.deepEqual(await found("updated_since=2026-03-02T00:30:00+01:00&search=notes"), [notes], "a bare plus");
  assert.deepEqual(await found("q=nothing&source=cli&tenant=x"), await found(""), "unknown parameters change nothing");
});

test("a server that its catalog dropped is hidden, and is a tombstone for who asks", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  registry.clock.advance(dayMs);
  await registry.crawl("tools.example.org");
  const gone = "org.example.tools/notes";
  const hidden = await registry.json("/v0.1/servers");
  assert.ok(!names(hidden.servers).includes(`${gone}@0.3.0`));
  assert.equal((await registry.ask(`/v0.1/servers/${gone}/versions/latest`)).status, 404);
  assert.equal((await registry.ask(`/v0.1/servers/${gone}/versions`)).status, 404);
  for (const path of [`/${gone}/versions/latest`, `/${gone}/versions/0.3.0`, `/${gone}/versions`]) {
    assert.equal((await registry.ask(`/v0.1/servers${path}?include_deleted=true`)).status, 200, path);
  }
  const { servers } = await registry.json("/v0.1/servers?updated_since=2026-03-02T12:00:00Z");
  assert.deepEqual(names(servers), [`${gone}@0.3.0`]);
  assert.equal(servers[0]?._meta[officialKey]?.["status"], "deleted");
});

test("limits, filters and cursors that cannot be meant are refused with the right status", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const cases: readonly [string, number][] = [
    ["limit=1", 200],
    ["limit=100", 200],
    ["limit=0", 422],
    ["limit=101", 422],
    ["limit=-1", 422],
    ["limit=1.5", 422],
    ["limit=1e1", 422],
    ["limit=abc", 422],
    ["limit=", 422],
    ["include_deleted=true", 200],
    ["include_deleted=maybe", 422],
    ["include_deleted=__proto__", 422],
    ["updated_since=yesterday", 400],
    ["updated_since=2026-01-01", 400],
    ["updated_since=2026-02-30T00:00:00Z", 400],
    ["updated_since=2026-01-01T25:00:00Z", 400],
    ["updated_since=2026-01-01T00:00:00Z&include_deleted=false", 400],
    ["updated_since=2026-01-01T00:00:00Z&include_deleted=true", 200],
    ["updated_since=0000-01-01T00:00:00%2B23:59", 400],
    ["updated_since=9999-12-31T23:59:59-23:59", 400],
    [`search=${"x".repeat(200)}`, 200],
    [`search=${"x".repeat(201)}`, 400],
    ["cursor=", 200],
    ["cursor=com.example%2Fx:1.0.0", 400],
    [`cursor=${Buffer.from("[]").toString("base64url")}`, 400],
    [`cursor=${Buffer.from('{"v":2,"after":["a","b"]}').toString("base64url")}`, 400],
    [`cursor=${Buffer.from('{"v":1,"after":["a",1]}').toString("base64url")}`, 400],
    [`cursor=${Buffer.from('{"v":1,"after":["a","b\\u0000"]}').toString("base64url")}`, 400],
    [`cursor=${Buffer.from('{"v":1,"after":["a","b"],"search":7}').toString("base64url")}`, 400],
    [`cursor=${"A".repeat(5000)}`, 400],
    ["search=%00", 400],
  ];
  for (const [query, status] of cases) {
    assert.equal((await registry.ask(`/v0.1/servers?${query}`)).status, status, query);
  }
  assert.deepEqual(registry.logged, []);
});

test("a path with a slash too many leads to the one without, whatever host was asked", async (t) => {
  const registry = await openRegistry(t);
  for (const asked of ["mcp", "docs"]) {
    const response = await registry.ask(`http://${asked}/docs/?a=/docs/`, { redirect: "manual" });
    assert.deepEqual([response.status, response.headers.get("location")], [308, "/docs?a=/docs/"], asked);
  }
});

test("a page holds 30 entries unless told otherwise, and the last has no nextCursor", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const claims = Array.from({ length: 31 }, (_, i) => claimOf(host, `com.example.weather/s${i}`, "1.0.0", { at }));
  await registry.crawl(host, ...claims);
  const first = await registry.json("/v0.1/servers");
  assert.equal(first.metadata.count, 30);
  assert.match(first.metadata.nextCursor ?? "", /^[A-Za-z0-9_-]+$/);
  const second = await registry.json(`/v0.1/servers?cursor=${first.metadata.nextCursor}`);
  assert.deepEqual(second.metadata, { count: 1 });
  const exact = await registry.json("/v0.1/servers?limit=31");
  assert.deepEqual(exact.metadata, { count: 31 }, "a full last page is known to be the last");
});

test("a changed cursor is refused or still a page, never a failure", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const { metadata } = await registry.json("/v0.1/servers?limit=1&search=forecast");
  const cursor = metadata.nextCursor ?? assert.fail("no cursor");
  for (let i = 0; i < cursor.length; i++) {
    for (const letter of ["A", "_", "%21"]) {
      const { status } = await registry.ask(
        `/v0.1/servers?cursor=${cursor.slice(0, i)}${letter}${cursor.slice(i + 1)}`,
      );
      assert.ok([200, 400, 422].includes(status), `${status} with ${letter} at ${i}`);
    }
  }
  assert.deepEqual(registry.logged, []);
});

test("walking all pages yields each entry once while others are inserted", async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{2,4}$/), { minLength: 4, maxLength: 24 }),
      fc.integer({ min: 1, max: 7 }),
      async (parts, limit) => {
        const registry = await openRegistry(t);
        const claimed = (part: string) =>
          claimOf(`${part}.example.com`, `com.example.${part}/it`, "1.0.0", { at: registry.clock() });
        const half = Math.ceil(parts.length / 2);
        const before = parts.slice(0, half);
        const late = parts.slice(half);
        for (const part of before) await registry.crawl(`${part}.example.com`, claimed(part));
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const { servers, metadata } = await registry.json(
            `/v0.1/servers?limit=${limit}${cursor ? `&cursor=${cursor}` : ""}`,
          );
          seen.push(...servers.map(({ server }) => server.name));
          cursor = metadata.nextCursor;
          const part = late.pop();
          if (part !== undefined) await registry.crawl(`${part}.example.com`, claimed(part));
        } while (cursor !== undefined);
        assert.equal(new Set(seen).size, seen.length, "none twice");
        for (const part of before) assert.ok(seen.includes(`com.example.${part}/it`), part);
      },
    ),
    { numRuns: 8 },
  );
});

test("errors are problem+json with an error member, and are not cached", async (t) => {
  const registry = await openRegistry(t);
  for (const [path, status] of [
    ["/v0.1/servers?limit=0", 422],
    ["/v0.1/servers?cursor=!", 400],
    ["/v0.1/servers/com.example%2Fabsent/versions/latest", 404],
    ["/v0.1/servers/com.example%2Fabsent/versions", 404],
    ["/v0.1/servers/%ff%fe/versions", 400],
    ["/v0.1/servers/a%00b/versions", 400],
  ] as const) {
    const response = await registry.ask(path);
    assert.equal(response.status, status, path);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal(response.headers.get("cache-control"), "no-store");
    const body = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(Object.keys(body), ["title", "status", "detail", "error"]);
    assert.equal(body["status"], status);
    assert.equal(typeof body["error"], "string");
  }
});

test("an unknown path is told of the path that was probably meant", async (t) => {
  const { ask } = await openRegistry(t);
  for (const [path, suggested] of [
    ["/servers", "/v0.1/servers"],
    ["/v1/servers", "/v0.1/servers"],
    ["/api/registry/v2/servers/x", "/v0.1/servers/{name}/versions/latest"],
    ["/v0.1/servers/com.example%2Fx", "/v0.1/servers/{name}/versions/latest"],
    ["/health", "/v0.1/health"],
    ["/nothing", "/v0.1/servers"],
  ] as const) {
    const response = await ask(path);
    assert.equal(response.status, 404, path);
    const { detail } = (await response.json()) as { detail: string };
    assert.ok(detail.includes(`Try ${suggested}`), `${path}: ${detail}`);
  }
});

test("a trailing slash is redirected to the path without it, and never to another host", async (t) => {
  const { ask } = await openRegistry(t);
  const moved = await ask("/v0.1/servers/?limit=1");
  assert.equal(moved.status, 308);
  assert.equal(moved.headers.get("location"), "/v0.1/servers?limit=1");
  for (const path of ["//example.org/", "///example.org//", "/\\example.org/"]) {
    const response = await ask(`http://localhost${path}`);
    assert.equal(response.headers.get("location"), null, path);
  }
});

test("behind a path prefix, redirects keep the prefix", async (t) => {
  const { ask } = await openRegistry(t, { publicUrl: "https://example.com/registry" });
  assert.equal((await ask("/v0.1/servers/")).headers.get("location"), "/registry/v0.1/servers");
});

test("the contract's writes answer 501, other methods 405 with Allow", async (t) => {
  const { ask } = await openRegistry(t);
  const one = "/v0.1/servers/com.example%2Fx/versions/1.0.0";
  for (const [method, path, status] of [
    ["POST", "/v0.1/publish", 501],
    ["POST", "/v0/publish", 501],
    ["PUT", one, 501],
    ["DELETE", one, 501],
    ["PATCH", `${one}/status`, 501],
    ["PATCH", "/v0.1/servers/com.example%2Fx/status", 501],
    ["PATCH", "/v0.1/servers/com.example/x/status", 501],
    ["POST", "/v0.1/servers", 405],
    ["POST", one, 405],
    ["PATCH", one, 405],
    ["DELETE", "/v0.1/servers", 405],
    ["PUT", "/v0.1/health", 405],
    ["GET", "/v0.1/publish", 405],
    ["POST", "/", 405],
  ] as const) {
    const response = await ask(path, { method });
    assert.equal(response.status, status, `${method} ${path}`);
    assert.equal(response.headers.get("allow") !== null, status === 405, `${method} ${path}`);
  }
  const overridden = await ask(one, { method: "POST", headers: { "X-HTTP-Method-Override": "GET" } });
  assert.equal(overridden.status, 405);
});

test("health, ping and version answer under both prefixes", async (t) => {
  const registry = await openRegistry(t);
  for (const prefix of ["/v0.1", "/v0"]) {
    assert.deepEqual(await (await registry.ask(`${prefix}/health`)).json(), { status: "ok" });
    assert.deepEqual(await (await registry.ask(`${prefix}/ping`)).json(), { pong: true });
    const { version } = (await (await registry.ask(`${prefix}/version`)).json()) as { version: string };
    assert.match(version, /^\d+\.\d+\.\d+/);
  }
});

test("a closed database is a 503 for health and a 500 without detail elsewhere; the log knows why", async (t) => {
  const registry = await openRegistry(t);
  await registry.store.close();
  assert.equal((await registry.ask("/v0.1/health")).status, 503);
  const response = await registry.ask("/v0.1/servers");
  assert.equal(response.status, 500);
  const text = await response.text();
  assert.doesNotMatch(text, /database|sqlite|registry\.db|Error:/i);
  assert.equal(registry.logged.length, 2);
});

test("every answer may be read from any origin and is not sniffed", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  for (const path of [
    "/v0.1/servers",
    `/v0.1/servers/${name}/versions/latest`,
    "/v0.1/ping",
    "/v0.1/absent",
    "/v0.1/servers?limit=0",
    "/v0.1/servers/",
    "/",
  ]) {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const { headers } = await registry.ask(path, { method });
      assert.equal(headers.get("access-control-allow-origin"), "*", `${method} ${path}`);
      assert.match(headers.get("access-control-allow-methods") ?? "", /GET.*OPTIONS/);
      assert.match(headers.get("access-control-allow-headers") ?? "", /Authorization.*Content-Type/);
      assert.equal(headers.get("access-control-allow-credentials"), null);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
    }
  }
  const preflight = await registry.ask("/v0.1/servers", {
    method: "OPTIONS",
    headers: {
      Origin: "https://example.org",
      "Access-Control-Request-Method": "GET",
      "Access-Control-Request-Headers": "authorization",
    },
  });
  assert.equal(preflight.status, 204);
  assert.equal(await preflight.text(), "");
});

test("a client that has the answer is told so, until a crawl changes it", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const path = "/v0.1/servers?limit=2";
  const first = await registry.ask(path);
  const tag = first.headers.get("etag") ?? assert.fail("no ETag");
  assert.match(tag, /^"[^"]+"$/);
  assert.equal(first.headers.get("cache-control"), "public, max-age=60");
  assert.equal(first.headers.get("content-type"), "application/json");
  for (const value of [tag, `W/${tag}`, `"other", ${tag}`, `"other",W/${tag}`, "*"]) {
    const response = await registry.ask(path, { headers: { "If-None-Match": value } });
    assert.equal(response.status, 304, value);
    assert.equal(await response.text(), "");
    assert.equal(response.headers.get("etag"), tag);
    assert.equal(response.headers.get("cache-control"), "public, max-age=60");
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.equal(response.headers.get("content-type"), null);
  }
  for (const value of ['"other"', tag.slice(1, -1), ""]) {
    assert.equal((await registry.ask(path, { headers: { "If-None-Match": value } })).status, 200, value);
  }
  assert.notEqual((await registry.ask("/v0.1/servers?limit=3")).headers.get("etag"), tag);
  registry.clock.advance(dayMs);
  await registry.crawl(host, provedClaim(host, name, "2.0.0", { at: registry.clock() }));
  const changed = await registry.ask(path, { headers: { "If-None-Match": tag } });
  assert.equal(changed.status, 200);
});

test("an answer stops matching its tag when time alone makes an entry stale", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const path = `/v0.1/servers/${name}/versions/latest`;
  const tag = (await registry.ask(path)).headers.get("etag") ?? assert.fail("no ETag");
  registry.clock.advance(60 * dayMs);
  const later = await registry.ask(path, { headers: { "If-None-Match": tag } });
  assert.equal(later.status, 200);
  assert.notEqual(((await later.json()) as EntryBody)._meta[ourKey]?.["state"], "fresh");
});

test("HEAD says what GET says, without the body", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  for (const path of ["/v0.1/servers", "/v0.1/absent", "/"]) {
    const [get, head] = [await registry.ask(path), await registry.ask(path, { method: "HEAD" })];
    assert.equal(head.status, get.status);
    assert.equal(head.headers.get("etag"), get.headers.get("etag"));
    assert.equal(head.headers.get("content-type"), get.headers.get("content-type"));
    assert.equal(await head.text(), "");
  }
});

test("the Host of a request is never repeated, and no header changes a body", async (t) => {
  const registry = await openRegistry(t, { publicUrl: "https://registry.example.com" });
  await fill(registry);
  const evil = {
    Host: "evil.example.net",
    "X-Forwarded-Host": "evil.example.net",
    "X-Forwarded-Proto": "ftp",
    "X-Original-URL": "/evil.example.net",
    "X-Rewrite-URL": "/evil.example.net",
    Forwarded: "host=evil.example.net",
    Origin: "https://evil.example.net",
    "Accept-Language": "de",
  };
  for (const path of ["/", "/v0.1/servers", "/v0.1/servers/", "/absent", `/servers/${name}`]) {
    const plain = await registry.ask(path);
    const bent = await registry.ask(path, { headers: evil });
    const text = await bent.text();
    assert.equal(text, await plain.text(), path);
    assert.ok(!`${text}${JSON.stringify([...bent.headers])}`.includes("evil"), path);
  }
});
