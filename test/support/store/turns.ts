// The store contract: one crawler at a time holds a host.

import assert from "node:assert/strict";
import { isRefusal } from "../../../src/crawl/frontier.ts";
import { claimOf, commit, dayMs, leaseOn, visitOf } from "../visits.ts";
import { type It, listed } from "./asking.ts";

export function turns(it: It): void {
  it("a host is held by one crawler at a time, until the lease runs out", async (store, clock) => {
    const first = await leaseOn(store.frontier, "example.com", clock());
    const second = await store.frontier.begin("example.com", clock(), 60_000);
    assert.deepEqual(second, { reason: "leased", until: new Date(clock().getTime() + 60_000) });
    await leaseOn(store.frontier, "example.org", clock());
    clock.advance(60_001);
    const third = await leaseOn(store.frontier, "example.com", clock());
    assert.ok(third.fence > first.fence);
  });

  it("a crawler that lost its lease cannot commit, and changes nothing", async (store, clock) => {
    const claims = [claimOf("example.com", "com.example/a", "1.0.0", { at: clock() })];
    const late = await leaseOn(store.frontier, "example.com", clock());
    clock.advance(60_001);
    const current = await leaseOn(store.frontier, "example.com", clock());
    await assert.rejects(store.frontier.finish(late, visitOf("example.com", claims, clock())), /lease/);
    assert.deepEqual(await listed(store), []);
    await store.frontier.release(late);
    assert.ok(isRefusal(await store.frontier.begin("example.com", clock(), 60_000)), "a late release frees nothing");
    await store.frontier.finish(current, visitOf("example.com", claims, clock()));
    await assert.rejects(store.frontier.finish(current, visitOf("example.com", [], clock())), /lease/);
    assert.deepEqual(await listed(store), ["com.example/a@1.0.0"]);
  });

  it("a released host can be taken at once", async (store, clock) => {
    const lease = await leaseOn(store.frontier, "example.com", clock());
    await store.frontier.release(lease);
    await assert.rejects(store.frontier.finish(lease, visitOf("example.com", [], clock())), /lease/);
    await leaseOn(store.frontier, "example.com", clock());
  });

  it("a lease says how often the host has failed in a row, so that the back-off can double", async (store, clock) => {
    const failed = () => visitOf("example.com", [], clock(), { outcome: "failed", readWhole: [], observations: [] });
    const before = async () => {
      const lease = await leaseOn(store.frontier, "example.com", clock());
      await store.frontier.release(lease);
      return lease.failures;
    };
    assert.equal(await before(), 0);
    await commit(store.frontier, failed());
    await commit(store.frontier, failed());
    assert.equal(await before(), 2);
    await commit(store.frontier, visitOf("example.com", [], clock()));
    assert.equal(await before(), 0);
  });

  it("remembers when a URL was last asked for, whatever came of it", async (store, clock) => {
    const url = "https://example.com/a/server-card";
    const seen = (outcome: "ok" | "failed") =>
      visitOf("example.com", [], clock(), { observations: [{ url, at: clock(), outcome }] });
    assert.equal(await store.frontier.lastAsked(url), undefined);
    await commit(store.frontier, seen("ok"));
    clock.advance(dayMs);
    await commit(store.frontier, seen("failed"));
    assert.deepEqual(await store.frontier.lastAsked(url), clock());
  });

  it("a host that asked to be left alone is refused until then", async (store, clock) => {
    const notBefore = new Date(clock().getTime() + dayMs);
    await commit(store.frontier, visitOf("example.com", [], clock(), { outcome: "refused", notBefore }));
    assert.deepEqual(await store.frontier.begin("example.com", clock(), 60_000), {
      reason: "backing-off",
      until: notBefore,
    });
    clock.advance(dayMs);
    await leaseOn(store.frontier, "example.com", clock());
  });
}
