// The store contract: what the schedule tells those who only ask, and which registries were walked.

import assert from "node:assert/strict";
import { commit, dayMs, leaseOn, visitOf } from "../visits.ts";
import type { It } from "./asking.ts";

export function sources(it: It): void {
  it("tells who is due, the longest overdue first, and writes nothing", async (store, clock) => {
    const start = clock();
    for (const [host, days] of [
      ["late.example.com", 3],
      ["soon.example.com", 1],
      ["next.example.com", 2],
    ] as const) {
      const nextVisitAt = new Date(start.getTime() + days * dayMs);
      await commit(store.frontier, visitOf(host, [], start, { nextVisitAt }));
    }
    const dueAfter = (days: number, limit = 10) => store.dueAt(new Date(start.getTime() + days * dayMs), limit);
    assert.deepEqual(await dueAfter(0.9), []);
    assert.deepEqual(await dueAfter(1), ["soon.example.com"]);
    assert.deepEqual(await dueAfter(9), ["soon.example.com", "next.example.com", "late.example.com"]);
    assert.deepEqual(await dueAfter(9, 2), ["soon.example.com", "next.example.com"]);
  });

  it("knows of a host what its last visit left, and nothing of a stranger", async (store, clock) => {
    assert.equal(await store.frontier.schedule("example.com"), undefined);
    const at = clock();
    const [nextVisitAt, notBefore] = [new Date(at.getTime() + dayMs), new Date(at.getTime() + 60_000)];
    const failed = { outcome: "failed", readWhole: [], observations: [] } as const;
    await commit(store.frontier, visitOf("example.com", [], at, { ...failed, nextVisitAt, notBefore }));
    const known = { lastVisitAt: at, nextVisitAt, notBefore, rest: "backing-off", outcome: "failed", failures: 1 };
    assert.deepEqual(await store.frontier.schedule("example.com"), known);
    clock.advance(60_001);
    await leaseOn(store.frontier, "example.com", clock());
    const leased = await store.frontier.schedule("example.com");
    assert.deepEqual(leased?.leasedUntil, new Date(clock().getTime() + 60_000));
  });

  it("remembers up to when a registry is known, each by its own URL", async (store, clock) => {
    const walks = store.sources;
    assert.equal(await walks.lastWalk("https://example.com"), undefined);
    await walks.remember("https://example.com", clock());
    const later = new Date(clock().getTime() + dayMs);
    await walks.remember("https://example.com", later);
    assert.deepEqual(await walks.lastWalk("https://example.com"), later);
    assert.equal(await walks.lastWalk("https://example.org"), undefined);
  });
}
