// What the registry answers beyond the contract: raw cards, evidence, diffs, the feed of changes, hosts, and itself.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { maxStreams } from "../registry/routes/x/changes.ts";
import { start } from "../registry/server.ts";
import { openStore } from "../registry/store/sqlite.ts";
import type { Claim } from "../src/crawl/frontier.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { claimOf, commit, dayMs, provedClaim, sha256, visitOf } from "./support/visits.ts";

const host = "weather.example.com";
const name = "com.example.weather/forecast";
const x = "/v0.1/x/io.github.mcp-discover";
const at = (rest: string, server = name) => `${x}/servers/${encodeURIComponent(server)}${rest}`;

/** A visit that fetched one card by its URL, in bytes that no JSON writer would write. */
async function crawlRaw(
  { store, clock }: TestRegistry,
  title: string,
  contentType = "application/mcp-server-card+json",
) {
  const claim = provedClaim(host, name, "1.0.0", { at: clock(), card: { title } });
  const bytes = new TextEncoder().encode(`${JSON.stringify(claim.card, null, 3)}\n\n`);
  const observation = {
    url: claim.cardUrl,
    at: clock(),
    outcome: "ok",
    status: 200,
    kind: "server-card",
    sha256: sha256(bytes),
    bytes,
    contentType,
  } as const;
  const visit = visitOf(host, [{ ...claim, sha256: sha256(bytes) }], clock());
  await commit(store.frontier, { ...visit, observations: [...visit.observations, observation] });
  return { bytes, url: claim.cardUrl };
}

test("a card comes back byte by byte, with its hash, its origin and a type that is JSON", async (t) => {
  const registry = await openRegistry(t);
  const { bytes, url } = await crawlRaw(registry, "Forecast", "text/html; charset=utf-8");
  const response = await registry.ask(at("/versions/latest/card"));
  assert.equal(response.status, 200);
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
  assert.equal(response.headers.get("content-type"), "application/json", "whatever its origin called it");
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(response.headers.get("etag"), `"${sha256(bytes)}"`);
  assert.equal(response.headers.get("repr-digest"), `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`);
  assert.equal(response.headers.get("link"), `<${url}>; rel="original"`);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  const again = await registry.ask(at("/versions/1.0.0/card"), {
    headers: { "if-none-match": `W/"${sha256(bytes)}"` },
  });
  assert.equal(again.status, 304);
  await crawlRaw(registry, "Forecast of the day");
  const changed = await registry.ask(at("/versions/latest/card"));
  assert.equal(changed.headers.get("content-type"), "application/mcp-server-card+json");
  assert.match(await changed.text(), /of the day/);
});

test("an inline card comes back as its catalog's JSON; one that is not listed does not come back at all", async (t) => {
  const registry = await openRegistry(t);
  const { clock, crawl, ask, store } = registry;
  const claim = provedClaim(host, name, "1.0.0", { at: clock() });
  const inline = { ...claim, cardUrl: `${claim.catalogUrl}#/entries/0/data` };
  await crawl(host, inline);
  assert.deepEqual(await (await ask(at("/versions/latest/card"))).json(), claim.card);
  const refused = claimOf("other.example.net", "net.example.other/bad", "1.0.0", {
    at: clock(),
    refusals: ["card/credential"],
  });
  await crawl("other.example.net", refused);
  assert.equal((await ask(at("/versions/latest/card", refused.name))).status, 404);
  await store.forget(host, "asked by mail");
  assert.equal((await ask(at("/versions/latest/card"))).status, 404);
  assert.equal((await ask(at("/versions/1.0.0/card"))).status, 404);
  const view = (await (await ask(`${x}/hosts/${host}`)).json()) as { forgottenAt?: string; servers: string[] };
  assert.ok(view.forgottenAt);
  assert.deepEqual(view.servers, []);
});

test("a hash leads to the bytes only while a server shows them", async (t) => {
  const registry = await openRegistry(t);
  const { bytes } = await crawlRaw(registry, "Forecast");
  const byHash = (hash: string) => registry.ask(`${x}/cards/by-hash/${hash}`);
  const found = await byHash(sha256(bytes));
  assert.equal(found.status, 200);
  assert.deepEqual(new Uint8Array(await found.arrayBuffer()), bytes);
  assert.equal((await byHash("a".repeat(64))).status, 404);
  assert.equal((await byHash(sha256(bytes).toUpperCase())).status, 400);
  const next = await crawlRaw(registry, "Forecast of the day");
  assert.equal((await byHash(sha256(bytes))).status, 404, "no server shows the older card any more");
  assert.equal((await byHash(sha256(next.bytes))).status, 200);
  await registry.store.forget(host, "asked by mail");
  assert.equal((await byHash(sha256(next.bytes))).status, 404);
});

/** What becomes of a card with this word in it: the word must be nowhere, or must be gone. */
const hidden: Readonly<Record<string, (registry: TestRegistry) => Promise<unknown>>> = {
  "a listed card that turned into a refused one": async (registry) => {
    await registry.crawl(host, worded(registry, "fine"));
    await registry.crawl(host, worded(registry, "HIDDENWORD", { refusals: ["card/credential"] }));
  },
  "a card that was refused and changed": async (registry) => {
    for (const words of ["HIDDENWORD", "HIDDENWORD again"])
      await registry.crawl(host, worded(registry, words, { refusals: ["card/credential"] }));
  },
  "a refused card between two listed ones": async (registry) => {
    await registry.crawl(host, worded(registry, "fine"));
    await registry.crawl(host, worded(registry, "HIDDENWORD", { refusals: ["card/credential"] }));
    await registry.crawl(host, worded(registry, "mended"));
  },
  "a stranger's claim on the name": async (registry) => {
    await registry.crawl(host, worded(registry, "fine"));
    const evil = "mallory.example.net";
    for (const description of ["HIDDENWORD", "HIDDENWORD again"])
      await registry.crawl(evil, claimOf(evil, name, "1.0.0", { at: registry.clock(), card: { description } }));
  },
  "a host that was forgotten": async (registry) => {
    for (const words of ["HIDDENWORD", "HIDDENWORD again"]) await registry.crawl(host, worded(registry, words));
    await registry.store.forget(host, "asked by mail");
  },
};

function worded({ clock }: TestRegistry, description: string, parts: Partial<Claim> = {}) {
  clock.advance(dayMs);
  return provedClaim(host, name, "1.0.0", { at: clock(), ...parts, card: { description } });
}

for (const [what, happens] of Object.entries(hidden)) {
  test(`no route tells the words of ${what}`, async (t) => {
    const registry = await openRegistry(t);
    await happens(registry);
    const rest = ["card", "diagnostics", "evidence"].map((part) => `/versions/latest/${part}`);
    const paths = [...rest, "/diff", "/history"].map((path) => at(path));
    for (const path of [...paths, `${x}/changes`, `${x}/hosts/${host}`, `/servers/${name}`]) {
      assert.doesNotMatch(await (await registry.ask(path)).text(), /HIDDENWORD/, path);
    }
  });
}

test("a server's history is its part of the feed, page by page, also once it is gone", async (t) => {
  const registry = await openRegistry(t);
  for (const words of ["one", "two", "three"]) await registry.crawl(host, worded(registry, words));
  await registry.crawl(
    "other.example.net",
    claimOf("other.example.net", "net.example.other/a", "1.0.0", { at: registry.clock() }),
  );
  const history = async (query: string) => lines(await (await registry.ask(at(`/history${query}`))).text());
  const all = await history("");
  for (const change of all) assertMatchesSchema("history", change);
  assert.deepEqual(
    all.map((change) => change.name),
    [name, name, name],
  );
  const [first, ...more] = all;
  assert.deepEqual(await history("?limit=1"), [first]);
  assert.deepEqual(await history(`?after=${first?.seq}`), more);
  assert.deepEqual(await history(`?after=${all.at(-1)?.seq}`), [], "nothing since");
  assert.equal((await registry.ask(at("/history", "com.example/absent"))).status, 404);
  assert.equal((await registry.ask(at("/history?limit=0"))).status, 422);
  await registry.store.forget(host, "asked by mail");
  assert.equal((await history("")).length, 4);
});

test("diagnostics are those of the bytes, evidence names those who are not believed", async (t) => {
  const registry = await openRegistry(t);
  await crawlRaw(registry, "Forecast\u200b");
  const report = (await (await registry.ask(at("/versions/latest/diagnostics"))).json()) as {
    readonly diagnostics: readonly { readonly code: string; readonly line?: number }[];
  };
  assertMatchesSchema("report", report);
  assert.ok(report.diagnostics.some(({ code, line }) => code === "card/text-hygiene" && line !== undefined));
  const evil = "mallory.example.net";
  await registry.crawl(evil, claimOf(evil, name, "9.0.0", { at: registry.clock() }));
  const evidence = (await (await registry.ask(at("/versions/latest/evidence"))).json()) as {
    readonly version: string;
    readonly shown: { readonly evidence: readonly { readonly type: string }[] };
    readonly unconfirmed: readonly { readonly version: string; readonly hostingHost: string }[];
  };
  assertMatchesSchema("evidence", evidence);
  assert.equal(evidence.version, "1.0.0");
  assert.ok(evidence.shown.evidence.some(({ type }) => type === "served-by"));
  assert.deepEqual(
    evidence.unconfirmed.map(({ version, hostingHost }) => [version, hostingHost]),
    [["9.0.0", evil]],
  );
});

test("a diff tells what changed last, or between two states, and says what it does not know", async (t) => {
  const registry = await openRegistry(t);
  const { crawl, clock, ask } = registry;
  const say = (version: string, url: string) =>
    crawl(
      host,
      provedClaim(host, name, version, { at: clock(), card: { remotes: [{ type: "streamable-http", url }] } }),
    );
  await say("1.0.0", `https://${host}/mcp`);
  assert.equal((await ask(at("/diff"))).status, 404, "one state only");
  clock.advance(dayMs);
  await say("1.0.0", `https://${host}/v2/mcp`);
  clock.advance(dayMs);
  await say("1.1.0", `https://${host}/v2/mcp`);
  const between = (await (await ask(at("/diff?from=1.0.0&to=1.1.0"))).json()) as { changes: { pointer: string }[] };
  assertMatchesSchema("diff", between);
  assert.deepEqual(
    between.changes.map(({ pointer }) => pointer),
    ["/version"],
  );
  const since = (await (await ask(at("/diff?from=2026-03-01&to=2026-03-02"))).json()) as typeof between;
  assert.deepEqual(
    since.changes.map(({ pointer }) => pointer),
    ["/remotes/0/url"],
  );
  assert.equal((await ask(at("/diff?from=7.0.0"))).status, 400);
  assert.equal((await ask(at("/diff", "com.example/absent"))).status, 404);
});

interface Line {
  readonly seq: number;
  readonly name: string;
}

function lines(text: string): Line[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

test("the feed gives each change once, in order, from wherever a reader left it, while others write", async (t) => {
  const registry = await openRegistry(t);
  const { clock, ask, storePath } = registry;
  // Another connection, as a crawler in a process of its own has it.
  const writer = await openStore(storePath, { now: clock });
  t.after(() => writer.close());
  let written = 0;
  const write = async () => {
    written += 1;
    const at = `h${written}.example.com`;
    await commit(
      writer.frontier,
      visitOf(at, [claimOf(at, `com.example.h${written}/a`, "1.0.0", { at: clock() })], clock()),
    );
  };
  for (let count = 0; count < 5; count += 1) await write();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }), async (limits) => {
      const seen: number[] = [];
      let after = 0;
      for (let turn = 0; ; turn += 1) {
        const limit = limits[turn % limits.length];
        if (turn < limits.length) await write();
        const page = lines(await (await ask(`${x}/changes?after=${after}&limit=${limit}`)).text());
        if (page.length === 0) break;
        for (const change of page) assertMatchesSchema("history", change);
        seen.push(...page.map(({ seq }) => seq));
        after = page.at(-1)?.seq ?? after;
      }
      assert.deepEqual(
        seen,
        Array.from({ length: await writer.sequence() }, (_, index) => index + 1),
      );
    }),
    { numRuns: 10, seed: 20261128 },
  );
  const own = lines(await (await ask(`${x}/changes?of=com.example.h3/a`)).text());
  assert.deepEqual(
    own.map(({ name: changed }) => changed),
    ["com.example.h3/a"],
  );
  assert.equal((await ask(`${x}/changes?after=${(await writer.sequence()) + 1}`)).status, 410);
  assert.equal((await ask(`${x}/changes?after=-1`)).status, 422);
  assert.equal((await ask(`${x}/changes?limit=1001`)).status, 422);
});

/** Reads events of a stream until `enough`, then breaks off. */
async function events(url: string, lastId: number, enough: (ids: readonly number[]) => boolean): Promise<number[]> {
  const broken = new AbortController();
  const headers = { accept: "text/event-stream", ...(lastId > 0 && { "last-event-id": String(lastId) }) };
  const response = await fetch(url, { headers, signal: broken.signal });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const ids: number[] = [];
  let text = "";
  try {
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece).toString();
      const whole = text.split("\n\n");
      text = whole.pop() ?? "";
      for (const event of whole) {
        const id = /^id: (\d+)$/m.exec(event)?.[1];
        if (id !== undefined) ids.push(Number(id));
      }
      if (enough(ids)) break;
    }
  } finally {
    broken.abort();
  }
  return ids;
}

async function listening(t: TestContext) {
  const registry = await openRegistry(t);
  const { storePath, clock } = registry;
  const config = { host: "127.0.0.1", port: 0, storePath, namespace: "io.github.mcp-discover" };
  const running = await start(config, { now: clock });
  let count = 0;
  const write = async () => {
    count += 1;
    const one = `s${count}.example.com`;
    await registry.crawl(one, claimOf(one, `com.example.s${count}/a`, "1.0.0", { at: clock() }));
  };
  return { ...registry, running, write, feed: `${running.url}${x}/changes` };
}

test("a stream that breaks off goes on where it was, and loses and repeats nothing", async (t) => {
  const { running, write, feed } = await listening(t);
  t.after(() => running.close());
  for (let count = 0; count < 3; count += 1) await write();
  const first = await events(feed, 0, (ids) => ids.length >= 2);
  const writing = (async () => {
    for (let count = 0; count < 4; count += 1) await write();
  })();
  const rest = await events(feed, first.at(-1) ?? 0, (ids) => ids.at(-1) === 7);
  await writing;
  assert.deepEqual([...first, ...rest], [1, 2, 3, 4, 5, 6, 7]);
});

test("a connection carries one stream, however many are asked for on it", async (t) => {
  const { running, feed, write } = await listening(t);
  t.after(() => running.close());
  await write();
  const { hostname, port, pathname } = new URL(feed);
  const socket = connect(Number(port), hostname);
  t.after(() => socket.destroy());
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n`.repeat(2 * maxStreams));
  await once(socket, "data");
  const others = await Promise.all(
    Array.from({ length: 3 }, () => fetch(feed, { headers: { accept: "text/event-stream" } })),
  );
  for (const { status, body } of others) {
    assert.equal(status, 200);
    await body?.cancel();
  }
});

test("a registry that closes ends its streams at once", async (t) => {
  const { running, feed, write } = await listening(t);
  await write();
  const response = await fetch(feed, { headers: { accept: "text/event-stream" } });
  const read = response.text();
  await running.close();
  assert.match(await read, /^retry: 5000\n\nid: 1\nevent: change\ndata: \{/);
});

test("more streams than may stay are sent to the pages", async (t) => {
  const { running, feed, write } = await listening(t);
  t.after(() => running.close());
  await write();
  const ended = new AbortController();
  const open = await Promise.all(
    Array.from({ length: 64 }, () => fetch(feed, { headers: { accept: "text/event-stream" }, signal: ended.signal })),
  );
  assert.ok(open.every(({ status }) => status === 200));
  const more = await fetch(feed, { headers: { accept: "text/event-stream" } });
  assert.equal(more.status, 503);
  assert.equal(more.headers.get("retry-after"), "60");
  assert.equal((await fetch(feed)).status, 200, "pages are for everybody");
  ended.abort();
});

test("hosts, counts and the registry itself are told in shapes that have schemas", async (t) => {
  const registry = await openRegistry(t);
  const { crawl, clock, ask } = registry;
  await crawl(host, provedClaim(host, name, "1.0.0", { at: clock() }));
  const view = (await (await ask(`${x}/hosts/${host}`)).json()) as { servers: string[]; outcome: string };
  assertMatchesSchema("host", view);
  assert.deepEqual([view.servers, view.outcome], [[name], "found"]);
  assert.equal((await ask(`${x}/hosts/absent.example.com`)).status, 404);
  assert.equal((await ask(`${x}/hosts/${encodeURIComponent("a b")}`)).status, 400);
  const statistics = (await (await ask(`${x}/statistics`)).json()) as {
    readonly servers: number;
    readonly sequence: number;
    readonly facets: Readonly<Record<string, { readonly values: readonly object[] }>>;
  };
  assertMatchesSchema("statistics", statistics);
  assert.deepEqual(statistics.facets["evidence"]?.values, [{ value: "served-by", count: 1 }]);
  assert.deepEqual(statistics.facets["auth"]?.values, [{ value: "no-endpoint", count: 1 }]);
  assert.deepEqual([statistics.servers, statistics.sequence], [1, 1]);
  const info = (await (await ask(`${x}/info`)).json()) as { readonly contracts: readonly string[] };
  assertMatchesSchema("info", info);
  const described = (await (await ask("/openapi.yaml")).json()) as { readonly paths: object };
  for (const path of info.contracts.filter((each) => each !== "/v0" && each !== "/openapi.yaml")) {
    assert.ok(
      Object.keys(described.paths).some((each) => each === path || each.startsWith(`${path}/`)),
      path,
    );
  }
});
