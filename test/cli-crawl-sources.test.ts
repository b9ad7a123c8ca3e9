// `crawl` with hosts from registries, catalogs, tables and the schedule, over real sockets and a real store.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CommandLine, createCommandLine, type World } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { dayMs } from "./support/visits.ts";
import { cardOf, catalogOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
const list = "/v0.1/servers?limit=100";
const start = new Date("2026-11-03T12:00:00Z");
const since = `${list}&updated_since=2026-11-03T11%3A55%3A00.000Z`;

before(async () => {
  web = await openWeb();
  web.host("one.example.com").catalog([entryOf("one", cardOf("com.example.one/a"))]);
  web.host("two.example.com").catalog([entryOf("two", cardOf("com.example.two/a"))]);
  web.host("none.example.com");
  const server = (host: string) => ({ server: { name: "com.example/a", remotes: [{ url: `https://${host}/mcp` }] } });
  web
    .host("registry.example.com")
    .json(list, { servers: [server("one.example.com"), server("{x}.example.com")], metadata: { nextCursor: "a/b" } })
    .json(`${list}&cursor=a%2Fb`, { servers: [server("two.example.com")], metadata: { count: 1 } })
    .json(since, { servers: [server("two.example.com")] });
  web.host("list.example.com").json("/c.json", catalogOf([entryOf("one", "https://one.example.com/card")]));
  web.host("page.example.com").get(list, { headers: { "content-type": "text/html" }, body: "<!doctype html>" });
  web.host("endless.example.com").get(list, (_, response) => {
    const more = (): void => {
      if (!response.destroyed) response.write(" ".repeat(65_536), more);
    };
    response.writeHead(200, { "content-type": "application/json" });
    more();
  });
});
after(() => web.close());

interface Crawl {
  readonly code: number;
  readonly stderr: string;
  readonly hosts: readonly string[];
  readonly summary: Readonly<Record<string, unknown>>;
}

async function crawl(line: CommandLine, argv: readonly string[], world: World = { now: () => start }): Promise<Crawl> {
  const more = ["--format", "json", "--delay", "0", "--contact", "https://example.com/bot", ...playedBy(web, line)];
  const { code, stdout, stderr } = await line.run(["crawl", ...argv, ...more], world);
  const events = stdout
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text));
  const hosts = events.flatMap(({ event, host, outcome }) => (event === "host" ? [`${host} ${outcome}`] : []));
  return { code, stderr, hosts: hosts.sort(), summary: events.at(-1) ?? {} };
}

test("a registry is walked whole into the store, then by what changed", async (t) => {
  const line = createCommandLine(t);
  const argv = ["--from-registry", "https://registry.example.com", "--store", "s.db"];
  web.forget();
  const first = await crawl(line, argv);
  assert.deepEqual(first.hosts, [
    "https://{x}.example.com/mcp refused",
    "one.example.com found",
    "two.example.com found",
  ]);
  assert.deepEqual(first.summary["refusedBy"], { template: 1 });
  assert.deepEqual([first.code, first.stderr], [0, ""]);
  const second = await crawl(line, argv, { now: () => new Date(start.getTime() + dayMs) });
  assert.deepEqual(second.hosts, ["two.example.com found"]);
  assert.deepEqual(web.paths("registry.example.com"), [list, `${list}&cursor=a%2Fb`, since]);
  const without = await crawl(line, argv.slice(0, 2));
  assert.equal(without.hosts.length, 3, "without a store there is nothing that could be known");
});

test("what a stopped crawl had read of a registry but not visited is read again", async (t) => {
  const server = { name: "com.example/a", remotes: [{ url: "https://slow.example.com/mcp" }] };
  web.host("small.example.com").json(list, { servers: [{ server }] });
  web.host("slow.example.com").get("/robots.txt", () => {});
  const line = createCommandLine(t);
  const argv = ["--from-registry", "small.example.com", "--store", "s.db", "--timeout", "2"];
  web.forget();
  const stopped = await crawl(line, argv, { now: () => start, signal: AbortSignal.timeout(400) });
  assert.equal(stopped.code, 4);
  await crawl(line, argv, { now: () => start, signal: AbortSignal.timeout(400) });
  assert.deepEqual(web.paths("small.example.com"), [list, list]);
  assert.ok(web.seen.some(({ host }) => host === "slow.example.com"));
});

test("a crawl is stopped at once, also while a list lets it wait", async (t) => {
  web.host("hang.example.com").get(list, () => {});
  web.host("busy.example.com").get(list, { status: 429, headers: { "retry-after": "600" } });
  for (const registry of ["hang.example.com", "busy.example.com"]) {
    const line = createCommandLine(t);
    const argv = ["none.example.com", "--from-registry", registry, "--store", "s.db"];
    const { code, hosts, stderr } = await crawl(line, argv, { signal: AbortSignal.timeout(300) });
    assert.deepEqual([code, hosts, stderr], [4, ["none.example.com none"], ""], registry);
  }
});

test("a source that cannot be read is told, keeps nobody from the others, and ends with 3", async (t) => {
  const line = createCommandLine(t);
  const argv = ["--from-registry", "https://page.example.com", "--from-registry", "https://registry.example.com"];
  const { code, stderr, hosts } = await crawl(line, [...argv, "--from-catalog", "https://none.example.com/c.json"]);
  assert.equal(code, 3);
  assert.equal(
    stderr,
    `error: the hosts of "https://none.example.com/c.json" are not all known: it answered 404
error: the hosts of "https://page.example.com" are not all known: it answered with a web page after 0 entries
`,
  );
  assert.deepEqual(hosts.length, 3);
});

test("a registry whose page never ends is left after the bytes or the time that it may take", async (t) => {
  const line = createCommandLine(t);
  const { code, stderr } = await crawl(line, ["--from-registry", "endless.example.com", "--timeout", "5"]);
  assert.equal(code, 3);
  assert.match(stderr, /it did not answer \((?:too-large|timeout): /);
});

test("no registry or catalog is asked at an address that may not be asked", async (t) => {
  const line = createCommandLine(t);
  const argv = ["--from-registry", "https://169.254.169.254", "--from-catalog", "https://[::1]/c.json"];
  const { code, stderr } = await crawl(line, argv);
  assert.equal(code, 3);
  assert.equal(stderr.match(/forbidden-(?:address|url): /g)?.length, 2, stderr);
});

test("the hosts of a catalog's entries are crawled", async (t) => {
  const line = createCommandLine(t);
  const { code, hosts } = await crawl(line, ["--from-catalog", "https://list.example.com/c.json"]);
  assert.deepEqual([code, hosts], [0, ["one.example.com found"]]);
});

test("tables and lists from several places are one list in which nobody stands twice", async (t) => {
  const line = createCommandLine(t, {
    files: {
      "a.csv": 'n,host\n1,ONE.example.com.\n2,"not a host"\n3,\n',
      "b.ndjson": '{"host":"https://two.example.com/"}\n',
    },
    stdin: '{"host":["none.example.com","one.example.com"]}\n{"url":1}\n',
  });
  const from = ["--from", "a.csv", "--from", "b.ndjson", "--from", "-", "--column", "host"];
  const { hosts, summary } = await crawl(line, ["one.example.com", ...from]);
  const found = ["none.example.com none", "one.example.com found", "two.example.com found"];
  assert.deepEqual(hosts, [
    "3, refused",
    ...found.slice(0, 1),
    "not a host refused",
    ...found.slice(1),
    '{"url":1} refused',
  ]);
  assert.deepEqual(summary["refusedBy"], { "bad-character": 1, "no-column": 2 });
});

test("--due visits whom the schedule wants and nobody else; --min-age skips whom was seen lately", async (t) => {
  const line = createCommandLine(t);
  const store = ["--store", "s.db"];
  const later = (days: number): World => ({ now: () => new Date(start.getTime() + days * dayMs) });
  await crawl(line, ["one.example.com", "none.example.com", ...store]);
  assert.deepEqual((await crawl(line, ["--due", ...store])).hosts, []);
  const due = await crawl(line, ["--due", ...store], later(2));
  assert.deepEqual(due.hosts, ["none.example.com none", "one.example.com found"]);
  web.forget();
  const argv = ["one.example.com", "two.example.com", "--min-age", "1h", ...store];
  const young = await crawl(line, argv, later(2 + 0.9 / 24));
  assert.deepEqual(young.hosts, ["one.example.com skipped", "two.example.com found"]);
  assert.deepEqual(web.paths("one.example.com"), []);
  const old = await crawl(line, argv, later(2 + 1.1 / 24));
  assert.deepEqual(old.hosts, ["one.example.com found", "two.example.com skipped"]);
});

test("what cannot be meant is said before anything is opened", async (t) => {
  const line = createCommandLine(t, { files: { "a.csv": "host\nexample.com\n" } });
  const wrong: Record<string, RegExp> = {
    "--due": /--due needs the --store/,
    "example.com --column host": /--column is about the files of --from/,
    "--from a.csv --column domain": /there is no "domain" in the first row, which has "host"/,
    "--from-registry https://me:you@example.com": /is not the URL of a registry's API/,
    "example.com --report out.txt": /ends neither in \.json nor in \.md/,
    "example.com --report missing/out.json": /--report: the folder ".*missing" does not exist/,
    "example.com --min-age 1": /no length of time/,
  };
  for (const [argv, message] of Object.entries(wrong)) {
    const { code, stderr } = await line.run(["crawl", ...argv.split(" ")]);
    assert.equal(code, 2, argv);
    assert.match(stderr, message, argv);
  }
});
