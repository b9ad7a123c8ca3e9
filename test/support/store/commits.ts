// The store contract: what a commit does to the index and to what the crawler remembers.

import assert from "node:assert/strict";
import type { Entry } from "../../../registry/store/store.ts";
import type { Claim, HostResult } from "../../../src/crawl/frontier.ts";
import { claimOf, commit, dayMs, leaseOn, provedClaim, sha256, visitOf } from "../visits.ts";
import { all, type It, listed } from "./asking.ts";

export function commits(it: It): void {
  it("an empty store has nothing and counts from 0", async (store) => {
    assert.deepEqual(await store.list(all), { entries: [] });
    assert.equal(await store.sequence(), 0);
    assert.deepEqual(await store.counts(), { servers: 0, versions: 0, hosts: 0, claims: 0 });
    assert.equal(await store.version("com.example/a", "latest", true), undefined);
  });

  it("a card comes back whole, with the facts of where it was found", async (store, clock) => {
    const claim = provedClaim("example.com", "com.example/weather", "1.2.0", {
      at: clock(),
      card: { title: "Weather" },
      identifier: "urn:air:example.com:mcp:weather",
      etag: '"a"',
      warnings: 2,
    });
    const done = await commit(store.frontier, visitOf("example.com", [claim], clock()));
    assert.deepEqual(done, { new: 1, changed: 0, gone: 0 });
    const entry = await store.version("com.example/weather", "latest", false);
    assert.ok(entry);
    assert.equal(JSON.parse(entry.serverJson).title, "Weather");
    const at = clock();
    assert.deepEqual({ ...entry, serverJson: "" }, {
      name: "com.example/weather",
      version: "1.2.0",
      serverJson: "",
      status: "active",
      statusChangedAt: at,
      publishedAt: at,
      updatedAt: at,
      isLatest: true,
      discovery: {
        catalogUrl: "https://example.com/.well-known/ai-catalog.json",
        cardUrl: "https://example.com/weather/server-card",
        hostingHost: "example.com",
        listingHost: "example.com",
        endpointHosts: ["example.com"],
        identifier: "urn:air:example.com:mcp:weather",
        kind: "server-card",
        sha256: claim.sha256,
        etag: '"a"',
        firstSeenAt: at,
        lastSeenAt: at,
        lastChangedAt: at,
        lastCheckedAt: at,
        state: "fresh",
        evidence: claim.evidence,
        diagnostics: { errors: 0, warnings: 2 },
      },
      // Who lists it and under which tags is for searches: the outer contract has no room for them.
      discoveryJson: JSON.stringify({ ...entry.discovery, listingHost: undefined, tags: undefined }),
      // What it is made of is the store's own business; that it moves with the rest is tested where answers are.
      validator: entry.validator,
    } satisfies Entry);
  });

  it("the same visit twice changes nothing but the dates", async (store, clock) => {
    const claims = () => [claimOf("example.com", "com.example/a", "1.0.0", { at: clock() })];
    await commit(store.frontier, visitOf("example.com", claims(), clock()));
    const before = await store.version("com.example/a", "1.0.0", false);
    const sequence = await store.sequence();
    clock.advance(dayMs);
    const again = await commit(store.frontier, visitOf("example.com", claims(), clock()));
    assert.deepEqual(again, { new: 0, changed: 0, gone: 0 });
    assert.equal(await store.sequence(), sequence);
    assert.deepEqual(await store.counts(), { servers: 1, versions: 1, hosts: 1, claims: 1 });
    const after = await store.version("com.example/a", "1.0.0", false);
    assert.deepEqual(after?.updatedAt, before?.updatedAt);
    assert.deepEqual(after?.discovery.lastCheckedAt, clock());
    assert.deepEqual(after?.discovery.firstSeenAt, before?.discovery.firstSeenAt);
  });

  it("the same version with other words keeps the latest words and moves updatedAt", async (store, clock) => {
    const say = (description: string) =>
      visitOf(
        "example.com",
        [claimOf("example.com", "com.example/a", "1.0.0", { at: clock(), card: { description } })],
        clock(),
      );
    await commit(store.frontier, say("Old words."));
    const published = clock();
    clock.advance(1_000);
    assert.deepEqual(await commit(store.frontier, say("New words.")), { new: 0, changed: 1, gone: 0 });
    const entry = await store.version("com.example/a", "1.0.0", false);
    assert.match(entry?.serverJson ?? "", /New words/);
    assert.deepEqual([entry?.publishedAt, entry?.updatedAt], [published, clock()]);
    assert.deepEqual(await listed(store, { search: "old" }), []);
    assert.deepEqual(await listed(store, { search: "new" }), ["com.example/a@1.0.0"]);
  });

  it("a commit that fails half-way leaves nothing of the visit", async (store, clock) => {
    const lease = await leaseOn(store.frontier, "example.com", clock());
    const broken = { ...claimOf("example.com", "com.example/b", "1.0.0", { at: clock() }) };
    Object.defineProperty(broken, "card", {
      get() {
        throw new Error("half-way");
      },
    });
    const good = claimOf("example.com", "com.example/a", "1.0.0", { at: clock() });
    await assert.rejects(store.frontier.finish(lease, visitOf("example.com", [good, broken], clock())), /half-way/);
    assert.deepEqual(await store.counts(), { servers: 0, versions: 0, hosts: 0, claims: 0 });
    assert.equal(await store.frontier.remembered("https://example.com/.well-known/ai-catalog.json"), undefined);
    await store.frontier.finish(lease, visitOf("example.com", [good], clock()));
    assert.deepEqual(await listed(store), ["com.example/a@1.0.0"]);
  });

  it("a refused card is kept but never listed, found or confirmed", async (store, clock) => {
    const claim = provedClaim("example.com", "com.example/a", "1.0.0", {
      at: clock(),
      refusals: ["card/secret-literal"],
    });
    await commit(store.frontier, visitOf("example.com", [claim], clock()));
    assert.deepEqual(await listed(store, { includeDeleted: true }), []);
    assert.deepEqual(await store.unconfirmed("com.example/a"), []);
    assert.equal((await store.counts()).claims, 1);
  });

  it("an entry whose card is refused later becomes a tombstone without the card's words", async (store, clock) => {
    const say = (refusals: Claim["refusals"]) =>
      visitOf(
        "example.com",
        [claimOf("example.com", "com.example/a", "1.0.0", { at: clock(), card: { title: "Zebra" }, refusals })],
        clock(),
      );
    await commit(store.frontier, say([]));
    assert.deepEqual(await commit(store.frontier, say(["admission/hidden-text"])), { new: 0, changed: 0, gone: 1 });
    assert.deepEqual(await listed(store), []);
    const entry = await store.version("com.example/a", "1.0.0", true);
    assert.equal(entry?.status, "deleted");
    assert.doesNotMatch(entry?.serverJson ?? "", /Zebra/);
    assert.deepEqual(await listed(store, { search: "zebra", includeDeleted: true }), []);
    assert.deepEqual(await commit(store.frontier, say([])), { new: 0, changed: 1, gone: 0 });
    assert.deepEqual(await listed(store, { search: "zebra" }), ["com.example/a@1.0.0"]);
  });

  it("keeps the last good copy of a URL for the next conditional request", async (store, clock) => {
    const url = "https://example.com/a/server-card";
    const bytes = new TextEncoder().encode('{"a":1}');
    const look = (parts: Partial<HostResult["observations"][number]>) =>
      commit(
        store.frontier,
        visitOf("example.com", [], clock(), { observations: [{ url, at: clock(), outcome: "ok", ...parts }] }),
      );
    await look({
      sha256: sha256(bytes),
      bytes,
      etag: '"1"',
      lastModified: "Sun, 01 Mar 2026 00:00:00 GMT",
      contentType: "application/json",
    });
    const kept = await store.frontier.remembered(url);
    assert.deepEqual(kept && { ...kept, bytes: [...kept.bytes] }, {
      url,
      sha256: sha256(bytes),
      bytes: [...bytes],
      etag: '"1"',
      lastModified: "Sun, 01 Mar 2026 00:00:00 GMT",
      contentType: "application/json",
    });
    await look({ outcome: "not-modified", status: 304, sha256: sha256(bytes), etag: '"2"' });
    assert.equal((await store.frontier.remembered(url))?.etag, '"2"');
    await look({ outcome: "failed", failure: "timeout" });
    assert.equal((await store.frontier.remembered(url))?.etag, '"2"');
    await look({ sha256: sha256("secret"), etag: '"3"' });
    assert.equal(await store.frontier.remembered(url), undefined, "a body that may not be kept cannot answer a 304");
  });
}
