// Visits that end together share a transaction, and still stand and fall alone.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import BetterSqlite3 from "better-sqlite3";
import { createGroups } from "../registry/store/group-commit.ts";
import { engineOver, openStore } from "../registry/store/sqlite.ts";
import { folderFor } from "./support/registry.ts";
import { claimOf, createClock, leaseOn, visitOf } from "./support/visits.ts";

const hosts = Array.from({ length: 40 }, (_, n) => `host-${n}.example.com`);

function visitTo(host: string, at: Date) {
  return visitOf(host, [claimOf(host, `com.example.${host.split(".")[0]}/a`, "1.0.0", { at })], at);
}

test("of visits that are committed together, one that lost its lease costs only itself", async (t) => {
  const clock = createClock();
  const store = await openStore(join(folderFor(t), "s.db"), { now: clock });
  t.after(() => store.close());
  const leases = await Promise.all(hosts.map((host) => leaseOn(store.frontier, host, clock())));
  const [lost] = leases;
  if (lost) await store.frontier.release(lost);
  const ended = await Promise.allSettled(
    leases.map((lease) => store.frontier.finish(lease, visitTo(lease.host, clock()))),
  );
  assert.deepEqual(
    ended.map((one) => (one.status === "fulfilled" ? one.value.new : String(one.reason).includes("lease"))),
    [true, ...hosts.slice(1).map(() => 1)],
  );
  const { entries } = await store.list({ limit: 100, includeDeleted: false });
  assert.equal(entries.length, hosts.length - 1);
});

test("what is reported as committed is there for another process at once", async (t) => {
  const clock = createClock();
  const path = join(folderFor(t), "s.db");
  const store = await openStore(path, { now: clock });
  t.after(() => store.close());
  const other = new BetterSqlite3(path, { readonly: true });
  t.after(() => other.close());
  const seen = other.prepare<[string], { n: number }>("SELECT count(*) AS n FROM visits WHERE host = ?");
  const found = await Promise.all(
    hosts.map(async (host) => {
      const lease = await leaseOn(store.frontier, host, clock());
      await store.frontier.finish(lease, visitTo(host, clock()));
      return seen.get(host)?.n;
    }),
  );
  assert.deepEqual(
    found,
    hosts.map(() => 1),
  );
});

test("where the database is full, nothing of the group is reported as kept", async (t) => {
  const database = new BetterSqlite3(":memory:");
  t.after(() => database.close());
  database.exec("CREATE TABLE kept (n INTEGER, bytes BLOB)");
  database.pragma("max_page_count = 50");
  const inGroup = createGroups(engineOver(database));
  const insert = database.prepare("INSERT INTO kept VALUES (?, zeroblob(?))");
  const sizes = [10, 10, 10_000_000, 10, 10];
  const ended = await Promise.allSettled(sizes.map((size, n) => inGroup(() => insert.run(n, size))));
  const kept = database.prepare("SELECT n FROM kept ORDER BY n").pluck().all();
  const told = ended.flatMap((one, n) => (one.status === "fulfilled" ? [n] : []));
  assert.deepEqual(kept, told);
  assert.equal(ended[2]?.status, "rejected");
  assert.equal((await inGroup(() => insert.run(9, 1))).changes, 1);
});
