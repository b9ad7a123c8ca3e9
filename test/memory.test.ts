// What memory costs: rows written by a visit without news, rows left after a year of hourly visits, plans of its queries.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createCompact } from "../registry/store/compact.ts";
import { loadDriver } from "../registry/store/driver.ts";
import { createFrontier } from "../registry/store/frontier.ts";
import { createHistory, historySql } from "../registry/store/history.ts";
import { first } from "../registry/store/migrations/0001-first.ts";
import { migrate, migrations } from "../registry/store/migrations.ts";
import { createRuns } from "../registry/store/runs.ts";
import { engineOver, openStore } from "../registry/store/sqlite.ts";
import type { Frontier, HostResult } from "../src/crawl/frontier.ts";
import { claimOf, commit, createClock, dayMs, provedClaim, sha256, visitOf } from "./support/visits.ts";

const Database = await loadDriver();
const hourMs = 3_600_000;

function openMemory() {
  const database = new Database(":memory:");
  const engine = engineOver(database);
  migrate(engine);
  const clock = createClock();
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%'")
    .all()
    .map(({ name }) => name);
  const rows = (): Record<string, number> =>
    Object.fromEntries(
      tables.map((name) => [name, Number(database.prepare(`SELECT count(*) FROM ${name}`).pluck().get())]),
    );
  const written = (): number => Number(database.prepare("SELECT total_changes()").pluck().get());
  return { database, engine, clock, rows, written, frontier: createFrontier(engine, clock) };
}

test("a visit that finds nothing new writes its host's row and the revision, whatever the host holds", async () => {
  const { frontier, clock, rows, written } = openMemory();
  const card = new TextEncoder().encode('{"a":1}');
  const visit = (outcome: "ok" | "not-modified") => {
    const claims = Array.from({ length: 20 }, (_, index) =>
      provedClaim("example.com", `com.example/s${index}`, "1.0.0", {
        at: clock(),
        cardUrl: `https://example.com/${index}`,
      }),
    );
    const looks = claims.map(({ cardUrl: url }) => ({
      url,
      at: clock(),
      outcome,
      status: outcome === "ok" ? 200 : 304,
      kind: "server-card" as const,
      etag: '"1"',
      sha256: sha256(card),
      ...(outcome === "ok" && { bytes: card }),
    }));
    const whole = visitOf("example.com", claims, clock());
    return { ...whole, observations: [...whole.observations, ...looks] };
  };
  await commit(frontier, visit("ok"));
  const before = rows();
  for (const outcome of ["not-modified", "ok", "not-modified"] as const) {
    clock.advance(hourMs);
    const start = written();
    assert.deepEqual(await commit(frontier, visit(outcome)), { new: 0, changed: 0, gone: 0 });
    // The lease, the schedule and the repetition on the host's row, and the revision.
    assert.ok(written() - start <= 4, `${written() - start} rows were written`);
    assert.deepEqual(rows(), before);
  }
});

test("a failing host and one with nothing cost no rows either, and a failure is remembered with its beginning", async () => {
  const { frontier, clock, rows, database } = openMemory();
  const failure = { code: "timeout", message: "no answer in 15 s", url: "https://example.com/" } as const;
  const url = "https://example.com/.well-known/ai-catalog.json";
  const down = () =>
    visitOf("example.com", [], clock(), {
      outcome: "failed",
      failure,
      readWhole: [],
      observations: [{ url, at: clock(), outcome: "failed", failure: "timeout" }],
    });
  const none = () =>
    visitOf("example.org", [], clock(), {
      outcome: "none",
      readWhole: [],
      observations: [{ url: url.replace("com", "org"), at: clock(), outcome: "absent", status: 404 }],
    });
  await Promise.all([commit(frontier, down()), commit(frontier, none())]);
  const [before, start] = [rows(), clock().getTime()];
  for (let hour = 0; hour < 100; hour++) {
    clock.advance(hourMs);
    await Promise.all([commit(frontier, down()), commit(frontier, none())]);
  }
  assert.deepEqual(rows(), before);
  const host = database
    .prepare("SELECT failing_since, failures, same_times FROM hosts WHERE host = 'example.com'")
    .get();
  assert.deepEqual(host, { failing_since: start, failures: 101, same_times: 100 });
});

test("a year of hourly visits leaves a bounded number of rows, and the whole story of who changes rarely", async () => {
  const { frontier, engine, clock, rows, database } = openMemory();
  const compact = createCompact(engine, clock);
  const keepMs = 14 * dayMs;
  const found = (host: string, path: string) => {
    const name = `${host.split(".").reverse().join(".")}/a`;
    const card = { remotes: [{ type: "streamable-http", url: `https://${host}/${path}` }] } as const;
    return visitOf(host, [claimOf(host, name, "1.0.0", { at: clock(), card })], clock());
  };
  const failed = (host: string) => {
    const url = `https://${host}/.well-known/ai-catalog.json`;
    const failure = { code: "timeout", message: "no answer", url } as const;
    const observations = [{ url, at: clock(), outcome: "failed", failure: "timeout" } as const];
    return visitOf(host, [], clock(), { outcome: "failed", failure, readWhole: [], observations });
  };
  const hosts: readonly ((hour: number) => HostResult)[] = [
    () => found("steady.example.com", "mcp"),
    (hour) => found("rare.example.com", `v${Math.floor(hour / (24 * 91))}`),
    (hour) => found("restless.example.com", `${Math.floor(hour / 4)}`),
    (hour) => (Math.floor(hour / 4) % 2 === 0 ? found("flapping.example.com", "mcp") : failed("flapping.example.com")),
    () => failed("dead.example.com"),
  ];
  let most = 0;
  for (let hour = 0; hour < 365 * 24; hour++) {
    await Promise.all(hosts.map((visit) => commit(frontier, visit(hour))));
    clock.advance(hourMs);
    if (hour % (24 * 7) !== 0) continue;
    await compact({ keepMs });
    const { observations = 0, visits = 0, changes = 0, past_cards = 0, bodies = 0 } = rows();
    most = Math.max(most, observations + visits + changes + past_cards + bodies);
  }
  await compact({ keepMs });
  const left = rows();
  // Two weeks of every change of the restless one, then one a week: 84 and 50 changes, and as many cards.
  assert.ok((left["changes"] ?? 0) <= 6 * 14 + 52 + 20, JSON.stringify(left));
  assert.ok((left["past_cards"] ?? 0) <= 6 * 14 + 52 + 20, JSON.stringify(left));
  // The flapping one: a day of every failure, then one a day for two weeks; what it serves never changed.
  const flapping = database.prepare("SELECT count(*) FROM observations WHERE url LIKE '%flapping%'").pluck().get();
  assert.ok(Number(flapping) <= 2 * (6 + 14) + 1, `${flapping} looks`);
  assert.ok((left["visits"] ?? 0) <= 100, JSON.stringify(left));
  assert.ok(most < 1_500, `${most} rows at most, for ${5 * 365 * 24} visits`);
  const steady = database.prepare("SELECT times FROM observations WHERE url LIKE '%steady%'").all();
  assert.equal(steady.length, 1);
  const rare = database.prepare("SELECT event FROM changes WHERE host = 'rare.example.com' ORDER BY seq").pluck().all();
  assert.deepEqual(rare.slice(0, 4), ["new", "changed", "changed", "changed"]);
  assert.deepEqual(database.pragma("foreign_key_check"), []);
});

test("a compaction that is stopped between two pages leaves a whole store, and a later one ends the work", async () => {
  const { frontier, engine, clock, rows, database } = openMemory();
  const compact = createCompact(engine, clock);
  for (let day = 0; day < 60; day++) {
    const card = { title: `Day ${day}` };
    await commit(
      frontier,
      visitOf("example.com", [claimOf("example.com", "com.example/a", "1.0.0", { at: clock(), card })], clock()),
    );
    clock.advance(dayMs);
  }
  const before = rows();
  const stopped = await compact({ keepMs: dayMs, signal: AbortSignal.abort() });
  assert.equal(stopped.changes, 0);
  assert.deepEqual(rows(), before);
  assert.ok((await compact({ keepMs: dayMs })).changes > 40);
  assert.deepEqual(database.pragma("foreign_key_check"), []);
});

test("a replaced document is kept as long as changes are, and dropped when no URL has it any more", async () => {
  const { frontier, engine, clock, database } = openMemory();
  const compact = createCompact(engine, clock);
  const bodies = () => database.prepare("SELECT count(*) FROM bodies").pluck().get();
  const look = (url: string, text: string) => {
    const bytes = new TextEncoder().encode(text);
    const seen = { url, at: clock(), outcome: "ok", status: 200, sha256: sha256(bytes), bytes } as const;
    return visitOf("example.com", [], clock(), { observations: [seen], readWhole: [] });
  };
  await commit(frontier, look("https://example.com/a", "one"));
  await commit(frontier, look("https://example.com/b", "one"));
  await commit(frontier, look("https://example.com/a", "two"));
  clock.advance(40 * dayMs);
  assert.equal((await compact({ keepMs: 30 * dayMs })).bodies, 0, "b still has it");
  await commit(frontier, look("https://example.com/b", "two"));
  clock.advance(20 * dayMs);
  assert.equal((await compact({ keepMs: 30 * dayMs })).bodies, 0, "it left too lately");
  clock.advance(20 * dayMs);
  assert.equal((await compact({ keepMs: 30 * dayMs })).bodies, 1);
  assert.equal(bodies(), 1);
  assert.ok(await frontier.remembered("https://example.com/b"));
});

test("a store of the first version is taken over with all that it holds", async () => {
  const database = new Database(":memory:");
  const engine = engineOver(database);
  engine.exec(first);
  engine.exec(`INSERT INTO hosts (host, fence, last_visit_at) VALUES ('example.com', 1, 5);
    INSERT INTO visits (id, host, fence, started_at, committed_at, outcome, catalogs, cards, invalid, not_modified, requests,
      duration_ms) VALUES (7, 'example.com', 1, 4, 5, 'found', 1, 1, 0, 0, 2, 9.5);
    INSERT INTO bodies VALUES ('aa', x'01'), ('bb', x'02');
    INSERT INTO resources (url, sha256, seen_at) VALUES ('https://example.com/', 'aa', 5);
    INSERT INTO observations (visit, url, at, outcome, status, sha256) VALUES (7, 'https://example.com/', 5, 'ok', 200, 'aa')`);
  engine.pragma("user_version = 1");
  migrate(engine);
  assert.equal(engine.pragma("user_version"), migrations.length);
  assert.deepEqual(database.prepare("SELECT last_at, times FROM observations").all(), [{ last_at: 5, times: 1 }]);
  assert.deepEqual(database.prepare("SELECT revision FROM counter").pluck().get(), 7);
  assert.deepEqual(database.prepare("SELECT sha256, left_at FROM bodies ORDER BY 1").all(), [
    { sha256: "aa", left_at: null },
    { sha256: "bb", left_at: 0 },
  ]);
  const clock = createClock();
  const frontier: Frontier = createFrontier(engine, clock);
  assert.deepEqual(await commit(frontier, visitOf("example.com", [], clock())), { new: 0, changed: 0, gone: 0 });
});

/** Statements of the commit's and the compaction's paths, as a recording engine saw them prepared. */
async function preparedStatements(): Promise<readonly string[]> {
  const { engine, clock } = openMemory();
  const seen: string[] = [];
  const recording = {
    ...engine,
    prepare: <Row>(sql: string) => {
      seen.push(sql);
      return engine.prepare<Row>(sql);
    },
  };
  createFrontier(recording, clock);
  createCompact(recording, clock);
  createHistory(recording);
  createRuns(recording);
  return [...seen, historySql("name"), historySql("host"), historySql("all")];
}

test("no statement of a commit, of history or of a compaction scans a table", async () => {
  const { database } = openMemory();
  for (const sql of await preparedStatements()) {
    const names = [...new Set([...sql.matchAll(/@\w+/g)].map(([name]) => name.slice(1)))];
    const values = Object.fromEntries(names.map((name) => [name, 1]));
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(values);
    const text = steps.map((step) => step.detail).join("; ");
    // The revision and the cadence are one row, runs are a thousand at most, whether anybody asked to be forgotten is told
    // by the first row; and the last change is the first of a walk backwards.
    const last = sql.endsWith("ORDER BY seq DESC LIMIT 1");
    const allowed = last ? /^SCAN changes$/ : /^SCAN (?:counter|cadence|runs|forgotten)$/;
    const scans = steps.filter(({ detail }) => /^SCAN /.test(detail) && !allowed.test(detail));
    assert.deepEqual(
      scans.map(({ detail }) => detail),
      [],
      `${sql}\n${text}`,
    );
  }
});

test("a store opened by its path has the same memory", async () => {
  const clock = createClock();
  const store = await openStore(":memory:", { now: clock });
  await commit(store.frontier, visitOf("example.com", [], clock()));
  assert.equal((await store.status()).memory.visits, 1);
  await store.close();
});
