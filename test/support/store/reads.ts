// The store contract: pages, filters and searches.

import assert from "node:assert/strict";
import type { Store } from "../../../registry/store/store.ts";
import { type Clock, claimOf, commit, visitOf } from "../visits.ts";
import { all, type It, listed } from "./asking.ts";

export function reads(it: It): void {
  const host = "example.com";
  const fill = async (store: Store, clock: Clock) => {
    const claims = ["a", "b", "c"].flatMap((letter) =>
      ["1.0.0", "2.0.0"].map((version) =>
        claimOf(host, `com.example/${letter}`, version, {
          at: clock(),
          cardUrl: `https://${host}/${letter}/${version}`,
          card: {
            title: `Server ${letter.toUpperCase()}`,
            description: letter === "b" ? "Café météo, 50% off!" : "Plain.",
          },
        }),
      ),
    );
    await commit(store.frontier, visitOf(host, claims, clock()));
    return claims;
  };

  it("pages through everything once, in (name, version) order", async (store, clock) => {
    await fill(store, clock);
    for (const limit of [1, 2, 3, 5, 6, 7]) {
      const seen: string[] = [];
      let page = await store.list({ ...all, limit });
      seen.push(...page.entries.map((entry) => `${entry.name}@${entry.version}`));
      while (page.next) {
        page = await store.list({ ...all, limit, after: page.next });
        assert.ok(page.entries.length > 0, "no empty page at the end");
        seen.push(...page.entries.map((entry) => `${entry.name}@${entry.version}`));
      }
      assert.deepEqual(seen, await listed(store));
      assert.equal(seen.length, 6);
    }
  });

  it("keeps the number of each version, and shows under it what is the latest and not deleted", async (store, clock) => {
    const claims = await fill(store, clock);
    const everything = { from: 0, width: 1_000 };
    const named = async (range = everything) =>
      (await store.numbered(range)).map(({ name, version }) => `${name}@${version}`);
    const first = await named();
    assert.deepEqual([...first].sort(), ["com.example/a@2.0.0", "com.example/b@2.0.0", "com.example/c@2.0.0"]);
    const highest = await store.highestNumber();
    assert.ok(highest >= 6);
    const single = await store.numberedRanges({ from: 0, width: 1 }, highest + 1);
    assert.deepEqual((await Promise.all(single.map((range) => named(range)))).flat(), first);
    clock.advance(1_000);
    const newer = claimOf(host, "com.example/a", "3.0.0", { at: clock(), cardUrl: `https://${host}/a/3.0.0` });
    const kept = claims.filter(({ name }) => name !== "com.example/c");
    await commit(store.frontier, visitOf(host, [...kept, newer], clock()));
    assert.deepEqual(await named(), ["com.example/b@2.0.0", "com.example/a@3.0.0"], "a new version goes to the end");
    assert.deepEqual(await named({ from: highest + 2, width: 10 }), []);
    assert.deepEqual(await store.numberedRanges({ from: highest + 2, width: 10 }, 3), []);
  });

  it("joins all filters with AND", async (store, clock) => {
    const claims = await fill(store, clock);
    const before = clock();
    clock.advance(1_000);
    const kept = claims.filter((claim) => claim.name !== "com.example/c");
    await commit(store.frontier, visitOf(host, kept, clock()));
    assert.deepEqual(await listed(store, { version: "latest" }), ["com.example/a@2.0.0", "com.example/b@2.0.0"]);
    assert.deepEqual(await listed(store, { version: "1.0.0", search: "meteo" }), ["com.example/b@1.0.0"]);
    assert.deepEqual(await listed(store, { updatedSince: before }), []);
    assert.deepEqual(await listed(store, { updatedSince: before, includeDeleted: true }), [
      "com.example/c@1.0.0",
      "com.example/c@2.0.0",
    ]);
    assert.deepEqual(await listed(store, { updatedSince: clock(), includeDeleted: true }), [], "strictly later");
    assert.deepEqual(await listed(store, { updatedSince: before, includeDeleted: true, version: "latest" }), [
      "com.example/c@2.0.0",
    ]);
    assert.deepEqual(await listed(store, { version: "latest", after: { name: "com.example/a", version: "2.0.0" } }), [
      "com.example/b@2.0.0",
    ]);
  });

  it("finds words and their beginnings in name, title and description, without accents or case", async (store, clock) => {
    await fill(store, clock);
    const both = ["com.example/b@1.0.0", "com.example/b@2.0.0"];
    for (const search of ["cafe", "CAF", "météo", "meteo server", "ｃａｆｅ", "com.example/b", "50% off!"]) {
      assert.deepEqual(await listed(store, { search }), both, search);
    }
    assert.equal((await listed(store, { search: "server" })).length, 6);
    assert.deepEqual(await listed(store, { search: "meteo plain" }), []);
  });

  it("takes a search as words whatever it looks like, and nothing in it as syntax", async (store, clock) => {
    await fill(store, clock);
    const syntax = [
      '"',
      'cafe" OR "plain',
      "title:server NOT cafe",
      "* OR 1=1",
      "NEAR(server plain)",
      "^server -cafe",
      "'; DROP TABLE entries; --",
      "server AND",
      "{name}: x",
      "a\0b",
      "\ud800",
    ];
    for (const search of syntax) await store.list({ ...all, search });
    assert.deepEqual(await listed(store, { search: 'plain" OR "meteo' }), []);
    assert.deepEqual(await listed(store, { search: "!?*" }), [], "no word can match nothing");
    assert.equal((await listed(store, { search: "  " })).length, 6, "blanks are no filter");
    assert.equal((await listed(store, { search: "server ".repeat(5_000) })).length, 6);
  });

  it("gives strangers' versions back exactly, but for what no key can hold", async (store, clock) => {
    const versions = ["1.0.0+build/7", "v 1", "1:0", "\u00e9", "e\u0301", "'", "%", "\ud800", "1\0"];
    const claims = versions.map((version, index) =>
      claimOf(host, "com.example/odd", version, { at: clock(), cardUrl: `https://${host}/odd/${index}` }),
    );
    await commit(store.frontier, visitOf(host, claims, clock()));
    assert.equal((await store.versions("com.example/odd", false)).length, 7);
    for (const version of versions.slice(0, 7)) {
      assert.equal((await store.version("com.example/odd", version, false))?.version, version);
    }
  });
}
