// Entity tags are made of stored values: another body has another tag, and the same body keeps its tag while others change.

import assert from "node:assert/strict";
import { test } from "node:test";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { createApp } from "../registry/app.ts";
import { openRegistry } from "./support/registry.ts";
import { claimOf, commit, dayMs, provedClaim, visitOf } from "./support/visits.ts";

const hosts = ["a.example.com", "b.example.com"] as const;

/** What may happen to a registry; each moves something that an answer shows, or nothing. */
const happening = fc.oneof(
  fc.record({
    do: fc.constant("visit" as const),
    host: fc.constantFrom(...hosts),
    words: fc.integer({ min: 0, max: 2 }),
    version: fc.constantFrom("1.0.0", "2.0.0"),
    proved: fc.boolean(),
    warnings: fc.integer({ min: 0, max: 1 }),
  }),
  fc.record({ do: fc.constant("empty" as const), host: fc.constantFrom(...hosts) }),
  fc.record({ do: fc.constant("fail" as const), host: fc.constantFrom(...hosts) }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 1_000, 70_000, dayMs, 4 * dayMs, 9 * dayMs) }),
  fc.record({ do: fc.constant("forget" as const), host: fc.constantFrom(...hosts) }),
);

const shared = "com.example.shared/it";

const paths = [
  "/v0.1/servers",
  "/v0.1/servers?limit=1&include_deleted=true",
  "/v0.1/servers?search=words&version=latest",
  `/v0.1/servers/${encodeURIComponent("com.example.a/own")}/versions?include_deleted=true`,
  `/v0.1/servers/${encodeURIComponent(shared)}/versions/latest`,
  "/v0.1/x/io.github.mcp-discover/search?q=words",
];

/** Names of entries that are said to have the only claim on their name, and have not. */
function wronglySole(path: string): unknown[] {
  const database = new Sqlite(path, { readonly: true });
  const names = database
    .prepare(`SELECT e.name FROM entries e WHERE e.sole_claim = 1
      AND (SELECT count(*) FROM claims c WHERE c.name_key = e.name_key) <> 1`)
    .pluck()
    .all();
  database.close();
  return names;
}

test("a tag names one body: whatever happens, answers with the same tag have the same body", async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
      const registry = await openRegistry(t);
      const bodies = new Map<string, string>();
      for (const each of happenings) {
        const at = registry.clock();
        if (each.do === "wait") registry.clock.advance(each.ms);
        else if (each.do === "forget") await registry.store.forget(each.host, "asked");
        else {
          const parts =
            each.do !== "visit"
              ? undefined
              : { at, warnings: each.warnings, card: { description: `Some words ${each.words}.` } };
          const label = each.host.slice(0, 1);
          const make = each.do === "visit" && each.proved ? provedClaim : claimOf;
          const claims =
            parts && each.do === "visit"
              ? [
                  make(each.host, `com.example.${label}/own`, each.version, parts),
                  claimOf(each.host, shared, each.version, parts),
                ]
              : [];
          const failed = {
            outcome: "failed",
            readWhole: [],
            observations: [],
            failure: { code: "timeout", message: "no answer", url: `https://${each.host}/` },
          } as const;
          const visit = visitOf(each.host, claims, at, each.do === "fail" ? failed : {});
          await commit(registry.store.frontier, visit).catch(() => {});
        }
        assert.deepEqual(wronglySole(registry.storePath), [], JSON.stringify(happenings));
        for (const path of paths) {
          const response = await registry.ask(path);
          if (response.status !== 200) continue;
          const key = `${path} ${response.headers.get("etag")}`;
          const body = await response.text();
          assert.equal(bodies.get(key) ?? body, body, `${path} after ${JSON.stringify(happenings)}`);
          bodies.set(key, body);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test("a tag survives what does not change its body: other hosts' visits, other spellings, a restart", async (t) => {
  const registry = await openRegistry(t);
  const visit = (host: string) =>
    registry.crawl(host, provedClaim(host, `com.example.${host.slice(0, 1)}/own`, "1.0.0", { at: registry.clock() }));
  await visit("a.example.com");
  const path = `/v0.1/servers/${encodeURIComponent("com.example.a/own")}/versions/latest`;
  const tagOf = async (target: string) => (await registry.ask(target)).headers.get("etag");
  const tag = await tagOf(path);
  const listTag = await tagOf("/v0.1/servers?limit=1&search=own");
  registry.clock.advance(3_600_000);
  await visit("b.example.com");
  assert.equal(await tagOf(path), tag);
  assert.equal(await tagOf(`${path}?utm=1&x=2`), tag, "what the route does not know makes no other answer");
  assert.equal(
    await tagOf("/v0.1/servers?unknown=1&search=own&limit=1&limit=2"),
    await tagOf("/v0.1/servers?limit=1&search=own"),
  );
  assert.notEqual(await tagOf("/v0.1/servers?limit=1&search=own"), listTag, "there is a next page now");
  const again = createApp({ store: registry.store, now: registry.clock });
  assert.equal((await again.request(path)).headers.get("etag"), tag);
  await visit("a.example.com");
  assert.notEqual(await tagOf(path), tag, "its own dates have moved");
});

test("a 304 costs no body, and whoever then wants the body gets it", async (t) => {
  const registry = await openRegistry(t);
  const host = "a.example.com";
  await registry.crawl(host, provedClaim(host, "com.example.a/own", "1.0.0", { at: registry.clock() }));
  const tag = (await registry.ask("/v0.1/servers")).headers.get("etag") ?? assert.fail("no tag");
  const app = createApp({ store: registry.store, now: registry.clock });
  assert.equal((await app.request("/v0.1/servers", { headers: { "If-None-Match": tag } })).status, 304);
  const whole = await app.request("/v0.1/servers");
  assert.equal(whole.headers.get("etag"), tag);
  assert.equal(((await whole.json()) as { metadata: { count: number } }).metadata.count, 1);
});

test("whoever lists a card too is looked for from the moment that somebody does", async (t) => {
  const registry = await openRegistry(t);
  const [owner, endpoint] = ["a.example.com", "b.example.com"] as const;
  const name = "com.example.a/own";
  const parts = () => ({ at: registry.clock(), endpointHosts: [endpoint] });
  const path = `/v0.1/servers/${encodeURIComponent(name)}/versions/latest`;
  const agreeing = async () => (await (await registry.ask(path)).text()).includes('"endpoint-agrees"');
  const own = () => provedClaim(owner, name, "1.0.0", parts());
  await registry.crawl(owner, own());
  assert.equal(await agreeing(), false);
  const { cardUrl } = own();
  const also = claimOf(endpoint, name, "1.0.0", { ...parts(), cardUrl, hostingHost: owner });
  await registry.crawl(endpoint, also);
  assert.equal(await agreeing(), true);
  registry.clock.advance(dayMs);
  await registry.crawl(endpoint);
  assert.equal(await agreeing(), false);
});
