// Proves what is SQLite's own about the store: pragmas, plans, damaged and foreign files, locks, kills and secrets.

import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadDriver } from "../registry/store/driver.ts";
import { type ListPlan, listSql } from "../registry/store/list.ts";
import { applicationId, migrations } from "../registry/store/migrations.ts";
import { numberedSql } from "../registry/store/numbered.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { type ListQuery, type Store, StoreError } from "../registry/store/store.ts";
import { claimOf, commit, createClock, leaseOn, sha256, visitOf } from "./support/visits.ts";

const Database = await loadDriver();

let folder = "";
const file = (name: string) => join(folder, name);
const clock = createClock();
const open = (path: string, readOnly = false): Promise<Store> => openStore(path, { now: clock, readOnly });

before(() => {
  folder = mkdtempSync(join(tmpdir(), "mcp-discover-store-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A closed store with one entry in it. */
async function filled(name: string): Promise<string> {
  const path = file(name);
  const store = await open(path);
  const claims = Array.from({ length: 40 }, (_, index) =>
    claimOf("example.com", `com.example/s${index}`, "1.0.0", { at: clock(), cardUrl: `https://example.com/${index}` }),
  );
  await commit(store.frontier, visitOf("example.com", claims, clock()));
  await store.close();
  return path;
}

async function refused(path: string, message: RegExp, readOnly = false): Promise<void> {
  await assert.rejects(open(path, readOnly), (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.match(error.message, message);
    return true;
  });
}

test("a store survives closing and opening, for writing and for reading only", async () => {
  const path = await filled("again.db");
  for (const readOnly of [false, true]) {
    const store = await open(path, readOnly);
    assert.equal((await store.counts()).servers, 40);
    await store.close();
  }
});

test("the file says whose it is, keeps a write-ahead log, and all tables are strict", async () => {
  const path = await filled("pragmas.db");
  const database = new Database(path, { readonly: true });
  const pragma = (name: string) => database.pragma(name, { simple: true });
  assert.equal(pragma("application_id"), applicationId);
  assert.equal(pragma("user_version"), migrations.length);
  assert.equal(pragma("journal_mode"), "wal");
  const loose = database.prepare(
    "SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'",
  );
  assert.deepEqual(loose.all(), []);
  assert.deepEqual(database.pragma("foreign_key_check"), []);
  database.close();
});

test("a reading store cannot write", async () => {
  const store = await open(await filled("read-only.db"), true);
  await assert.rejects(store.frontier.begin("example.org", clock(), 1_000), {
    name: "StoreError",
    message: /may not be written/,
  });
  await store.close();
});

test("a missing, empty, foreign, newer, truncated or damaged file is refused with what to do", async () => {
  await refused(file("none.db"), /there is no store at .*--store.*make it: mcp-discover crawl/, true);
  await refused(join(folder, "no-such-folder", "a.db"), /folder .* does not exist: create it/);
  await refused(folder, /is a folder/);
  await refused("", /path of the store is empty/);

  writeFileSync(file("empty.db"), "");
  await refused(file("empty.db"), /is empty/, true);

  writeFileSync(file("text.db"), "just some text, long enough to be read as a header of a database file\n".repeat(20));
  for (const readOnly of [false, true]) await refused(file("text.db"), /not a SQLite file/, readOnly);
  assert.match(readFileSync(file("text.db"), "utf8"), /^just some text/);

  const foreign = new Database(file("foreign.db"));
  foreign.exec("CREATE TABLE mail (body TEXT)");
  foreign.close();
  const original = readFileSync(file("foreign.db"));
  await refused(file("foreign.db"), /not a store of mcp-discover/);
  assert.deepEqual(readFileSync(file("foreign.db")), original, "somebody else's file stays as it was");

  const newer = await filled("newer.db");
  const later = new Database(newer);
  later.pragma(`user_version = ${migrations.length + 1}`);
  later.close();
  await refused(newer, /newer mcp-discover.*upgrade/);

  const cut = await filled("cut.db");
  truncateSync(cut, Math.floor(statSync(cut).size / 2));
  for (const readOnly of [false, true]) await refused(cut, /is damaged: put a backup/, readOnly);
  truncateSync(cut, 60);
  await refused(cut, /not a SQLite file|is damaged/);

  const flipped = await filled("flipped.db");
  const bytes = readFileSync(flipped);
  for (let index = 0; index < 2_000; index++) {
    const at = 4_096 + ((index * 7_919) % (bytes.length - 4_096));
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  }
  writeFileSync(flipped, bytes);
  await refused(flipped, /is damaged: put a backup/);
});

test("a file with a stranger's trigger or view is refused before it could run", async () => {
  for (const sql of [
    "CREATE TRIGGER mine AFTER UPDATE ON hosts BEGIN DELETE FROM entries; END",
    "CREATE VIEW hers AS SELECT 1",
    "DROP TRIGGER entries_fts_insert; CREATE TRIGGER entries_fts_insert AFTER INSERT ON entries BEGIN DELETE FROM claims; END",
  ]) {
    const path = await filled("hostile.db");
    const database = new Database(path);
    database.exec(sql);
    database.close();
    await refused(path, /not a store of mcp-discover/);
    rmSync(path);
  }
});

test("without better-sqlite3 the store says what to install, and nothing else is loaded", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "mcp-discover-bare-"));
  const dist = fileURLToPath(new URL("..", import.meta.url));
  for (const part of ["src", "registry"]) cpSync(join(dist, part), join(elsewhere, part), { recursive: true });
  writeFileSync(join(elsewhere, "package.json"), '{"type":"module"}');
  const bare = (await import(join(elsewhere, "registry/store/sqlite.js"))) as { openStore: typeof openStore };
  await assert.rejects(bare.openStore(join(elsewhere, "a.db"), { now: clock }), {
    name: "StoreError",
    message: /^better-sqlite3 is not installed: .*npm install better-sqlite3/,
  });
  rmSync(elsewhere, { recursive: true });
});

test("another writer's lock is waited for, and then named", async () => {
  const path = await filled("locked.db");
  const store = await open(path);
  const other = new Database(path);
  other.exec("BEGIN IMMEDIATE");
  await assert.rejects(store.frontier.begin("example.org", clock(), 1_000), {
    name: "StoreError",
    message: /locked by another process/,
  });
  assert.equal((await store.counts()).servers, 40, "reading goes on beside a writer");
  other.exec("ROLLBACK");
  await leaseOn(store.frontier, "example.org", clock());
  other.close();
  await store.close();
});

test("no list on a hot path scans a table or sorts more than a bounded number of hits", async () => {
  const path = await filled("plans.db");
  const database = new Database(path, { readonly: true });
  const base: ListQuery = { limit: 30, includeDeleted: false };
  const since = new Date(0);
  const hot: [Partial<ListQuery>, ListPlan, boolean][] = [];
  for (const includeDeleted of [false, true]) {
    for (const version of [undefined, "latest", "1.0.0"]) {
      const parts = version === undefined ? { includeDeleted } : { includeDeleted, version };
      hot.push([parts, "walk", false], [parts, "walk", true], [parts, "matches", true]);
      const changed = { ...parts, updatedSince: since };
      hot.push(
        [changed, "walk", false],
        [changed, "walk", true],
        [changed, "matches", true],
        [changed, "changes", false],
      );
      hot.push([changed, "changes", true]);
    }
  }
  for (const [parts, plan, searching] of hot) {
    const sql = listSql({ ...base, ...parts }, plan, searching);
    const values = { name: "", version: "", exact: "", since: 0, search: "a", limit: 31 };
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(values);
    const text = steps.map((step) => step.detail).join("; ");
    assert.doesNotMatch(text, /SCAN (?!entries_fts VIRTUAL TABLE INDEX \d+:M)/, `${sql}\n${text}`);
    if (plan === "walk") assert.doesNotMatch(text, /TEMP B-TREE/, `${sql}\n${text}`);
    if (plan === "changes") assert.match(text, /entries_updated/);
  }
  for (const sql of Object.values(numberedSql)) {
    const steps = database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ from: 0, to: 100 })
      .map(({ detail }) => detail);
    assert.match(steps[0] ?? "", /^SEARCH (?:e|entries) USING INTEGER PRIMARY KEY/, sql);
    assert.doesNotMatch(steps.join("; "), /SCAN|TEMP B-TREE/);
  }
  database.close();
});

test("a common word and a long list of changes page like everything else", async () => {
  const store = await open(file("many.db"));
  for (let host = 0; host < 3; host++) {
    const claims = Array.from({ length: 700 }, (_, index) =>
      claimOf(`h${host}.example.com`, `com.example.h${host}/s${index}`, "1.0.0", {
        at: clock(),
        cardUrl: `https://h${host}.example.com/${index}`,
        card: { description: index === 7 ? "Common and rare." : "Common." },
      }),
    );
    await commit(store.frontier, visitOf(`h${host}.example.com`, claims, clock()));
  }
  const total = async (query: Partial<ListQuery>) => {
    const names = new Set<string>();
    let page = await store.list({ limit: 100, includeDeleted: true, ...query });
    for (;;) {
      for (const entry of page.entries) names.add(entry.name);
      if (!page.next) return names.size;
      page = await store.list({ limit: 100, includeDeleted: true, ...query, after: page.next });
    }
  };
  assert.equal(await total({ search: "common" }), 2_100);
  assert.equal(await total({ search: "rare common" }), 3);
  assert.equal(await total({ updatedSince: new Date(0) }), 2_100);
  assert.equal(await total({ updatedSince: new Date(0), search: "rare" }), 3);
  // The clock stood still, so that each commit was stamped a millisecond after the one before.
  assert.equal(await total({ updatedSince: new Date(clock().getTime() + 2) }), 0);
  await store.close();
});

const child = fileURLToPath(new URL("./support/store-child.js", import.meta.url));

interface Crawler {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly lines: string[];
  readonly said: () => string;
  readonly opened: Promise<void>;
  readonly closed: Promise<void>;
}

/** Starts a crawler; `under` is what a shell does first. */
function startCrawler(path: string, count: number, prefix: string, under?: string): Crawler {
  const command = [process.execPath, child, path, String(count), prefix];
  const [program = "", ...values] = under === undefined ? command : ["sh", "-c", `${under} "$@"`, "sh", ...command];
  const process_ = spawn(program, values, { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let complaints = "";
  const crawler: Crawler = {
    process: process_,
    get lines() {
      return out.split("\n").slice(1, -1);
    },
    said: () => complaints,
    opened: new Promise((resolve) => process_.stdout.once("data", () => resolve())),
    closed: new Promise((resolve) => process_.once("close", () => resolve())),
  };
  process_.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  process_.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  return crawler;
}

test("20 kills at random moments lose no host that was reported, and halve none", { timeout: 120_000 }, async () => {
  const path = file("killed.db");
  const reported: string[] = [];
  for (let run = 0; run < 20; run++) {
    const crawler = startCrawler(path, 100_000, `r${run}x`);
    await crawler.opened;
    // By hosts and not by time alone, so that a slow machine is killed in its work too.
    const most = Math.random() * 20;
    let isClosed = false;
    void crawler.closed.then(() => {
      isClosed = true;
    });
    while (crawler.lines.length < most && !isClosed) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(isClosed, false, crawler.said());
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
    crawler.process.kill("SIGKILL");
    await crawler.closed;
    reported.push(...crawler.lines);
  }
  assert.ok(reported.length > 100, `only ${reported.length} hosts were committed`);
  const store = await open(path, true);
  const { hosts, servers } = await store.counts();
  for (const host of reported) {
    const found = await store.versions(`com.example.${host.split(".")[0]}/b`, false);
    assert.equal(found.length, 1, `${host} was reported and is not there`);
  }
  assert.ok(hosts >= reported.length && hosts <= reported.length + 20);
  assert.equal(servers, hosts * 2, "a visit is there whole or not at all");
  await store.close();
  const database = new Database(path, { readonly: true });
  assert.equal(database.pragma("integrity_check", { simple: true }), "ok");
  assert.deepEqual(database.pragma("foreign_key_check"), []);
  database.close();
});

test("four crawlers that create and fill one store visit each host once and never see a lock", {
  timeout: 60_000,
}, async () => {
  const path = file("shared.db");
  const crawlers = [1, 2, 3, 4].map(() => startCrawler(path, 150, "h"));
  await Promise.all(crawlers.map((crawler) => crawler.closed));
  for (const crawler of crawlers) assert.deepEqual([crawler.process.exitCode, crawler.said()], [0, ""]);
  const visited = crawlers.flatMap((crawler) => crawler.lines);
  assert.equal(visited.length, 150);
  assert.equal(new Set(visited).size, 150);
  const store = await open(path);
  assert.deepEqual(await store.counts(), { servers: 300, versions: 300, hosts: 150, claims: 300 });
  await store.close();
});

test("a file that cannot grow is said, and what was reported stays readable", {
  timeout: 60_000,
  skip: process.platform === "win32" && "there is no ulimit",
}, async () => {
  const path = file("full.db");
  const crawler = startCrawler(path, 100_000, "f", "ulimit -f 1000; exec");
  await crawler.closed;
  assert.notEqual(crawler.process.exitCode, 0);
  assert.match(crawler.said(), /StoreError: (there is no space left|".*" could not be read or written)/);
  assert.ok(crawler.lines.length > 0);
  const store = await open(path);
  for (const host of crawler.lines) {
    assert.ok(await store.version(`com.example.${host.split(".")[0]}/b`, "latest", false), host);
  }
  await store.close();
});

test("a copy of file and log taken while a crawl runs opens as a whole store", { timeout: 60_000 }, async () => {
  const path = file("copied.db");
  const crawler = startCrawler(path, 100_000, "c");
  await crawler.opened;
  await new Promise((resolve) => setTimeout(resolve, 150));
  crawler.process.kill("SIGSTOP");
  const reported = [...crawler.lines];
  for (const end of ["", "-wal"]) if (existsSync(path + end)) copyFileSync(path + end, file("copy.db") + end);
  crawler.process.kill("SIGKILL");
  await crawler.closed;
  const store = await open(file("copy.db"));
  for (const host of reported)
    assert.ok(await store.version(`com.example.${host.split(".")[0]}/a`, "latest", false), host);
  await store.close();
});

test("what the crawler withheld is nowhere in the file or its log", async () => {
  const path = file("secret.db");
  const secret = "sk-test-7Q1mXb0aT4";
  const bytes = new TextEncoder().encode(`{"token":"${secret}"}`);
  const store = await open(path);
  const claim = claimOf("example.com", "com.example/leaky", "1.0.0", {
    at: clock(),
    card: {
      remotes: [
        { type: "sse", url: "https://example.com/mcp", headers: [{ name: "Authorization", value: "[redacted]" }] },
      ],
    },
    sha256: sha256(bytes),
    refusals: ["card/secret-literal"],
  });
  const visit = visitOf("example.com", [claim], clock(), {
    observations: [
      { url: claim.cardUrl, at: clock(), outcome: "ok", status: 200, kind: "server-card", sha256: sha256(bytes) },
    ],
  });
  await commit(store.frontier, visit);
  const grep = (text: string) =>
    ["", "-wal"].some((end) => existsSync(path + end) && readFileSync(path + end).includes(text));
  assert.ok(grep(sha256(bytes)), "the hash is kept");
  assert.equal(grep(secret), false);
  await store.close();
  assert.equal(grep(secret), false);
});
