// Promises over every route that there is: no string in any place makes a 5xx, every error has one shape, no header but the tag matters.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import type { Hono } from "hono";
import { createApp } from "../registry/app.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { describedPaths, fillPath, methodsOf, patternsOf, queryParameters, shapeOf } from "./support/routes.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { claimOf, provedClaim } from "./support/visits.ts";

const host = "weather.example.com";
const known: Readonly<Record<string, string>> = {
  name: "com.example.weather%2Frain",
  namespace: "com.example.weather",
  version: "latest",
};
const knownPath = (pattern: string) =>
  fillPath(pattern, (name) => (name === "name" && pattern.includes(":namespace") ? "rain" : (known[name] ?? "x")));

interface Opened extends TestRegistry {
  readonly app: Hono;
}

async function open(t: TestContext, parts = {}): Promise<Opened> {
  const registry = await openRegistry(t);
  const at = registry.clock();
  // Its bytes are kept, as it stands in its catalog, and it has changed.
  const cardUrl = `https://${host}/.well-known/ai-catalog.json#/entries/0/data`;
  for (const title of ["Drizzle", "Rain"])
    await registry.crawl(
      host,
      provedClaim(host, "com.example.weather/rain", "1.0.0", { at, cardUrl, card: { title } }),
    );
  const other = "tools.example.org";
  await registry.crawl(
    other,
    ...["a", "b"].map((part) => claimOf(other, `org.example.tools/${part}`, "2.0.0", { at })),
  );
  const log = (error: Error) => registry.logged.push(error);
  const app = createApp({ store: registry.store, now: registry.clock, log, ...parts });
  return { ...registry, app };
}

/** What any input may be answered with: never a failure, and 501 only where the contract says so. */
function isFine(status: number): boolean {
  return (status >= 200 && status < 500) || status === 501;
}

const naughty = "naughty-strings.json";
const strings: readonly string[] =
  sharedData(naughty) === undefined ? [] : JSON.parse(readFileSync(sharedData(naughty) ?? "", "utf8"));
const needsStrings = { skip: skipWithout(naughty) };

/** As a client would send it: UTF-8, percent-encoded; a lone surrogate becomes U+FFFD on the way. */
const encoded = (text: string) => encodeURIComponent(Buffer.from(text).toString());

test("no string in a path or a query makes the registry fail", needsStrings, async (t) => {
  const { app, logged } = await open(t);
  const parameters = await queryParameters(app);
  const patterns = patternsOf(app);
  const withParameters = patterns.filter((pattern) => pattern.includes(":"));
  const readable = patterns.filter((pattern) => methodsOf(app, pattern).includes("GET"));
  assert.ok(withParameters.length >= 5 && readable.length >= 8 && parameters.length >= 7);
  for (const text of strings) {
    const escaped = encoded(text);
    const paths = [
      ...withParameters.map((pattern) => fillPath(pattern, () => escaped)),
      ...withParameters.map((pattern) =>
        fillPath(pattern, (name) => (name === "version" ? escaped : (known[name] ?? "x"))),
      ),
      ...readable.map((pattern) => `${knownPath(pattern)}?${parameters.map((name) => `${name}=${escaped}`).join("&")}`),
      ...parameters.flatMap((name) => [
        `/v0.1/servers?${name}=${escaped}`,
        `/v0.1/x/io.github.mcp-discover/search?q=a&${name}=${escaped}`,
        `/?${name}=${escaped}`,
      ]),
      `/v0.1/servers?${escaped}`,
      `/${escaped}`,
    ];
    for (const path of paths) {
      const { status } = await app.request(path);
      assert.ok(isFine(status), `${status} for ${path}`);
    }
  }
  assert.deepEqual(logged, []);
});

const headerNames = [
  ...["Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Type", "Cookie", "Expect", "Host"],
  ...["If-Match", "If-Modified-Since", "If-None-Match", "Last-Event-ID", "Mcp-Session-Id", "Origin", "Range"],
  ...["Sec-Fetch-Site", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override", "X-Request-Id"],
];

/** The headers that can be sent with this value; HTTP itself has no room for the others. */
function headersWith(text: string): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(headerNames.map((name) => [name, text])));
  } catch {
    return {};
  }
}

test("no string in a header, as a method or in a body makes the registry fail", needsStrings, async (t) => {
  const { app, logged } = await open(t);
  const patterns = patternsOf(app);
  for (const text of strings) {
    const headers = headersWith(text);
    const bodies = [text, JSON.stringify(text), JSON.stringify({ [text]: text, query: { text }, name: text })];
    for (const pattern of patterns) {
      const path = knownPath(pattern);
      assert.ok(isFine((await app.request(path, { headers })).status), `${path} with ${JSON.stringify(text)}`);
      const writes = methodsOf(app, pattern).filter((method) => ["POST", "PUT", "PATCH", "DELETE"].includes(method));
      for (const method of writes) {
        for (const body of bodies) {
          const init = { method, body, headers: { ...headers, "Content-Type": "application/json" } };
          const { status } = await app.request(path, init);
          assert.ok(isFine(status), `${status} for ${method} ${path} with ${body}`);
        }
      }
    }
    if (/^[!#$%&'*+.^_`|~\w-]+$/.test(text) && !/^(?:connect|trace|track)$/i.test(text)) {
      for (const path of ["/", "/v0.1/servers"]) {
        assert.ok(isFine((await app.request(path, { method: text })).status), `${text} ${path}`);
      }
    }
  }
  assert.deepEqual(logged, []);
});

/** Faces with error shapes of their own contracts. */
const ownShapes = /^\/(?:ard|mcp)(?:\/|$)/;

async function checkProblem(response: Response, what: string): Promise<void> {
  assert.equal(response.headers.get("content-type"), "application/problem+json", what);
  assert.equal(response.headers.get("cache-control"), "no-store", what);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff", what);
  assert.match(response.headers.get("x-request-id") ?? "", /^[\da-f-]{36}$/, what);
  const body = (await response.json()) as Record<string, unknown>;
  const members = ["title", "status", "detail", "error", ...(response.status >= 500 ? ["requestId"] : [])];
  assert.deepEqual(Object.keys(body).sort(), members.sort(), what);
  assert.equal(body["status"], response.status, what);
  assert.equal(body["detail"], body["error"], what);
  assert.ok(typeof body["title"] === "string" && body["title"] !== "", what);
}

test("every route refuses what it does not take with 405, Allow and one shape, and answers OPTIONS and HEAD", async (t) => {
  const { app } = await open(t);
  for (const pattern of patternsOf(app).filter((each) => !ownShapes.test(each))) {
    const path = knownPath(pattern);
    const taken = methodsOf(app, pattern);
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "GET"].filter(
      (each) => !taken.includes(each),
    )) {
      const response = await app.request(path, { method });
      assert.equal(response.status, 405, `${method} ${path}`);
      assert.ok(!response.headers.get("allow")?.split(", ").includes(method), `${method} ${path}`);
      await checkProblem(response, `${method} ${path}`);
    }
    const options = await app.request(path, { method: "OPTIONS" });
    assert.equal(options.status, 204, path);
    assert.equal(await options.text(), "");
    if (!taken.includes("GET")) continue;
    const [get, head] = [await app.request(path), await app.request(path, { method: "HEAD" })];
    assert.equal(head.status, get.status, path);
    for (const name of ["content-type", "etag", "cache-control", "vary"]) {
      assert.equal(head.headers.get(name), get.headers.get(name), `${name} of ${path}`);
    }
    assert.equal(await head.text(), "");
    const moved = await app.request(`${path}/`, { redirect: "manual" });
    if (path !== "/") assert.deepEqual([moved.status, moved.headers.get("location")], [308, path]);
  }
});

test("every path of the description is routed, and every failure of it has one shape", async (t) => {
  const { app } = await open(t);
  const bad = ["limit=0", "cursor=!", "updated_since=x", "include_deleted=x", "q=%00", "after=-1"];
  for (const { path, methods } of await describedPaths(app)) {
    if (ownShapes.test(path)) continue;
    const real = path
      .replace(/\{server_?[Nn]ame\}/, known["name"] ?? "")
      .replace("{host}", host)
      .replace("{range}", "0-99")
      .replace(/\{[^}]+\}/g, "latest");
    const absent = path.replace(/\{[^}]+\}/g, "com.example%2Fabsent");
    for (const method of methods) {
      const { status } = await app.request(real, { method });
      assert.ok(status !== 404 && status !== 405, `${status} for ${method} ${path}`);
    }
    for (const asked of [absent, `${real}/absent`, ...bad.map((query) => `${real}?${query}`)]) {
      const response = await app.request(asked);
      if (response.status >= 400) await checkProblem(response, asked);
    }
  }
  for (const path of ["/absent", "/v0.1", "/v0.1/%zz", "/v0.1/servers/%ff/versions", "/v9/servers"]) {
    const response = await app.request(path);
    assert.ok(response.status >= 400 && response.status < 500, path);
    await checkProblem(response, path);
  }
});

/** What people look at, and what stands for the description itself. */
const undescribed = new Set(["/", "/docs", "/servers/{}", "/style.css", "/openapi.yaml"]);

/** Taken only to say, in the contract's word, that this registry does not do it (501). */
const refused = ["PUT ", "DELETE ", ...["github-at", "github-oidc", "oidc"].map((way) => `POST /v0.1/auth/${way}`)];

test("the description names every path and method that is routed, and no other", async (t) => {
  const { app } = await open(t);
  const routed = patternsOf(app).flatMap((pattern) =>
    methodsOf(app, pattern)
      .filter((method) => method !== "OPTIONS" && !refused.some((start) => `${method} ${pattern}`.startsWith(start)))
      .map((method) => ({ method, path: shapeOf(pattern) })),
  );
  const told = (await describedPaths(app)).flatMap(({ path, methods }) =>
    methods.map((method) => ({ method, path: shapeOf(path) })),
  );
  const words = (all: readonly { readonly method: string; readonly path: string }[]) =>
    [
      ...new Set(all.filter(({ path }) => !undescribed.has(path)).map(({ method, path }) => `${method} ${path}`)),
    ].sort();
  assert.deepEqual(words(told), words(routed));
});

test("a store that fails is a 5xx of the same shape on every route, with its number in the log and no detail", async (t) => {
  const ids: string[] = [];
  const { app, store } = await open(t, { log: (_: Error, id: string) => ids.push(id) });
  await store.close();
  let failed = 0;
  for (const pattern of patternsOf(app).filter(
    (each) => !ownShapes.test(each) && methodsOf(app, each).includes("GET"),
  )) {
    const path = knownPath(pattern);
    const response = await app.request(path.endsWith("/search") ? `${path}?q=rain` : path);
    if (response.status < 500) continue;
    failed += 1;
    const id = response.headers.get("x-request-id");
    assert.equal(ids.at(-1), id, path);
    const text = await response.clone().text();
    assert.ok(text.includes(String(id)), path);
    assert.doesNotMatch(text, /sqlite|database connection|\.db\b|Error:| at /i, path);
    await checkProblem(response, path);
  }
  assert.ok(failed >= 5, `${failed} routes ask the store`);
});

test("a person's browser gets the number of an error in words", async (t) => {
  const { app, store } = await open(t);
  await store.close();
  const response = await app.request("/", { headers: { Accept: "text/html" } });
  assert.equal(response.status, 500);
  assert.ok((await response.text()).includes(response.headers.get("x-request-id") ?? "none"));
});

test("no header changes an answer but the tag and, outside the API, what a browser accepts", async (t) => {
  const { app } = await open(t, { publicUrl: "https://registry.example.com" });
  const mark = "evil.example.net";
  const unkeyed = [
    ...["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Prefix", "X-Original-URL"],
    ...["X-Rewrite-URL", "X-HTTP-Method-Override", "X-Method-Override", "X-Host", "Forwarded", "Via", "Referer"],
    ...["User-Agent", "Cookie", "Authorization", "Accept-Language", "Accept-Encoding", "Range", "Pragma"],
    ...["X-Request-Id", "X-Api-Key", "X-Tenant-Id", "Sec-Fetch-Site", "If-Modified-Since", "If-Match", "Save-Data"],
  ];
  const readable = patternsOf(app).filter(
    (pattern) => methodsOf(app, pattern).includes("GET") && !ownShapes.test(pattern),
  );
  for (const path of [...readable.map(knownPath), "/absent", "/v0.1/servers/", "/v0.1/servers?limit=0"]) {
    const read = async (headers: Record<string, string>) => {
      const response = await app.request(path, { headers });
      const { "x-request-id": _, ...rest } = Object.fromEntries(response.headers);
      return { status: response.status, headers: rest, body: await response.text() };
    };
    const plain = await read({});
    assert.equal(plain.headers["vary"], "Accept, Accept-Encoding", path);
    for (const name of unkeyed) {
      const bent = await read({ [name]: mark });
      assert.deepEqual(bent, plain, `${name} of ${path}`);
      assert.ok(!JSON.stringify(bent).includes(mark), `${name} of ${path}`);
    }
  }
});
