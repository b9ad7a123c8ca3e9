// Publishing to the registry as mcp-publisher does it: proofs, tokens, what is stored, and each refusal with nothing stored.

import assert from "node:assert/strict";
import { createHmac, createSecretKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { SignJWT } from "jose";
import { maxLookups } from "../registry/publish/publishing.ts";
import { maxPageUnits } from "../registry/store/list.ts";
import { maxPublishedBytes } from "../registry/store/publication.ts";
import { contractCheck } from "./support/openapi.ts";
import {
  audience,
  ed25519Key,
  type Key,
  openPublishingRegistry,
  type PublishingRegistry,
  p384Key,
  serverJsonOf,
} from "./support/publisher.ts";
import { type EntryBody, openRegistry } from "./support/registry.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { claimOf, dayMs, provedClaim, visitOf } from "./support/visits.ts";

const officialKey = "io.modelcontextprotocol.registry/official";
const ourKey = "io.github.mcp-discover/discovery";
const name = "com.example/weather";
const path = (server: string, rest: string) => `/v0.1/servers/${encodeURIComponent(server)}${rest}`;

interface ProblemBody {
  readonly status: number;
  readonly detail: string;
  readonly error: string;
}

async function problem(response: Response): Promise<ProblemBody> {
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
  assert.equal(response.headers.get("cache-control"), "no-store");
  const body = (await response.json()) as ProblemBody;
  assert.equal(body.status, response.status);
  assert.equal(body.error, body.detail);
  return body;
}

function factsOf({ _meta }: EntryBody): string[][] {
  const facts = (_meta[ourKey]?.["evidence"] ?? []) as readonly { readonly type: string; readonly host: string }[];
  return facts.map(({ type, host }) => [type, host]);
}

/** A registry, a key that example.com names in DNS, and a token for it. */
async function ready(t: Parameters<typeof openPublishingRegistry>[0]) {
  const registry = await openPublishingRegistry(t);
  const key = ed25519Key();
  registry.texts.set("example.com", ["v=spf1 -all", key.record]);
  return { ...registry, registry, key, token: await registry.login("dns", "example.com", key) };
}

async function entryOf(response: Response): Promise<EntryBody> {
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as EntryBody;
}

test("a publisher logs in by DNS or by a file, with either kind of key, publishes, and is listed", async (t) => {
  const registry = await openPublishingRegistry(t);
  const ways: readonly (readonly ["dns" | "http", string, Key])[] = [
    ["dns", "example.com", ed25519Key()],
    ["dns", "example.org", p384Key()],
    ["http", "mcp.example.com", ed25519Key()],
    ["http", "mcp.example.org", p384Key()],
  ];
  const check = contractCheck("ServerResponse");
  for (const [method, domain, key] of ways) {
    registry.texts.set(domain, method === "dns" ? ["v=spf1 -all", key.record] : []);
    registry.web.host(domain).get("/.well-known/mcp-registry-auth", { body: `${key.record}\n` });
    const token = await registry.login(method, domain, key);
    const own = `${domain.split(".").reverse().join(".")}/weather`;
    const remotes = [{ type: "streamable-http", url: `https://${domain}/mcp` }];
    const entry = await entryOf(await registry.publish(serverJsonOf(own, "1.0.0", { remotes }), token));
    check(entry);
    assert.equal(entry._meta[officialKey]?.["isLatest"], true);
    assert.equal(entry._meta[ourKey]?.["hostingHost"], domain);
    assert.deepEqual(factsOf(entry), [["controls-domain", domain]]);
    assert.deepEqual((await registry.json(path(own, "/versions"))).servers, [entry]);
  }
  const { servers } = await registry.json("/v0.1/servers");
  assert.equal(servers.length, ways.length);
  contractCheck("ServerList")(await registry.json("/v0.1/servers"));
  assert.deepEqual(registry.logged, []);
});

test("a file speaks for its exact host, a DNS record also for what is below", async (t) => {
  const registry = await openPublishingRegistry(t);
  const key = ed25519Key();
  registry.texts.set("example.com", [key.record]);
  registry.web.host("example.com").get("/.well-known/mcp-registry-auth", { body: key.record });
  const below = serverJsonOf("com.example.team/weather", "1.0.0");
  const http = await registry.login("http", "example.com", key);
  const refused = await problem(await registry.publish(below, http));
  assert.equal(refused.status, 403);
  assert.match(refused.detail, /com\.example\/\*/);
  await entryOf(await registry.publish(below, await registry.login("dns", "example.com", key)));
});

test("each proof that proves nothing is refused in words that say what to mend", async (t) => {
  const registry = await openPublishingRegistry(t);
  const { texts, web, clock, post } = registry;
  const key = ed25519Key();
  texts.set("example.com", [key.record]);
  texts.set("_mcp-auth.example.org", [key.record]);
  texts.set("garbled.example.com", ["v=MCPv1; k=ed25519; p=AAAA"]);
  texts.set("rsa.example.com", ["v=MCPv1; k=rsa; p=AAAA"]);
  web.host("moved.example.com").get("/.well-known/mcp-registry-auth", {
    status: 302,
    headers: { location: "https://example.com/.well-known/mcp-registry-auth" },
  });
  web.host("page.example.com").get("/.well-known/mcp-registry-auth", { body: "<html>welcome</html>" });
  web.host("long.example.com").get("/.well-known/mcp-registry-auth", { body: `${" ".repeat(5_000)}${key.record}` });
  const now = () => clock().toISOString();
  const signed = (domain: string, timestamp = now(), by: Key = key) => ({
    domain,
    timestamp,
    signed_timestamp: by.sign(timestamp),
  });
  const before = () => new Date(clock().getTime() - 16_000).toISOString();
  const cases: readonly (readonly [string, () => unknown, number, RegExp])[] = [
    ["dns", () => signed("example.com", before()), 401, /more than 15 s/],
    ["dns", () => signed("example.com", "yesterday"), 400, /RFC 3339/],
    [
      "dns",
      () => signed("example.com", now(), ed25519Key()),
      401,
      /none of the keys of example\.com: ed25519 [0-9a-f]{12}/,
    ],
    ["dns", () => signed("example.net"), 401, /No TXT record of example\.net begins with v=MCPv1/],
    ["dns", () => signed("example.org"), 401, /stands at _mcp-auth\.example\.org: move it to example\.org/],
    ["dns", () => signed("garbled.example.com"), 401, /no key that can be read/],
    ["dns", () => signed("rsa.example.com"), 401, /ed25519 .* or ecdsap384/],
    ["dns", () => signed("com"), 400, /no host name/],
    ["dns", () => signed("co.uk"), 400, /public suffix/],
    ["dns", () => signed("192.0.2.7"), 400, /an address/],
    ["dns", () => signed("server.internal"), 400, /never public/],
    ["dns", () => signed("https://example.com"), 400, /without scheme/],
    ["dns", () => ({ ...signed("example.com"), signed_timestamp: "zz" }), 400, /in hex/],
    ["dns", () => ({ domain: "example.com" }), 422, /"timestamp"/],
    ["dns", () => [], 422, /"domain"/],
    ["http", () => signed("moved.example.com"), 401, /could not be read/],
    ["http", () => signed("page.example.com"), 401, /does not hold v=MCPv1/],
    ["http", () => signed("long.example.com"), 401, /could not be read/],
    ["http", () => signed("absent.example.com"), 401, /could not be read/],
    ["none", () => ({}), 501, /no publications by none/],
    ["github-at", () => ({ github_token: "x" }), 501, /\/auth\/dns/],
  ];
  for (const [method, body, status, words] of cases) {
    clock.advance(1_000);
    const refused = await problem(await post(`/v0.1/auth/${method}`, body()));
    assert.equal(refused.status, status, `${method} ${words}: ${refused.detail}`);
    assert.match(refused.detail, words);
  }
  assert.deepEqual(registry.logged, []);
});

test("a signed time is taken once, also with another signature that is as good", async (t) => {
  const { post, texts, clock } = await openPublishingRegistry(t);
  const key = p384Key();
  texts.set("example.com", [key.record]);
  const timestamp = clock().toISOString();
  const body = () => ({ domain: "example.com", timestamp, signed_timestamp: key.sign(timestamp) });
  assert.equal((await post("/v0/auth/dns", body())).status, 200);
  const replayed = await problem(await post("/v0/auth/dns", body()));
  assert.equal(replayed.status, 401);
  assert.match(replayed.detail, /used already/);
  clock.advance(20_000);
  assert.match((await problem(await post("/v0/auth/dns", body()))).detail, /more than 15 s/);
});

test("a stranger's wrong signature uses up nobody's time", async (t) => {
  const { post, texts, clock } = await openPublishingRegistry(t);
  const key = ed25519Key();
  texts.set("example.com", [key.record]);
  const timestamp = clock().toISOString();
  const proof = (by: Key) => ({ domain: "example.com", timestamp, signed_timestamp: by.sign(timestamp) });
  assert.equal((await post("/v0/auth/dns", proof(ed25519Key()))).status, 401);
  assert.equal((await post("/v0/auth/dns", proof(key))).status, 200);
});

test("only so many domains are asked for their keys at once, and others go on when these have answered", async (t) => {
  const { post, web, clock, logged } = await openPublishingRegistry(t);
  const key = ed25519Key();
  web.host("slow.example.com").get("/.well-known/mcp-registry-auth", { body: key.record, delayMs: 300 });
  const start = clock().getTime();
  const login = (number: number) => {
    const timestamp = new Date(start + number).toISOString();
    return post("/v0/auth/http", { domain: "slow.example.com", timestamp, signed_timestamp: key.sign(timestamp) });
  };
  const answers = await Promise.all(Array.from({ length: maxLookups + 4 }, (_, number) => login(number)));
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 200).length, maxLookups, statuses.join());
  const refused = answers.filter(({ status }) => status === 503);
  assert.equal(refused.length, 4);
  assert.equal(refused[0]?.headers.get("retry-after"), "5");
  assert.equal((await login(100)).status, 200);
  assert.deepEqual(logged, []);
});

test("a signature that is bound to a registry is good there only", async (t) => {
  const { post, texts, clock } = await openPublishingRegistry(t);
  const key = ed25519Key();
  texts.set("example.com", [key.record]);
  const proof = (where: string, signedFor: string) => {
    clock.advance(1_000);
    const timestamp = clock().toISOString();
    const signed_timestamp = key.sign(`${timestamp} ${signedFor}`);
    return { domain: "example.com", timestamp, signed_timestamp, audience: where };
  };
  assert.equal((await post("/v0/auth/dns", proof(audience, audience))).status, 200);
  const other = "https://other.example.net";
  assert.match((await problem(await post("/v0/auth/dns", proof(other, other)))).detail, /another registry/);
  assert.match((await problem(await post("/v0/auth/dns", proof(audience, other)))).detail, /none of the keys/);
});

test("tokens that are expired, foreign, unsigned or made with another algorithm are refused, and nothing is stored", async (t) => {
  const { registry, token, clock, publish, held } = await ready(t);
  const claims = {
    auth_method: "dns",
    auth_method_sub: "example.com",
    permissions: [{ action: "publish", resource: "*" }],
  };
  const at = Math.floor(clock().getTime() / 1000);
  const secret = createSecretKey(Buffer.alloc(32, 7));
  const hs256 = await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("mcp-discover")
    .setAudience(audience)
    .setIssuedAt(at)
    .setNotBefore(at)
    .setExpirationTime(at + 300)
    .sign(secret);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = part({ ...claims, iss: "mcp-discover", aud: audience, iat: at, nbf: at, exp: at + 300 });
  const none = `${part({ alg: "none" })}.${body}.`;
  const [head = "", payload = ""] = token.split(".");
  const byPublicKey = `${part({ alg: "HS256" })}.${body}.${createHmac("sha256", "key").update(body).digest("base64url")}`;
  const flipped = `${head}.${payload}.${"A".repeat(86)}`;
  const before = await held();
  const document = serverJsonOf(name, "1.0.0");
  for (const bad of [hs256, none, byPublicKey, flipped, "x", "a.b.c", `${token}x`, "x".repeat(9_000)]) {
    const refused = await publish(document, bad);
    assert.equal(refused.status, 401, bad.slice(0, 40));
    assert.equal(refused.headers.get("www-authenticate"), "Bearer");
    await problem(refused);
  }
  const bare = await registry.post("/v0.1/publish", document);
  assert.match((await problem(bare)).detail, /Expected 'Bearer <token>'/);
  clock.advance(301_000);
  assert.match((await problem(await publish(document, token))).detail, /expired/);
  assert.equal(await held(), before);
  const other = await openPublishingRegistry(t, { audience: "https://other.example.net" });
  assert.equal((await other.publish(document, token)).status, 401);
});

test("while another process holds the store, a publication is 503 with a time to come back", async (t) => {
  const { registry, token, publish } = await ready(t);
  const other = new Sqlite(registry.storePath);
  other.exec("BEGIN IMMEDIATE");
  const response = await publish(serverJsonOf(name, "1.0.0"), token);
  assert.deepEqual([response.status, response.headers.get("retry-after")], [503, "5"]);
  assert.match((await problem(response)).detail, /Another process writes to the store/);
  other.exec("COMMIT");
  other.close();
  assert.equal((await publish(serverJsonOf(name, "1.0.0"), token)).status, 200);
});

test("of one name as many bytes are published as may be asked for at once", async (t) => {
  const { registry, token, publish } = await ready(t);
  const packages = Array.from({ length: 800 }, (_, n) => ({
    registryType: "npm",
    identifier: `p${n}-${"x".repeat(500)}`,
    version: "1.0.0",
    transport: { type: "stdio" },
  }));
  let published = 0;
  for (;;) {
    const response = await publish(serverJsonOf(name, `1.0.${published}`, { packages }), token);
    if (response.status !== 200) {
      assert.match((await problem(response)).detail, /as many versions, or bytes of them/);
      break;
    }
    published += 1;
  }
  const bytes = Buffer.byteLength(JSON.stringify(packages)) * published;
  assert.ok(bytes > maxPublishedBytes && bytes < maxPublishedBytes + 1024 * 1024, `${published} versions`);
  const sizes: number[] = [];
  let cursor = "";
  do {
    const page = await registry.json(`/v0.1/servers?limit=100&cursor=${cursor}`);
    assert.ok(JSON.stringify(page).length < maxPageUnits + 1024 * 1024);
    sizes.push(page.servers.length);
    cursor = page.metadata.nextCursor ?? "";
  } while (cursor !== "");
  assert.equal(
    sizes.reduce((sum, size) => sum + size, 0),
    published,
    `a page of large documents ends before its limit, and none is lost: ${sizes}`,
  );
  const feed: number[][] = [];
  for (let after = 0; ; after = feed.at(-1)?.at(-1) ?? 0) {
    const page = await (await registry.ask(`/v0.1/x/io.github.mcp-discover/changes?limit=1000&after=${after}`)).text();
    if (page === "") break;
    feed.push([...page.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq)));
  }
  const all = Array.from({ length: await registry.store.sequence() }, (_, index) => index + 1);
  assert.ok(feed.length > 1, "and so does a page of the feed");
  assert.deepEqual(feed.flat(), all);
});

test("a publication that is wrong is refused as documented, and nothing is stored", async (t) => {
  const { registry, token, publish, held } = await ready(t);
  await entryOf(await publish(serverJsonOf(name, "1.0.0"), token));
  const taken = { remotes: [{ type: "streamable-http", url: "https://example.com/weather" }] };
  const before = await held();
  const cases: readonly (readonly [unknown, number, RegExp])[] = [
    [serverJsonOf(name, "1.0.0"), 400, /cannot publish duplicate version/],
    [serverJsonOf("com.example/Weather", "2.0.0"), 400, /another spelling: com\.example\/weather/],
    [serverJsonOf("com.example/other", "1.0.0", taken), 400, /used by another server already: com\.example\/weather/],
    [serverJsonOf("org.example/weather", "1.0.0"), 403, /You may publish com\.example\/\*, com\.example\.\*/],
    [serverJsonOf("com.examples/weather", "1.0.0"), 403, /another name/],
    [serverJsonOf("com.example/long", "1.0.0", { description: "x".repeat(101) }), 422, /\/v0\.1\/validate/],
    [serverJsonOf("com.example/range", "^1.0.0"), 422, /1 error: version.* /],
    [
      serverJsonOf("com.example/key", "1.0.0", { ["\u202e".repeat(900)]: 1, title: "" }),
      422,
      /1 error: title: [ -~]{1,350}$/,
    ],
    [serverJsonOf("com.example/latest", "latest"), 422, /1 error/],
    [serverJsonOf("com.example/empty", ""), 422, /error/],
    [serverJsonOf("com.example/dot", "."), 422, /1 error: version/],
    [serverJsonOf("com.example/dots", ".."), 422, /1 error: version/],
    [serverJsonOf("com.example/many", "1.0.0", { packages: Array(40_000).fill({}) }), 422, /100 errors/],
    [
      serverJsonOf("com.example/braces", "1.0.0", {
        remotes: [{ type: "streamable-http", url: `https://example.com/${"{".repeat(60_000)}` }],
      }),
      422,
      /error/,
    ],
    [serverJsonOf("com.example/bidi", "1.0.0", { title: "abc\u202e" }), 422, /error/],
    [serverJsonOf("com.example/key", "1.0.0", { title: `ghp_${"a1B2".repeat(9)}` }), 422, /error/],
    [serverJsonOf("com.example/schema", "1.0.0", { $schema: "https://example.com/schema.json" }), 422, /error/],
    [
      serverJsonOf("com.example/meta", "1.0.0", {
        _meta: { "io.modelcontextprotocol.registry/publisher-provided": { text: "x".repeat(5_000) } },
      }),
      422,
      /error/,
    ],
    ["{", 400, /not strict JSON/],
    ['{"name":"com.example/a","name":"com.example/b"}', 400, /duplicate-key/],
    ["[]", 422, /error/],
    [`{"pad":"${"x".repeat(600_000)}"}`, 413, /longer than 524288/],
  ];
  for (const [body, status, words] of cases) {
    const refused = await problem(await publish(body, token));
    assert.equal(refused.status, status, `${JSON.stringify(body).slice(0, 200)}: ${refused.detail}`);
    assert.match(refused.detail, words);
  }
  const headers = { authorization: `Bearer ${token}` };
  const document = serverJsonOf("com.example/new", "1.0.0");
  const form = await registry.post("/v0.1/publish", document, { ...headers, "content-type": "text/plain" });
  assert.equal((await problem(form)).status, 415);
  const foreign = await registry.post("/v0.1/publish", document, { ...headers, "sec-fetch-site": "cross-site" });
  assert.equal((await problem(foreign)).status, 403);
  assert.equal(await held(), before);
  assert.deepEqual(registry.logged, []);
});

test("validate says everything at once, and always answers 200", async (t) => {
  const { post } = await openRegistry(t).then(({ ask }) => ({
    post: (body: string) =>
      ask("/v0/validate", { method: "POST", headers: { "content-type": "application/json" }, body }),
  }));
  const issues = async (body: unknown) => {
    const response = await post(typeof body === "string" ? body : JSON.stringify(body));
    assert.equal(response.status, 200);
    return (await response.json()) as {
      readonly valid: boolean;
      readonly issues: readonly { readonly type: string; readonly path: string; readonly severity: string }[];
    };
  };
  assert.deepEqual(await issues(serverJsonOf(name, "1.0.0")), { valid: true, issues: [] });
  const broken = await issues(
    serverJsonOf(name, "1.0.0", { description: "", remotes: [{ type: "streamable-http", url: "ftp://x" }] }),
  );
  assert.equal(broken.valid, false);
  assert.deepEqual(
    broken.issues.map(({ type, path: place }) => `${type} ${place}`),
    ["schema description", "schema remotes[0].url"],
  );
  const insecure = await issues(
    serverJsonOf(name, "1.0.0", { remotes: [{ type: "sse", url: "http://example.com/{tenant}" }] }),
  );
  assert.equal(insecure.valid, false);
  assert.ok(insecure.issues.every(({ path: place }) => place.startsWith("remotes[0]")));
  const older = await issues({
    ...serverJsonOf(name, "1.0.0"),
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-09-29/server.schema.json",
  });
  assert.equal(older.valid, true);
  assert.deepEqual(
    older.issues.map(({ severity, path: place }) => [severity, place]),
    [["warning", "$schema"]],
  );
  assert.deepEqual(
    (await issues("{")).issues.map(({ type }) => type),
    ["json"],
  );
});

test("a publisher gives one version or all a status, takes it back, and updated_since sees each change once", async (t) => {
  const { registry, token, publish, patch, json, clock } = await ready(t);
  for (const version of ["1.0.0", "1.1.0"]) await entryOf(await publish(serverJsonOf(name, version), token));
  clock.advance(1_000);
  const since = clock().toISOString();
  clock.advance(1_000);
  const status = (version: string, body: unknown) => patch(path(name, `/versions/${version}/status`), body, token);

  const deprecated = await entryOf(await status("1.0.0", { status: "deprecated", statusMessage: "Use 1.1.0" }));
  contractCheck("ServerResponse")(deprecated);
  assert.equal(deprecated._meta[officialKey]?.["status"], "deprecated");
  assert.equal(deprecated._meta[officialKey]?.["statusMessage"], "Use 1.1.0");
  const changed = await json(`/v0.1/servers?updated_since=${since}`);
  assert.deepEqual(
    changed.servers.map(({ server }) => server.version),
    ["1.0.0"],
  );

  await entryOf(await status("1.1.0", { status: "deleted" }));
  const latest = await registry.ask(path(name, "/versions/latest"));
  assert.equal((await entryOf(latest)).server.version, "1.0.0", "the highest that is not deleted is the latest");
  assert.equal((await registry.ask(path(name, "/versions/1.1.0"))).status, 404);
  assert.equal((await registry.ask(path(name, "/versions/1.1.0?include_deleted=true"))).status, 200);

  const all = await patch(path(name, "/status"), { status: "active" }, token);
  const body = (await all.json()) as { readonly updatedCount: number; readonly servers: readonly EntryBody[] };
  assert.equal(all.status, 200);
  assert.equal(body.updatedCount, 2);
  assert.deepEqual(
    body.servers.map(({ _meta }) => _meta[officialKey]?.["status"]),
    ["active", "active"],
  );
  assert.equal((await entryOf(await registry.ask(path(name, "/versions/latest")))).server.version, "1.1.0");

  for (const [server, asked, code, words] of [
    [name, { status: "active" }, 400, /No changes to apply/],
    [name, { status: "active", statusMessage: "x" }, 400, /no statusMessage/],
    [name, { status: "deleted", statusMessage: "x".repeat(501) }, 422, /500 characters/],
    [name, { status: "deleted", statusMessage: "a\u202eb" }, 400, /nobody can see/],
    [name, { status: "gone" }, 422, /active, deprecated, deleted/],
    ["com.example/absent", { status: "deleted" }, 404, /not found/],
    ["org.example/weather", { status: "deleted" }, 403, /You may publish/],
  ] as const) {
    const refused = await problem(await patch(path(server, "/status"), asked, token));
    assert.equal(refused.status, code, JSON.stringify(asked));
    assert.match(refused.detail, words);
  }
});

test("what is crawled has no status to set by hand", async (t) => {
  const { registry, token, patch, clock } = await ready(t);
  await registry.crawl("example.com", provedClaim("example.com", name, "1.0.0", { at: clock() }));
  const refused = await problem(await patch(path(name, "/status"), { status: "deleted" }, token));
  assert.equal(refused.status, 403);
  assert.match(refused.detail, /follows its own host/);
});

test("a remote that another server uses meanwhile keeps a deleted one from coming back", async (t) => {
  const { token, publish, patch } = await ready(t);
  const remotes = { remotes: [{ type: "streamable-http", url: "https://example.com/shared" }] };
  await entryOf(await publish(serverJsonOf(name, "1.0.0", remotes), token));
  assert.equal((await patch(path(name, "/status"), { status: "deleted" }, token)).status, 200);
  await entryOf(await publish(serverJsonOf("com.example/heir", "1.0.0", remotes), token));
  const refused = await problem(await patch(path(name, "/status"), { status: "active" }, token));
  assert.match(refused.detail, /com\.example\/heir/);
});

async function shown({ json }: PublishingRegistry, server = name): Promise<string[]> {
  const { servers } = await json(`/v0.1/servers?search=${server.split("/")[1]}`);
  return servers.map(({ server: { version, title }, _meta }) => {
    const latest = _meta[officialKey]?.["isLatest"] ? " latest" : "";
    return `${version} ${title ?? "-"}${latest}`;
  });
}

test("the domain's own card wins over what was published, and neither is lost by the other, in any order", async (t) => {
  for (const order of ["publish crawl", "crawl publish"]) {
    const { registry, token, publish, clock, texts } = await ready(t);
    const own = provedClaim("example.com", name, "1.0.0", { at: clock(), card: { title: "Served" } });
    for (const act of order.split(" ")) {
      if (act === "crawl") await registry.crawl("example.com", own);
      else await entryOf(await publish(serverJsonOf(name, "1.0.0", { title: "Published" }), token));
    }
    assert.deepEqual(await shown(registry), ["1.0.0 Served latest"], order);
    await entryOf(await publish(serverJsonOf(name, "1.1.0", { title: "Published" }), token));
    assert.deepEqual(await shown(registry), ["1.0.0 Served", "1.1.0 Published latest"], order);

    clock.advance(60_000);
    await registry.store.frontier
      .begin("example.com", clock(), 60_000)
      .then((lease) => registry.store.frontier.finish(lease as never, visitOf("example.com", [], clock())));
    assert.deepEqual(await shown(registry), ["1.0.0 Published", "1.1.0 Published latest"], `${order}, card gone`);

    clock.advance(60_000);
    await registry.crawl(
      "example.com",
      provedClaim("example.com", name, "1.0.0", { at: clock(), card: { title: "Back" } }),
    );
    assert.deepEqual(await shown(registry), ["1.0.0 Back", "1.1.0 Published latest"], `${order}, card back`);
    texts.clear();
  }
});

test("what a publisher proved outranks every stranger, also when the proof is old, in any order", async (t) => {
  for (const order of ["publish crawl", "crawl publish"]) {
    const { registry, token, publish, clock } = await ready(t);
    const evil = "mallory.example.net";
    for (const act of order.split(" ")) {
      if (act === "publish") await entryOf(await publish(serverJsonOf(name, "1.0.0", { title: "Real" }), token));
      else await registry.crawl(evil, claimOf(evil, name, "9.0.0", { at: clock(), card: { title: "Fake" } }));
    }
    assert.deepEqual(await shown(registry), ["1.0.0 Real latest"], order);
    clock.advance(40 * dayMs);
    await registry.crawl(evil, claimOf(evil, name, "9.1.0", { at: clock(), card: { title: "Fake" } }));
    assert.deepEqual(await shown(registry), ["1.0.0 Real latest"], `${order}, proof lapsed`);
    assert.equal((await registry.store.unconfirmed(name)).length > 0, true);
  }
});

test("what somebody publishes for a parent domain never takes the place of a host's own card", async (t) => {
  const { registry, token, publish, clock } = await ready(t);
  const below = "com.example.team/weather";
  await entryOf(await publish(serverJsonOf(below, "9.0.0", { title: "Parent" }), token));
  const host = "team.example.com";
  await registry.crawl(host, provedClaim(host, below, "1.0.0", { at: clock(), card: { title: "Served" } }));
  assert.deepEqual(await shown(registry, below), ["1.0.0 Served latest"]);
});

test("packages are kept, foreign _meta is dropped, and a domain that asked to be forgotten stays so", async (t) => {
  const { registry, token, publish } = await ready(t);
  const packages = [
    { registryType: "npm", identifier: "@example/weather", version: "1.0.0", transport: { type: "stdio" } },
  ];
  const { remotes: _, ...document } = serverJsonOf(name, "1.0.0", { packages });
  const own = { "io.modelcontextprotocol.registry/publisher-provided": { tool: "ci" } };
  const _meta = { ...own, [officialKey]: { status: "active", isLatest: true }, [ourKey]: { state: "fresh" } };
  const entry = await entryOf(await publish({ ...document, _meta }, token));
  assert.deepEqual(entry.server["packages"], packages);
  assert.deepEqual(entry.server["_meta"], own);
  await registry.store.forget("example.com", "asked by mail");
  assert.equal((await registry.ask(path(name, "/versions/latest"))).status, 404);
  const refused = await problem(await publish(serverJsonOf("com.example/more", "1.0.0"), token));
  assert.match(refused.detail, /asked not to be listed/);
});

test("the official examples are taken, or refused for a reason that they name", {
  skip: skipWithout("contracts/server-json-examples.json"),
}, async (t) => {
  const examples = JSON.parse(
    readFileSync(sharedData("contracts/server-json-examples.json") ?? "", "utf8"),
  ) as readonly Record<string, unknown>[];
  const registry = await openPublishingRegistry(t);
  const taken: string[] = [];
  for (const example of examples) {
    const { name: own, version } = example as { name: string; version: string };
    const minted = await mintFor(registry, own);
    const response = await registry.publish(example, minted);
    if (response.status === 200) {
      const entry = (await response.json()) as EntryBody;
      const { _meta: __, ...rest } = example;
      const { _meta: ___, ...kept } = entry.server;
      assert.deepEqual(kept, rest, own);
      contractCheck("ServerResponse")(entry);
      taken.push(own);
    } else {
      const checked = await registry.post("/v0/validate", example);
      const { issues } = (await checked.json()) as { issues: readonly { message: string; severity: string }[] };
      const errors = issues.filter(({ severity }) => severity === "error").map(({ message }) => message);
      assert.ok(errors.length > 0 || response.status === 400, `${own}@${version}: ${response.status}`);
      t.diagnostic(`${own}@${version}: ${response.status} ${errors[0] ?? (await response.text())}`);
    }
  }
  assert.ok(taken.length >= examples.length / 2, `${taken.length} of ${examples.length}`);
});

/** A token for any namespace, as the operator of a test may mint it. */
async function mintFor(registry: PublishingRegistry, server: string): Promise<string> {
  return registry.mint([{ action: "publish", resource: server }]);
}

test("whatever body is sent to whichever write, the answer is 2xx or 4xx", async (t) => {
  const { registry, token } = await ready(t);
  const headers = { authorization: `Bearer ${token}` };
  const paths = ["/v0.1/publish", "/v0.1/validate", "/v0.1/auth/dns", "/v0/auth/http"];
  const member = fc.constantFrom(
    "name",
    "version",
    "description",
    "$schema",
    "remotes",
    "_meta",
    "domain",
    "timestamp",
  );
  const anything = fc.oneof(
    fc.json(),
    fc.string(),
    fc.dictionary(member, fc.jsonValue({ maxDepth: 4 })).map((value) => JSON.stringify(value)),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify({ ...serverJsonOf(name, "3.0.0"), remotes: value })),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), anything, async (where, body) => {
      const { status } = await registry.post(where, body, headers);
      assert.ok(status >= 200 && status < 500, `${where} ${status}`);
    }),
    { numRuns: 400, seed: 20261128 },
  );
  assert.deepEqual(registry.logged, []);
});

test("a registry that only reads answers every write of the contract with 501", async (t) => {
  const { ask } = await openRegistry(t);
  for (const [method, where] of [
    ["POST", "/v0.1/publish"],
    ["POST", "/v0/auth/dns"],
    ["POST", "/v0/auth/none"],
    ["PATCH", path(name, "/status")],
    ["PATCH", path(name, "/versions/1.0.0/status")],
    ["PUT", path(name, "/versions/1.0.0")],
    ["DELETE", path(name, "/versions/1.0.0")],
  ] as const) {
    const response = await ask(where, { method, headers: { "content-type": "application/json" }, body: "{}" });
    assert.equal((await problem(response)).status, 501, `${method} ${where}`);
  }
});
