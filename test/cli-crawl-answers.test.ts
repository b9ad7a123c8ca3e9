// What a crawl tells its operator: progress, report, metrics, plans and limits, each against its schema.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { crawlLimits } from "../cli/crawl-limits.ts";
import { progressLines } from "../cli/format/progress-text.ts";
import { startProgress } from "../cli/progress.ts";
import { createTally } from "../src/crawl/tally.ts";
import { createCommandLine, createHost } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { dayMs } from "./support/visits.ts";
import { cardOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
const start = new Date("2026-11-03T12:00:00Z");
const contact = ["--contact", "https://example.com/bot", "--delay", "0"];

function remote(url: string): Record<string, unknown> {
  return { remotes: [{ type: "streamable-http", url }] };
}

function cards(...extra: readonly Record<string, unknown>[]): void {
  const entries = extra.map((card, index) => entryOf(`e${index}`, card));
  web.host("good.example.com").catalog(entries, { headers: { etag: `"${JSON.stringify(extra).length}"` } });
}

before(async () => {
  web = await openWeb();
  web.host("none.example.com");
  web.host("ill.example.com").get("/.well-known/ai-catalog.json", { status: 500 });
  web.host("worse.example.com").get("/.well-known/ai-catalog.json", { status: 500 });
  web.host("rude.example.com").get("/.well-known/ai-catalog.json", (request) => request.socket.destroy());
  web.host("shut.example.com").robots("User-agent: *\nDisallow: /");
  web.host("slow.example.com").get("/.well-known/ai-catalog.json", { status: 404, delayMs: 300 });
});
after(() => web.close());

test("the report tells failures by kind, the slowest, and what appeared, changed and vanished, with differences", async (t) => {
  const line = createCommandLine(t);
  const hosts = ["good", "ill", "worse", "rude", "shut", "slow", "none"].map((name) => `${name}.example.com`);
  const crawl = async (...more: readonly string[]) => {
    const now = () => new Date(start.getTime() + (more.length > 4 ? 0 : dayMs));
    return line.run(["crawl", ...hosts, ...contact, "--store", "s.db", ...more, ...playedBy(web, line)], { now });
  };
  const stays = cardOf("com.example.good/stays");
  cards(
    stays,
    cardOf("com.example.good/moves", remote("https://good.example.com/mcp")),
    cardOf("com.example.good/leaves"),
  );
  assert.equal((await crawl("--report", "first.json", "--quiet", "--format", "json")).code, 0);
  const first = JSON.parse(readFileSync(join(line.folder, "first.json"), "utf8"));
  assertMatchesSchema("crawl-report", first);
  assert.deepEqual(
    first.changes.map(({ event }: { event: string }) => event),
    ["new", "new", "new"],
  );
  assert.deepEqual([first.startedAt, first.complete, first.summary.hosts], [start.toISOString(), true, 7]);
  assert.deepEqual(first.sources, [{ source: "operands", places: 7 }]);
  assert.deepEqual(
    first.failures.map(({ code, hosts: count }: { code: string; hosts: number }) => `${code} ${count}`),
    ["status 2", "reset 1"],
  );
  assert.match(first.failures[0].examples[0].message, /answered 500/);
  assert.deepEqual(first.refusals[0], {
    code: "robots",
    hosts: 1,
    examples: [{ host: "shut.example.com", message: "the host's robots.txt does not allow it" }],
  });
  assert.equal(first.slowest[0].host, "slow.example.com");

  cards(
    stays,
    cardOf("com.example.good/moves", remote("https://collector.example.net/mcp")),
    cardOf("com.example.good/comes"),
  );
  await crawl("--report", "second.json");
  const second = JSON.parse(readFileSync(join(line.folder, "second.json"), "utf8"));
  assertMatchesSchema("crawl-report", second);
  type Told = { event: string; name: string; changes: readonly unknown[] };
  const told = Object.fromEntries(second.changes.map(({ event, name, changes }: Told) => [name, [event, changes]]));
  assert.equal(told["com.example.good/comes"]?.[0], "new");
  assert.equal(told["com.example.good/leaves"]?.[0], "gone");
  const [, moves] = told["com.example.good/moves"] ?? [];
  const url = {
    pointer: "/remotes/0/url",
    from: "https://good.example.com/mcp",
    to: "https://collector.example.net/mcp",
  };
  assert.deepEqual(moves, [url]);

  cards(stays);
  await crawl("--report", "third.md");
  const third = readFileSync(join(line.folder, "third.md"), "utf8");
  assert.match(third, /^# Crawl of 4 November 2026, 12:00 UTC\n\n7 hosts in /);
  assert.match(third, /## Changed: 0 new, 0 changed, 2 gone\n\n- `com\.example\.good\/\w+` `1\.0\.0`: `gone: /);
  assert.match(third, /\| `status` \| 2 \| `ill\.example\.com` `worse\.example\.com` \| `the host answered 500` \|/);
  assert.deepEqual(
    readdirSync(line.folder).filter((name) => name.includes("tmp")),
    [],
  );
});

test("a password in a list of hosts is told nowhere", async (t) => {
  const line = createCommandLine(t, {
    files: { "hosts.txt": "http://me:hunter2@example.com/x@y\nme:hunter2@example.com\n" },
  });
  const argv = ["crawl", "--from", "hosts.txt", "--report", "r.md", "--format", "json", ...contact];
  const { stdout, stderr } = await line.run([...argv, ...playedBy(web, line)]);
  assert.match(stdout, /"http:\/\/…@example\.com\/x@y"/);
  assert.doesNotMatch(stdout + stderr + readFileSync(join(line.folder, "r.md"), "utf8"), /hunter2/);
});

test("strangers' words stay words in a report", async (t) => {
  const line = createCommandLine(t, { files: { "hosts.txt": "`<b>|@you [a](b)`\n\u001b[2J\u202e\n" } });
  const argv = ["crawl", "--from", "hosts.txt", "--report", "r.md", ...contact, ...playedBy(web, line)];
  await line.run(argv);
  const text = readFileSync(join(line.folder, "r.md"), "utf8");
  assert.match(text, /`` `<b>\\\|@you \[a\]\(b\)` ``/);
  assert.doesNotMatch(text, /[\u001b\u202e]/);
});

test("metrics are Prometheus text, whole or not at all, and say what the summary says", async (t) => {
  const line = createCommandLine(t);
  cards(cardOf("com.example.good/a"), { ...cardOf("com.example.good/b"), name: "bad" });
  const hosts = ["good", "ill", "shut", "none"].map((name) => `${name}.example.com`);
  const argv = ["crawl", ...hosts, ...contact, "--store", "s.db", "--metrics", "crawl.prom", ...playedBy(web, line)];
  assert.equal((await line.run(argv, { now: () => start })).code, 0);
  const text = readFileSync(join(line.folder, "crawl.prom"), "utf8");
  const values = Object.fromEntries(
    text
      .split("\n")
      .filter((row) => row !== "" && !row.startsWith("#"))
      .map((row) => [row.slice(0, row.lastIndexOf(" ")), Number(row.slice(row.lastIndexOf(" ") + 1))]),
  );
  const { mcp_discover_crawl_duration_seconds: duration, mcp_discover_crawl_received_bytes: bytes, ...rest } = values;
  assert.ok((duration ?? -1) >= 0 && (bytes ?? 0) > 500);
  assert.deepEqual(rest, {
    'mcp_discover_crawl_hosts{outcome="found"}': 1,
    'mcp_discover_crawl_hosts{outcome="none"}': 1,
    'mcp_discover_crawl_hosts{outcome="failed"}': 1,
    'mcp_discover_crawl_hosts{outcome="refused"}': 1,
    'mcp_discover_crawl_hosts{outcome="skipped"}': 0,
    'mcp_discover_crawl_failures{code="status"}': 1,
    'mcp_discover_crawl_refusals{reason="robots"}': 1,
    'mcp_discover_crawl_changes{event="new"}': 1,
    'mcp_discover_crawl_changes{event="changed"}': 0,
    'mcp_discover_crawl_changes{event="gone"}': 0,
    mcp_discover_crawl_cards: 2,
    mcp_discover_crawl_invalid_cards: 1,
    mcp_discover_crawl_not_modified: 0,
    mcp_discover_crawl_requests: 8,
    mcp_discover_crawl_sources_failed: 0,
    mcp_discover_crawl_complete: 1,
    mcp_discover_crawl_end_timestamp_seconds: start.getTime() / 1000,
  });
  const documented = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  for (const name of text.matchAll(/^# TYPE (\S+)/gm)) assert.ok(documented.includes(`\`${name[1]}`), name[1]);
});

test("quiet and nothing new: not a word, not even of progress", async (t) => {
  const line = createCommandLine(t);
  cards(cardOf("com.example.good/a"));
  const argv = ["crawl", "good.example.com", "slow.example.com", ...contact, "--store", "s.db", "--quiet"];
  const more = ["--progress-every", "0.05", ...playedBy(web, line)];
  const first = await line.run([...argv, ...more]);
  assert.match(first.stdout, /New 1, changed 0, gone 0/);
  assert.deepEqual(await line.run([...argv, ...more]), { code: 0, stdout: "", stderr: "" });
  assert.deepEqual(await line.run([...argv, ...more], { columns: 80 }), { code: 0, stdout: "", stderr: "" });
});

test("where there is no terminal, progress is a line of JSON at every interval", async (t) => {
  const line = createCommandLine(t);
  const argv = ["crawl", "none.example.com", "slow.example.com", ...contact, ...playedBy(web, line)];
  const { stderr } = await line.run([...argv, "--progress-every", "0.05"]);
  const lines = stderr
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.ok(lines.length >= 2, stderr);
  for (const one of lines) assertMatchesSchema("crawl-event", one);
  const last = lines.at(-1);
  assert.deepEqual([last.event, last.hosts, last.none, last.total], ["progress", 1, 1, 2]);
  assert.ok(last.perSecond > 0 && last.leftMs > 0);
  assert.equal((await line.run([...argv, "--progress-every", "0"])).stderr, "");
});

test("on a terminal no line is wider than it, and an answer never shares a line with the progress", async () => {
  const tally = createTally();
  const totals = { durationMs: 15_100, complete: false };
  const counts = {
    ...tally.summary(totals),
    hosts: 6_214,
    found: 388,
    none: 4_402,
    failed: 207,
    refused: 13,
    cards: 921,
    invalid: 17,
    notModified: 1_204,
    bytes: 92_274_688,
  };
  assert.deepEqual(progressLines({ counts, total: 10_000 }, 79), [
    "crawling  ━━━━━━━━━━━━━          6,214 of 10,000 hosts   412/s   about 9 s left",
    "  found 388  none 4,402  failed 207  refused 13  cards 921 (17 invalid)",
    "  unchanged 1,204  88.0 MiB",
  ]);
  for (const columns of [20, 40, 79, 120, 200])
    for (const text of progressLines({ counts, total: 10_000 }, columns)) assert.ok([...text].length <= columns, text);
  const said = { stdout: "", stderr: "" };
  const host = createHost(".", { columns: 60 }, said);
  const written: string[] = [];
  const onScreen = { ...host.stderr, write: async (text: string) => void written.push(text) };
  const progress = startProgress({ ...host, stderr: onScreen }, { total: 2, everySeconds: 60, quiet: false });
  await new Promise((resolve) => setTimeout(resolve, 250));
  await progress.aside(() => onScreen.write("an answer\n"));
  await progress.close();
  const screen = written.join("");
  assert.match(screen, /^\rcrawling +0 of 2 hosts .*\u001b\[K\n {2}found 0/);
  assert.match(screen, /\r\u001b\[\dA\u001b\[Jan answer\n\rcrawling/, "taken away before, put back after");
  assert.match(screen, /\r\u001b\[\dA\u001b\[J$/, "nothing is left of it");
  assert.ok(!screen.includes("\u001b[2K"), "nothing is blank before it is painted");
});

test("a dry run tells who would be asked what, and asks nobody", async (t) => {
  const line = createCommandLine(t);
  cards(cardOf("com.example.good/a"));
  const network = playedBy(web, line);
  await line.run(["crawl", "good.example.com", ...contact, "--store", "s.db", ...network], { now: () => start });
  web.forget();
  const argv = ["crawl", "good.example.com", "https://new.example.com/mcp", "a b", "--store", "s.db", "--dry-run"];
  const plan = async (more: readonly string[], hours: number) => {
    const now = () => new Date(start.getTime() + hours * 3_600_000);
    const { code, stdout } = await line.run([...argv, ...more, "--format", "json", ...network], { now });
    assert.equal(code, 0);
    const lines = stdout
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text));
    for (const one of lines) assertMatchesSchema("crawl-event", one);
    return lines;
  };
  const [known, stranger, refused] = await plan([], 2);
  assert.deepEqual(
    known.asks.map(({ url, conditional }: { url: string; conditional: boolean }) => [url, conditional]),
    [
      ["https://good.example.com/robots.txt", false],
      ["https://good.example.com/.well-known/ai-catalog.json", true],
      ["https://good.example.com/.well-known/ard.json", false],
    ],
  );
  assert.deepEqual(
    [known.action, known.schedule.lastVisitAt, known.schedule.outcome],
    ["visit", start.toISOString(), "found"],
  );
  assert.deepEqual(
    [stranger.host, stranger.action, stranger.schedule],
    ["https://new.example.com/mcp", "visit", undefined],
  );
  assert.deepEqual([refused.action, refused.reason], ["refuse", "bad-character"]);
  const [young] = await plan(["--min-age", "3h"], 2);
  assert.deepEqual([young.action, young.reason, young.until], ["skip", "visited-lately", "2026-11-03T15:00:00.000Z"]);
  assert.deepEqual((await plan(["--due"], 48)).length, 3);
  const [catalog, registry] = await plan(["--from-registry", "example.org", "--from-catalog", "example.net"], 2);
  assert.deepEqual([catalog.event, catalog.source, registry.source], ["source", "example.net", "https://example.org"]);
  assert.deepEqual(web.seen, []);
});

test("a dry run asks for what a visit then asks for, and makes no store", async (t) => {
  const line = createCommandLine(t);
  const network = playedBy(web, line);
  const targets = ["none.example.com", "https://slow.example.com/mcp", "https://none.example.com/card.json"];
  const argv = ["crawl", ...targets, ...contact, "--legacy", "--store", "new.db", "--format", "json", ...network];
  const { stdout } = await line.run([...argv, "--dry-run"]);
  assert.ok(!readdirSync(line.folder).includes("new.db"));
  const planned = stdout
    .trim()
    .split("\n")
    .flatMap((text) => JSON.parse(text).asks.map((ask: { url: string }) => ask.url));
  web.forget();
  await line.run(argv);
  const seen = web.seen.map(({ host, path }) => `https://${host}${path}`);
  assert.deepEqual([...new Set(seen)].sort(), [...new Set(planned)].sort());
});

test("--limits prints every number with its unit and reason", async (t) => {
  const line = createCommandLine(t);
  const json = await line.run(["crawl", "--limits", "--format", "json"]);
  const limits = JSON.parse(json.stdout);
  assertMatchesSchema("crawl-limits", limits);
  const text = (await line.run(["crawl", "--limits"])).stdout;
  for (const { name, value, reason } of crawlLimits.flatMap((group) => group.limits)) {
    assert.ok(Number.isFinite(value) && reason.length > 8, name);
    assert.ok(text.replace(/\s+/g, " ").includes(`(${name})`), name);
  }
  assert.match(text, /^ {10}15 s {2}the whole answer/m);
  assert.match(text, /^ {7}512 KiB {2}most of a card/m);
});
