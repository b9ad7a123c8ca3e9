// The store contract: what is shown of a name as its origin changes, leaves, fails and returns.

import assert from "node:assert/strict";
import type { HostResult } from "../../../src/crawl/frontier.ts";
import { type Clock, claimOf, commit, dayMs, visitOf } from "../visits.ts";
import { type It, listed } from "./asking.ts";

export function lifecycles(it: It): void {
  const host = "example.com";
  const name = "com.example/a";
  const serve = (clock: Clock, versions: readonly string[], parts: Partial<HostResult> = {}) =>
    visitOf(
      host,
      versions.map((version) => claimOf(host, name, version, { at: clock() })),
      clock(),
      parts,
    );

  it("latest is what the origin serves now, and what it served before stays active", async (store, clock) => {
    await commit(store.frontier, serve(clock, ["2.0.0"]));
    clock.advance(1_000);
    assert.deepEqual(await commit(store.frontier, serve(clock, ["1.9.0"])), { new: 1, changed: 0, gone: 0 });
    assert.equal((await store.version(name, "latest", false))?.version, "1.9.0");
    const versions = await store.versions(name, false);
    assert.deepEqual(
      versions.map((entry) => [entry.version, entry.status, entry.isLatest]),
      [
        ["2.0.0", "active", false],
        ["1.9.0", "active", true],
      ],
    );
    assert.deepEqual(versions[0]?.updatedAt, clock(), "losing the mark is a change that pollers must see");
  });

  it("of several versions served at once the highest is latest", async (store, clock) => {
    const claims = ["1.9.0", "1.10.0", "nightly", "1.10.0-rc.1"].map((version) =>
      claimOf(host, name, version, { at: clock(), cardUrl: `https://${host}/cards/${version}` }),
    );
    await commit(store.frontier, visitOf(host, claims, clock()));
    assert.deepEqual(
      (await store.versions(name, false)).map((entry) => [entry.version, entry.isLatest]),
      [
        ["1.10.0", true],
        ["1.10.0-rc.1", false],
        ["1.9.0", false],
        ["nightly", false],
      ],
    );
    assert.deepEqual(await listed(store, { version: "latest" }), [`${name}@1.10.0`]);
  });

  it("what a catalog no longer lists is deleted with a message, and comes back", async (store, clock) => {
    await commit(store.frontier, serve(clock, ["1.0.0"]));
    clock.advance(1_000);
    assert.deepEqual(await commit(store.frontier, serve(clock, [])), { new: 0, changed: 0, gone: 1 });
    assert.deepEqual(await listed(store), []);
    assert.equal(await store.version(name, "latest", false), undefined);
    const gone = await store.version(name, "latest", true);
    assert.equal(gone?.status, "deleted");
    assert.match(gone?.statusMessage ?? "", /no longer/);
    assert.deepEqual([gone?.updatedAt, gone?.statusChangedAt], [clock(), clock()]);
    clock.advance(1_000);
    assert.deepEqual(await commit(store.frontier, serve(clock, ["1.0.0"])), { new: 0, changed: 1, gone: 0 });
    const back = await store.version(name, "1.0.0", false);
    assert.equal(back?.status, "active");
    assert.equal(back?.statusMessage, undefined);
    assert.deepEqual(back?.statusChangedAt, clock());
  });

  it("what was not asked for, or failed in passing, is not gone", async (store, clock) => {
    const cardUrl = `https://${host}/a/server-card`;
    await commit(store.frontier, serve(clock, ["1.0.0"]));
    const looks: Partial<HostResult>[] = [
      { unasked: [cardUrl] },
      { observations: [{ url: cardUrl, at: clock(), outcome: "failed", failure: "timeout" }] },
      { readWhole: [] },
      {
        outcome: "failed",
        readWhole: [],
        catalogs: 0,
        failure: { code: "dns", message: "no such name", url: `https://${host}/` },
      },
    ];
    for (const parts of looks) {
      assert.deepEqual(await commit(store.frontier, serve(clock, [], parts)), { new: 0, changed: 0, gone: 0 });
    }
    assert.deepEqual(await listed(store), [`${name}@1.0.0`]);
  });

  it("a nested catalog of the host that nothing leads to any more takes its cards with it", async (store, clock) => {
    const nested = `https://${host}/more.json`;
    const claim = claimOf(host, name, "1.0.0", { at: clock(), catalogUrl: nested });
    const root = visitOf(host, [claim], clock());
    await commit(store.frontier, { ...root, readWhole: [...root.readWhole, nested] });
    assert.equal((await commit(store.frontier, serve(clock, [], { unasked: [nested] }))).gone, 0);
    assert.equal((await commit(store.frontier, serve(clock, []))).gone, 1);
  });

  it("a catalog that another root leads to is not gone because its own host does not list it", async (store, clock) => {
    const shared = `https://${host}/partners.json`;
    const claim = () => claimOf(host, name, "1.0.0", { at: clock(), catalogUrl: shared });
    const other = () => {
      const visit = visitOf("example.org", [claim()], clock());
      const look = { url: shared, at: clock(), outcome: "ok", status: 200 } as const;
      return { ...visit, readWhole: [...visit.readWhole, shared], observations: [...visit.observations, look] };
    };
    await commit(store.frontier, other());
    assert.equal((await commit(store.frontier, serve(clock, []))).gone, 0);
    assert.deepEqual(await commit(store.frontier, other()), { new: 0, changed: 0, gone: 0 });
  });

  it("a visit to one host cannot make another host's cards disappear", async (store, clock) => {
    await commit(store.frontier, serve(clock, ["1.0.0"]));
    assert.equal((await commit(store.frontier, visitOf("example.net", [], clock()))).gone, 0);
    assert.deepEqual(await listed(store), [`${name}@1.0.0`]);
  });

  it("an inline card keeps its identity when the entries before it leave", async (store, clock) => {
    const catalogUrl = `https://${host}/.well-known/ai-catalog.json`;
    const inline = (server: string, index: number) =>
      claimOf(host, server, "1.0.0", { at: clock(), cardUrl: `${catalogUrl}#/entries/${index}/data` });
    await commit(
      store.frontier,
      visitOf(host, [inline("com.example/first", 0), inline("com.example/second", 1)], clock()),
    );
    const published = clock();
    clock.advance(1_000);
    const moved = await commit(store.frontier, visitOf(host, [inline("com.example/second", 0)], clock()));
    assert.deepEqual(moved, { new: 0, changed: 0, gone: 1 });
    const entry = await store.version("com.example/second", "latest", false);
    assert.deepEqual([entry?.publishedAt, entry?.discovery.firstSeenAt], [published, published]);
    assert.equal((await store.counts()).claims, 1);
  });

  it("a host that stops answering turns its entries stale, then unreachable, and they stay listed", async (store, clock) => {
    const down = () => visitOf(host, [], clock(), { outcome: "failed", readWhole: [], observations: [] });
    const state = async () => (await store.version(name, "1.0.0", false))?.discovery.state;
    await commit(store.frontier, serve(clock, ["1.0.0"]));
    assert.equal(await state(), "fresh");
    for (const _ of [1, 2, 3]) {
      clock.advance(dayMs / 2);
      await commit(store.frontier, down());
    }
    assert.equal(await state(), "fresh", "three failures within a day are one outage");
    clock.advance(dayMs * 2);
    assert.equal(await state(), "unreachable");
    await commit(store.frontier, serve(clock, ["1.0.0"]));
    assert.equal(await state(), "fresh");
    clock.advance(dayMs * 7 + 1);
    assert.equal(await state(), "stale");
  });

  it("updatedAt never stands still or steps back, whatever the clock does", async (store, clock) => {
    await commit(store.frontier, serve(clock, ["1.0.0"]));
    const first = clock();
    clock.advance(-dayMs);
    await commit(store.frontier, serve(clock, ["1.0.1"]));
    assert.deepEqual((await store.version(name, "1.0.1", false))?.updatedAt, new Date(first.getTime() + 1));
  });
}
