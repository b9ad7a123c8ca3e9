// The store contract: what the schedule and the manners find again, and who is not visited any more.

import assert from "node:assert/strict";
import type { Store } from "../../../registry/store/store.ts";
import type { HostResult } from "../../../src/crawl/frontier.ts";
import { isRefusal } from "../../../src/crawl/frontier.ts";
import { type Clock, claimOf, commit, dayMs, leaseOn, provedClaim, sha256, visitOf } from "../visits.ts";
import { type It, listed } from "./asking.ts";

const hourMs = 3_600_000;

async function visit(store: Store, clock: Clock, host: string, parts: Partial<HostResult> = {}): Promise<void> {
  await commit(store.frontier, visitOf(host, [], clock(), parts));
}

export function schedule(it: It): void {
  it("the most overdue host comes first; none that is held, resting or not due yet", async (store, clock) => {
    const inHours = (hours: number) => new Date(clock().getTime() + hours * hourMs);
    await visit(store, clock, "late.example.com", { nextVisitAt: inHours(1) });
    await visit(store, clock, "later.example.com", { nextVisitAt: inHours(3) });
    await visit(store, clock, "sooner.example.com", { nextVisitAt: inHours(2) });
    await visit(store, clock, "resting.example.com", { nextVisitAt: inHours(1), notBefore: inHours(9) });
    await visit(store, clock, "held.example.com", { nextVisitAt: inHours(1) });
    assert.deepEqual(await store.frontier.due(clock(), 10), []);
    clock.advance(2.5 * hourMs);
    const lease = await leaseOn(store.frontier, "held.example.com", clock());
    assert.deepEqual(await store.frontier.due(clock(), 10), ["late.example.com", "sooner.example.com"]);
    assert.deepEqual(await store.frontier.due(clock(), 1), ["late.example.com"]);
    await store.frontier.release(lease);
    clock.advance(8 * hourMs);
    const hosts = ["held.example.com", "late.example.com", "resting.example.com"];
    const due = await store.frontier.due(clock(), 10);
    assert.deepEqual([...due.slice(0, 3)].sort(), hosts);
    assert.deepEqual(due.slice(3), ["sooner.example.com", "later.example.com"]);
  });

  it("a lease brings the rhythm and the missed deadlines of the visits before", async (store, clock) => {
    const lease = async () => {
      const taken = await leaseOn(store.frontier, "example.com", clock());
      await store.frontier.release(taken);
      return { rhythm: taken.rhythm, timeouts: taken.timeouts };
    };
    assert.deepEqual(await lease(), { rhythm: undefined, timeouts: 0 });
    const rhythm = { outcome: "found", contents: sha256("a"), intervalMs: 5 * hourMs } as const;
    await visit(store, clock, "example.com", { rhythm });
    await visit(store, clock, "example.com", { outcome: "failed", timeouts: 1 });
    assert.deepEqual(await lease(), { rhythm, timeouts: 1 });
  });

  it("says why a host rests", async (store, clock) => {
    const notBefore = new Date(clock().getTime() + hourMs);
    await visit(store, clock, "hangs.example.com", { outcome: "failed", notBefore, rest: "not-answering" });
    const begun = await store.frontier.begin("hangs.example.com", clock(), 1_000);
    assert.deepEqual(begun, { reason: "not-answering", until: notBefore });
  });

  it("keeps what robots.txt said, also that there was none, and drops copies that are too old", async (store, clock) => {
    const origin = "https://example.com";
    const bytes = new TextEncoder().encode("User-agent: *\nDisallow: /x");
    const full = { origin, readAt: clock(), bytes, etag: '"1"', lastModified: "Sun, 01 Mar 2026 00:00:00 GMT" };
    const none = { origin: "https://example.org", readAt: clock() };
    await visit(store, clock, "example.com", { robots: [full, none] });
    const found = await store.frontier.robotsCopy(origin);
    assert.deepEqual(found && { ...found, bytes: Uint8Array.from(found.bytes ?? []) }, full);
    assert.deepEqual(await store.frontier.robotsCopy(none.origin), none);
    clock.advance(dayMs);
    await visit(store, clock, "example.com", { robots: [{ origin, readAt: clock() }] });
    assert.deepEqual(await store.frontier.robotsCopy(origin), { origin, readAt: clock() });
    clock.advance(29.5 * dayMs);
    await visit(store, clock, "example.com", { robots: [{ origin, readAt: clock() }] });
    assert.equal(await store.frontier.robotsCopy(none.origin), undefined);
  });

  it("after an outage what is overdue is spread over a day; what was never asked daily is not", async (store, clock) => {
    const names = Array.from({ length: 200 }, (_, n) => `h${n}.example.com`);
    const visitAll = async () => {
      for (const name of names)
        await visit(store, clock, name, { nextVisitAt: new Date(clock().getTime() + 6 * hourMs) });
    };
    await visitAll();
    clock.advance(7 * dayMs);
    assert.equal((await store.frontier.due(clock(), 1_000)).length, 200, "the first question finds everything");
    await visitAll();
    clock.advance(7 * dayMs);
    assert.equal((await store.frontier.due(clock(), 1_000)).length, 200, "a weekly crawl is no outage");
    for (let hour = 0; hour < 26; hour++) {
      clock.advance(hourMs);
      await store.frontier.due(clock(), 1_000);
    }
    await visitAll();
    clock.advance(3 * dayMs);
    const counts: number[] = [];
    for (let quarter = 0; quarter <= 4; quarter++) {
      counts.push((await store.frontier.due(clock(), 1_000)).length);
      clock.advance(6 * hourMs);
    }
    assert.ok((counts[0] ?? 1) < 10, `${counts}`);
    for (const [quarter, expected] of [50, 100, 150].entries())
      assert.ok(Math.abs((counts[quarter + 1] ?? 0) - expected) < 35, `${counts}`);
    assert.equal(counts[4], 200);
  });

  it("a clock that was a century ahead leaves nobody unvisited", async (store, clock) => {
    await visit(store, clock, "example.com", { nextVisitAt: new Date("2126-01-01T00:00:00Z") });
    clock.advance(100 * 365 * dayMs);
    await store.frontier.due(clock(), 10);
    clock.advance(-100 * 365 * dayMs);
    await store.frontier.due(clock(), 10);
    clock.advance(dayMs);
    assert.deepEqual(await store.frontier.due(clock(), 10), ["example.com"]);
  });

  it("what its host does not want listed is taken out with its words, and comes back when it may", async (store, clock) => {
    const card = { title: "Zebra", description: "Zebra words." };
    const claim = () => provedClaim("example.com", "com.example/a", "1.0.0", { at: clock(), card });
    const other = () => provedClaim("example.com", "com.example/b", "1.0.0", { at: clock() });
    await commit(store.frontier, visitOf("example.com", [claim(), other()], clock()));
    clock.advance(dayMs);
    const unwanted = [{ url: claim().cardUrl, why: "noindex" }] as const;
    const { gone } = await commit(store.frontier, visitOf("example.com", [other()], clock(), { unwanted }));
    assert.equal(gone, 1);
    const entry = await store.version("com.example/a", "1.0.0", true);
    assert.equal(entry?.status, "deleted");
    assert.match(entry?.statusMessage ?? "", /X-Robots-Tag/);
    assert.doesNotMatch(entry?.serverJson ?? "", /Zebra/);
    assert.doesNotMatch((await store.pastCard("com.example/a", claim().sha256)) ?? "", /Zebra/);
    assert.deepEqual(await listed(store), ["com.example/b@1.0.0"]);
    clock.advance(dayMs);
    await commit(store.frontier, visitOf("example.com", [claim(), other()], clock()));
    assert.deepEqual(await listed(store, { search: "zebra" }), ["com.example/a@1.0.0"]);
  });

  it("a host that asked to be forgotten leaves only names, dates and the reason, and is not visited again", async (store, clock) => {
    const card = { title: "Zebra", description: "Zebra words." };
    const claim = () => provedClaim("example.com", "com.example/a", "1.0.0", { at: clock(), card });
    const catalogUrl = "https://example.com/.well-known/ai-catalog.json";
    const robots = [{ origin: "https://example.com", readAt: clock(), bytes: new Uint8Array([1]) }];
    await commit(store.frontier, visitOf("example.com", [claim()], clock(), { robots }));
    await visit(store, clock, "example.com:8443");
    await visit(store, clock, "https://example.com/mcp");
    await visit(store, clock, "example.com.example.net");
    const elsewhere = claimOf("example.org", "org.example/lists", "1.0.0", {
      at: clock(),
      card,
      hostingHost: "example.com",
      cardUrl: "https://example.com/b",
    });
    await commit(store.frontier, visitOf("example.org", [elsewhere], clock()));
    const late = await leaseOn(store.frontier, "example.com", clock());
    const before = await store.revision();

    assert.equal(await store.forget("example.com", "asked by mail"), 2);
    assert.ok((await store.revision()) > before, "kept answers are made anew");
    assert.deepEqual(await store.forgotten(), [{ host: "example.com", at: clock(), reason: "asked by mail" }]);
    await store.frontier.finish(late, visitOf("example.com", [claim()], clock()));
    assert.deepEqual(await listed(store), []);
    assert.deepEqual(await listed(store, { search: "zebra", includeDeleted: true }), []);
    const entry = await store.version("com.example/a", "1.0.0", true);
    assert.match(entry?.statusMessage ?? "", /asked to be forgotten/);
    assert.doesNotMatch(entry?.serverJson ?? "", /Zebra/);
    assert.equal(await store.frontier.remembered(catalogUrl), undefined);
    assert.equal(await store.frontier.robotsCopy("https://example.com"), undefined);
    for (const key of ["example.com", "example.com:8443", "https://example.com/mcp"])
      assert.deepEqual(await store.frontier.begin(key, clock(), 1_000), { reason: "forgotten" });
    assert.deepEqual(
      [await store.frontier.isForgotten("example.com"), await store.frontier.isForgotten("example.org")],
      [true, false],
    );
    await commit(store.frontier, visitOf("example.org", [elsewhere], clock()));
    assert.deepEqual(await listed(store), [], "nobody else's list brings it back");
    clock.advance(2 * dayMs);
    assert.deepEqual([...(await store.frontier.due(clock(), 10))].sort(), ["example.com.example.net", "example.org"]);

    assert.equal(await store.unforget("example.com"), true);
    assert.equal(await store.unforget("example.com"), false);
    assert.ok((await store.frontier.due(clock(), 10)).includes("example.com"));
    assert.ok(!isRefusal(await store.frontier.begin("https://example.com/mcp", clock(), 1_000)));
    await commit(store.frontier, visitOf("example.com", [claim()], clock()));
    assert.deepEqual(await listed(store, { search: "zebra" }), ["com.example/a@1.0.0"]);
  });
}
