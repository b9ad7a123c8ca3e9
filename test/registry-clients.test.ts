// Real clients of the registry contract, replayed call by call as they are written.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import type { Claim } from "../src/crawl/frontier.ts";
import { contractCheck, contractPath } from "./support/openapi.ts";
import { type EntryBody, type ListBody, openRegistry, type TestRegistry } from "./support/registry.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { claimOf, commit, dayMs, sha256, visitOf } from "./support/visits.ts";

const checkList = contractCheck("ServerList");
const checkEntry = contractCheck("ServerResponse");
const needsContract = { skip: skipWithout(contractPath) };

/** 60 servers that a search for "weather" finds, 60 that it does not, each with an older version. */
async function fill({ crawl, clock }: TestRegistry): Promise<void> {
  for (const version of ["1.0.0", "1.1.0"]) {
    for (const host of ["a.example.com", "b.example.com", "c.example.com"]) {
      const label = host.slice(0, 1);
      await crawl(
        host,
        ...Array.from({ length: 40 }, (_, i) =>
          claimOf(host, `com.example.${label}/${i % 2 === 0 ? "weather" : "notes"}-${i}`, version, {
            at: clock(),
            cardUrl: `https://${host}/${i}/server-card`,
          }),
        ),
      );
    }
    clock.advance(dayMs);
  }
}

/** What VS Code demands of each item: one that fails makes it drop the whole page. */
function readByVsCode({ server, _meta }: EntryBody): string {
  assert.equal(typeof _meta, "object");
  for (const member of ["name", "description", "version"]) {
    assert.ok(typeof server[member] === "string" && server[member] !== "", member);
  }
  return server.name;
}

test("VS Code probes, lists, searches over pages with the cursor alone, and looks up", needsContract, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const probe = await registry.ask("/v0.1/servers?limit=1");
  assert.equal(probe.status, 200);
  checkList(await probe.json());

  let url = "/v0.1/servers?limit=50&version=latest";
  const listed: string[] = [];
  for (;;) {
    const body = await registry.json(url);
    checkList(body);
    listed.push(...body.servers.map(readByVsCode));
    if (!body.metadata.nextCursor) break;
    url = `/v0.1/servers?limit=50&version=latest&cursor=${body.metadata.nextCursor}`;
  }
  assert.equal(listed.length, 120);

  const found: string[] = [];
  url = "/v0.1/servers?limit=50&version=latest&search=weather";
  for (;;) {
    const body = await registry.json(url);
    found.push(...body.servers.map(readByVsCode));
    if (!body.metadata.nextCursor) break;
    url = `/v0.1/servers?limit=50&cursor=${body.metadata.nextCursor}`;
  }
  assert.equal(found.length, 60);
  assert.ok(found.every((name) => name.includes("weather")));
  assert.equal(new Set(found).size, found.length, "version=latest held on the second page too");

  const [name = ""] = found;
  const known = await registry.ask(`/v0.1/servers/${encodeURIComponent(name)}/versions/latest`);
  assert.equal(known.status, 200);
  const entry = (await known.json()) as EntryBody;
  checkEntry(entry);
  assert.equal(readByVsCode(entry), name);
  const unknown = await registry.ask(`/v0.1/servers/${encodeURIComponent("com.example/absent")}/versions/latest`);
  assert.ok(unknown.status >= 400 && unknown.status < 500, "not in this registry");
});

test("an older VS Code finds the same under v0", needsContract, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const now = await (await registry.ask("/v0.1/servers?limit=50&version=latest&search=weather")).text();
  assert.equal(await (await registry.ask("/v0/servers?limit=50&version=latest&search=weather")).text(), now);
});

test("GitHub Copilot's policy check gets its CORS headers on every route it calls", needsContract, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const name = encodeURIComponent("com.example.a/weather-0");
  for (const path of [
    "/v0.1/servers",
    `/v0.1/servers/${name}/versions/latest`,
    `/v0.1/servers/${name}/versions/1.1.0`,
  ]) {
    for (const method of ["OPTIONS", "GET"]) {
      const { ok, headers } = await registry.ask(path, { method, headers: { Origin: "https://github.example.com" } });
      assert.ok(ok, `${method} ${path}`);
      assert.equal(headers.get("access-control-allow-origin"), "*");
      const methods = headers.get("access-control-allow-methods")?.split(", ") ?? [];
      assert.ok(["GET", "OPTIONS"].every((wanted) => methods.includes(wanted)));
      const allowed = headers.get("access-control-allow-headers")?.split(", ") ?? [];
      assert.ok(["Authorization", "Content-Type"].every((wanted) => allowed.includes(wanted)));
    }
  }
});

test("ToolHive's probe takes it for a registry, and its walk gets every latest version", needsContract, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const probe = await registry.ask("/v0.1/servers?limit=1&version=latest");
  assert.ok(probe.headers.get("content-type")?.includes("application/json"));
  const body = (await probe.json()) as ListBody;
  assert.ok(Array.isArray(body.servers));
  assert.ok(typeof body.metadata === "object" && body.metadata !== null);

  let count = 0;
  let cursor = "";
  do {
    const page = await registry.json(
      `/v0.1/servers?limit=100&version=latest${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    checkList(page);
    count += page.servers.length;
    cursor = page.metadata.nextCursor ?? "";
  } while (cursor !== "");
  assert.equal(count, 120);
});

/** A visit that fetched the claim's card by its own URL; gives the hash of the bytes. */
async function crawlFetched({ store, clock }: TestRegistry, claim: Claim): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(claim.card, null, 2));
  const hash = sha256(bytes);
  const visit = visitOf(claim.hostingHost, [{ ...claim, sha256: hash }], clock());
  const seen = { url: claim.cardUrl, at: clock(), outcome: "ok", status: 200, kind: "server-card" } as const;
  await commit(store.frontier, {
    ...visit,
    observations: [...visit.observations, { ...seen, sha256: hash, bytes, contentType: "application/json" }],
  });
  return hash;
}

test("ToolHive's endpoint check finds an API description, and every path in it answers", async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  // A server whose card's bytes are kept, and that has changed.
  const { clock, crawl } = registry;
  const say = (title: string) =>
    claimOf("i.example.com", "com.example.i/weather", "1.0.0", { at: clock(), card: { title } });
  const inline = { ...say("Later"), cardUrl: "https://i.example.com/.well-known/ai-catalog.json#/entries/0/data" };
  await crawl("i.example.com", { ...inline, ...say("Sooner"), cardUrl: inline.cardUrl });
  await crawl("i.example.com", inline);
  const hash = await crawlFetched(
    registry,
    claimOf("f.example.com", "com.example.f/weather", "1.0.0", { at: clock() }),
  );
  const response = await registry.ask("/openapi.yaml");
  assert.match(response.headers.get("content-type") ?? "", /yaml/);
  const { info, paths } = parse(await response.text()) as {
    readonly info: { readonly version: string; readonly description: string };
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  assert.equal(info.version, "1.0.0");
  assert.ok(info.description.includes("https://github.com/modelcontextprotocol/registry"));
  for (const [path, methods] of Object.entries(paths)) {
    if (!("get" in methods)) continue; // Writes are asked in publishing-api.test.ts.
    const real = path
      .replace("{serverName}", encodeURIComponent(inline.name))
      .replace("{version}", "latest")
      .replace("{host}", "i.example.com")
      .replace("{sha256}", hash)
      .replace("{range}", "0-99");
    const asked = real.endsWith("/search") ? `${real}?q=weather` : real;
    assert.equal((await registry.ask(asked)).status, 200, path);
  }
});

test("ToolHive's probe of an empty registry still sees arrays and objects", needsContract, async (t) => {
  const registry = await openRegistry(t);
  const body = await registry.json("/v0.1/servers?limit=1&version=latest");
  assert.deepEqual(body, { servers: [], metadata: { count: 0 } });
  checkList(body);
});

test("PulseMCP's library may send its keys, and reads the error member", async (t) => {
  const registry = await openRegistry(t);
  const headers = { "X-API-Key": "placeholder", "X-Tenant-ID": "example" };
  assert.equal((await registry.ask("/v0.1/servers", { headers })).status, 200);
  const refused = await registry.ask("/v0.1/servers?limit=1000", { headers });
  const body = (await refused.json()) as { error?: string; message?: string };
  assert.match(body.error ?? body.message ?? "", /limit/);
});

test("agntcy imports what changed since its last run", needsContract, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  let url = "/v0.1/servers?limit=100&updated_since=2026-03-01T12:00:00Z";
  const versions = new Set<string>();
  let count = 0;
  for (;;) {
    const page = await registry.json(url);
    checkList(page);
    for (const { server } of page.servers) versions.add(server.version);
    count += page.servers.length;
    if (!page.metadata.nextCursor) break;
    url = `/v0.1/servers?limit=100&updated_since=2026-03-01T12:00:00Z&cursor=${page.metadata.nextCursor}`;
  }
  assert.ok(versions.has("1.1.0"));
  assert.ok(count >= 120);
});

const naughty = "naughty-strings.json";

test("no string in any place makes the registry fail", { skip: skipWithout(naughty) }, async (t) => {
  const registry = await openRegistry(t);
  await fill(registry);
  const strings = JSON.parse(readFileSync(sharedData(naughty) ?? "", "utf8")) as readonly string[];
  for (const text of strings) {
    const escaped = encodeURIComponent(Buffer.from(text).toString());
    const paths = [
      ...["cursor", "limit", "search", "version", "updated_since", "include_deleted", "q"].map(
        (name) => `/v0.1/servers?${name}=${escaped}`,
      ),
      `/v0.1/servers?${escaped}`,
      `/v0.1/servers?cursor=${Buffer.from(JSON.stringify({ v: 1, after: [text, text], search: text })).toString("base64url")}`,
      `/v0.1/servers/${escaped}/versions`,
      `/v0.1/servers/com.example%2F${escaped}/versions/latest`,
      `/v0.1/servers/com.example.a%2Fweather-0/versions/${escaped}`,
      `/v0.1/servers/com.example.a%2Fweather-0/versions?include_deleted=${escaped}`,
      `/servers/com.example/${escaped}`,
      `/?q=${escaped}`,
      `/?cursor=${escaped}`,
    ];
    for (const path of paths) {
      const { status } = await registry.ask(path);
      assert.ok(status < 500, `${status} for ${path}`);
    }
  }
  assert.deepEqual(registry.logged, []);
});
