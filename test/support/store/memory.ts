// The store contract: what is remembered of looks, visits and changes, and what a visit without news costs.

import assert from "node:assert/strict";
import type { Claim, HostResult } from "../../../src/crawl/frontier.ts";
import { type Clock, claimOf, commit, dayMs, provedClaim, sha256, visitOf } from "../visits.ts";
import type { It } from "./asking.ts";

const host = "example.com";
const name = "com.example/weather";
const hourMs = 3_600_000;

/** A visit that finds the name with this remote. */
function serving(clock: Clock, url: string, parts: Partial<Claim> = {}, version = "1.0.0"): HostResult {
  const card = { remotes: [{ type: "streamable-http", url }] } as const;
  return visitOf(host, [provedClaim(host, name, version, { at: clock(), card, ...parts })], clock());
}

export function memory(it: It): void {
  it("a visit that learns nothing new still confirms what was seen: dates, evidence, the copy, the last look", async (store, clock) => {
    const visit = () => serving(clock, "https://example.com/mcp");
    await commit(store.frontier, visit());
    for (let day = 0; day < 30; day++) {
      clock.advance(dayMs);
      await commit(store.frontier, visit());
    }
    const entry = await store.version(name, "latest", false);
    assert.equal(entry?.discovery.state, "fresh");
    assert.deepEqual(entry?.discovery.lastCheckedAt, clock());
    assert.deepEqual(entry?.discovery.lastSeenAt, clock());
    for (const fact of entry?.discovery.evidence ?? []) {
      assert.deepEqual([fact.checkedAt, fact.expiresAt], [clock(), new Date(clock().getTime() + 7 * dayMs)]);
    }
    assert.deepEqual(await store.frontier.lastAsked(`https://${host}/.well-known/ai-catalog.json`), clock());
    assert.ok(await store.frontier.remembered(`https://${host}/.well-known/ai-catalog.json`));
    const status = await store.status();
    assert.deepEqual([status.memory.looks, status.memory.visits], [1, 1]);
  });

  it("every commit is a new revision, also one without news", async (store, clock) => {
    const seen = new Set([await store.revision()]);
    for (const _ of [1, 2, 3]) {
      clock.advance(hourMs);
      await commit(store.frontier, serving(clock, "https://example.com/mcp"));
      seen.add(await store.revision());
    }
    assert.equal(seen.size, 4);
  });

  it("a claim that another visit took back is claimed again by one that tells the same as before", async (store, clock) => {
    const nested = `https://${host}/shared.json`;
    const other = () => {
      const visit = visitOf(
        "example.org",
        [claimOf(host, name, "1.0.0", { at: clock(), catalogUrl: nested })],
        clock(),
      );
      const look = { url: nested, at: clock(), outcome: "ok", status: 200 } as const;
      return { ...visit, readWhole: [...visit.readWhole, nested], observations: [...visit.observations, look] };
    };
    await commit(store.frontier, other());
    clock.advance(hourMs);
    const emptied = visitOf(host, [], clock(), { readWhole: [nested], observations: [] });
    assert.equal((await commit(store.frontier, emptied)).gone, 1);
    clock.advance(hourMs);
    assert.equal((await commit(store.frontier, other())).changed, 1);
    assert.equal((await store.version(name, "latest", false))?.status, "active");
  });

  it("tells what changed from what to what, in order and once", async (store, clock) => {
    await commit(store.frontier, serving(clock, "https://example.com/mcp"));
    clock.advance(dayMs);
    await commit(store.frontier, serving(clock, "https://mcp.example.com/v2"));
    const changedAt = clock();
    clock.advance(dayMs);
    await commit(store.frontier, serving(clock, "https://mcp.example.com/v2", {}, "1.1.0"));
    const all = await store.history({ limit: 100 });
    assert.deepEqual(all.map(({ event, version }) => `${event} ${version}`).sort(), [
      "changed 1.0.0",
      "latest 1.0.0",
      "new 1.0.0",
      "new 1.1.0",
    ]);
    assert.deepEqual(
      all.map((change) => change.seq),
      all.map((_, index) => index + 1),
    );
    const changed = all.find(({ event }) => event === "changed");
    assert.deepEqual(changed?.changes, [
      { pointer: "/remotes/0/url", from: "https://example.com/mcp", to: "https://mcp.example.com/v2" },
    ]);
    assert.deepEqual(changed?.at, changedAt);
    const next = all.find(({ event, version }) => event === "new" && version === "1.1.0");
    assert.deepEqual(next?.changes, [{ pointer: "/version", from: "1.0.0", to: "1.1.0" }]);
    assert.deepEqual(
      (await store.history({ of: name, after: 2, limit: 1 })).map(({ seq }) => seq),
      [3],
    );
    assert.equal((await store.history({ of: host, limit: 100 })).length, 4);
    assert.deepEqual(await store.history({ of: "example.net", limit: 100 }), []);
    assert.equal((await store.history({ since: changedAt, limit: 100 })).length, 3);
    assert.deepEqual(await store.history({ since: new Date(clock().getTime() + dayMs), limit: 100 }), []);
  });

  it("gives back each card that a name had, by its hash, and none that it never had", async (store, clock) => {
    for (const path of ["a", "b", "c"]) {
      await commit(store.frontier, serving(clock, `https://example.com/${path}`));
      clock.advance(hourMs);
    }
    const hashes = (await store.history({ of: name, limit: 10 })).map((change) => change.hashAfter ?? "");
    const urls = [];
    for (const hash of hashes) urls.push(JSON.parse((await store.pastCard(name, hash)) ?? "{}").remotes[0].url);
    assert.deepEqual(urls, ["https://example.com/a", "https://example.com/b", "https://example.com/c"]);
    assert.equal(await store.pastCard(name, sha256("other")), undefined);
    assert.equal(await store.pastCard("com.example/other", hashes[0] ?? ""), undefined);
  });

  it("remembers runs, and which of them never ended", async (store, clock) => {
    const first = await store.beginRun(clock());
    clock.advance(1_000);
    const counts = { hosts: 3, found: 1, none: 1, failed: 1, refused: 0, skipped: 0, cards: 2, invalid: 0 };
    const more = {
      notModified: 0,
      refusedBy: { robots: 1 },
      requests: 3,
      bytes: 2_048,
      new: 2,
      changed: 0,
      gone: 0,
      durationMs: 900,
    };
    await store.endRun(first, { event: "summary", complete: true, ...counts, ...more }, clock());
    await store.beginRun(clock());
    const [open, done] = (await store.status()).runs;
    assert.deepEqual(open, { startedAt: clock() });
    assert.deepEqual(done?.counts, { ...counts, ...more });
    assert.deepEqual([done?.complete, done?.endedAt], [true, clock()]);
  });

  it("compaction keeps the present whole, every change of late, and of old ones the last of each week", async (store, clock) => {
    for (let day = 0; day < 200; day++) {
      await commit(store.frontier, serving(clock, `https://example.com/${day}`));
      clock.advance(dayMs);
    }
    const before = await store.version(name, "latest", true);
    const dropped = await store.compact({ keepMs: 30 * dayMs });
    assert.ok(dropped.changes > 100 && dropped.cards > 100 && dropped.looks === 0, JSON.stringify(dropped));
    assert.deepEqual(await store.version(name, "latest", true), before);
    const left = await store.history({ of: name, limit: 1_000 });
    assert.ok(left.length <= 30 + Math.ceil(170 / 7) + 1, `${left.length} changes are left`);
    // What lies between two that are left is told by the later one: no change is lost, only its day.
    for (const [index, change] of left.entries()) {
      if (index === 0) continue;
      assert.equal(change.hashBefore, left[index - 1]?.hashAfter);
      assert.equal(change.changes.length, 1, `${change.seq} tells what it changed`);
    }
    assert.deepEqual(await store.compact({ keepMs: 30 * dayMs }), {
      looks: 0,
      changes: 0,
      cards: 0,
      visits: 0,
      bodies: 0,
    });
  });
}
