// `crawl` from the command line: who is visited, what is printed, and how it ends.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { hurryRule } from "../cli/hurry.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { cardOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
  web.host("good.example.com").catalog([entryOf("weather", cardOf("com.example.good/weather"))]);
  web.host("bad.example.com").catalog([entryOf("bad", { ...cardOf("com.example.bad/weather"), name: "bad" })]);
  web.host("none.example.com");
  web.host("slow.example.com").get("/robots.txt", () => {});
});
after(() => web.close());

/** Durations differ from run to run. */
function settled(text: string): string {
  return text.replace(/in \d+(\.\d+)? m?s:/g, "in N ms:");
}

test("without a store a crawl says what became of each host, and keeps nothing", async (t) => {
  const line = createCommandLine(t, {
    files: {
      "hosts.txt": "# mine\n\ngood.example.com # the best\r\nbad.example.com\nnone.example.com\ngood.example.com\n",
    },
  });
  const { code, stdout, stderr } = await line.run([
    "crawl",
    "--from",
    "hosts.txt",
    "--concurrency",
    "1",
    "--delay",
    "0",
    ...playedBy(web, line),
  ]);
  assert.equal(stderr, "note: the hosts learn of mcp-discover but not of you: tell them with --contact URL\n");
  assert.equal(
    settled(stdout),
    `good.example.com · 1 catalog, 1 card
bad.example.com · 1 catalog, 1 card, 1 invalid
none.example.com · nothing published
3 hosts in N ms: 2 publish something, 2 cards, 1 invalid, 1 with nothing.
Nothing was kept. Keep it: the same command with --store mcp-discover.db
`,
  );
  assert.equal(code, 0);
});

test("hosts come from standard input too, beside the operands", async (t) => {
  const line = createCommandLine(t, { stdin: "none.example.com" });
  const argv = [
    "crawl",
    "good.example.com",
    "--from",
    "-",
    "--format",
    "ndjson",
    "--delay",
    "0",
    ...playedBy(web, line),
  ];
  const events = (await line.run(argv)).stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.deepEqual(events.flatMap(({ host }) => host ?? []).sort(), ["good.example.com", "none.example.com"]);
});

test("on a terminal there is a line of progress, which goes away", async (t) => {
  const line = createCommandLine(t, { columns: 80, env: { NO_COLOR: "1" } });
  const running = line.run(["crawl", "slow.example.com", "--timeout", "0.5", "--delay", "0", ...playedBy(web, line)]);
  const { stderr } = await running;
  assert.match(stderr, /\rcrawling {2}.*0 of 1 host {3}0\.0\/s\u001b\[K\n {2}found 0 .*\u001b\[K\u001b\[J/);
  assert.ok(stderr.endsWith("\r\u001b[1A\u001b[J"));
});

test("who gave a contact, or wants quiet, is not asked for one", async (t) => {
  const line = createCommandLine(t);
  const argv = ["crawl", "none.example.com", "--delay", "0", ...playedBy(web, line)];
  const named = await line.run([...argv, "--contact", "https://example.com/bot"]);
  assert.deepEqual([named.code, named.stderr], [0, ""]);
  assert.equal((await line.run([...argv, "--quiet"])).stderr, "");
});

test("the reasons beside the failed hosts are those of the failed hosts", async (t) => {
  web.host("shut.example.com").robots("User-agent: *\nDisallow: /");
  web.host("ill.example.com").get("/.well-known/ai-catalog.json", { status: 500 });
  const line = createCommandLine(t);
  const argv = ["crawl", "shut.example.com", "ill.example.com", "--delay", "0", ...playedBy(web, line)];
  assert.match((await line.run(argv)).stdout, /1 failed \(status 1\), 1 refused \(robots 1\)\./);
});

test("with a store the few hosts that failed are named, those that were skipped have a reason, and nothing is served", async (t) => {
  web.host("ill.example.com").get("/.well-known/ai-catalog.json", { status: 500 });
  const line = createCommandLine(t);
  const argv = ["crawl", "--store", "s.db", "--delay", "0", ...playedBy(web, line)];
  const { stdout } = await line.run([...argv, "ill.example.com", "none.example.com"]);
  assert.match(settled(stdout), /^ill\.example\.com · failed \(status: .*500.*\)\n2 hosts in N ms: /);
  assert.match(stdout, /\nNew 0, changed 0, gone 0\.\n$/, "no registry of nothing is offered");
  const again = await line.run([...argv, "none.example.com", "--min-age", "1h"]);
  assert.match(again.stdout, /1 skipped \(visited-lately 1\)\./);
  const many = Array.from({ length: 21 }, (_, index) => `h${index}.ill.example.com`);
  for (const host of many) web.host(host).get("/robots.txt", { status: 500 });
  const told = await line.run([...argv, ...many]);
  assert.match(told.stdout, /^many hosts failed; which: --report FILE\.md\n21 hosts/);
});

test("only hosts that were admitted by name or private address may be hurried", () => {
  const mayHurry = hurryRule({
    delay: 0,
    allowPrivate: ["10.0.0.0/8", "::1/128"],
    resolve: [{ host: "good.example.com", port: 443, address: "127.0.0.1" }],
  });
  const asked = [
    "good.example.com",
    "10.1.2.3",
    "[::1]",
    "localhost",
    "127.0.0.1",
    "93.184.216.34",
    "169.254.169.254",
    "other.example.com",
  ];
  assert.deepEqual(asked.filter(mayHurry), ["good.example.com", "10.1.2.3", "[::1]", "localhost"]);
});

test("an interrupted crawl says so and ends with 4", async (t) => {
  const line = createCommandLine(t);
  const argv = ["crawl", "slow.example.com", "--delay", "0", ...playedBy(web, line)];
  const { code, stdout } = await line.run(argv, { signal: AbortSignal.timeout(300) });
  assert.equal(code, 4);
  assert.match(stdout, /Stopped before the end/);
});

test("a store that cannot be opened, and a list that cannot be read, end with 3", async (t) => {
  const line = createCommandLine(t);
  writeFileSync(
    join(line.folder, "other.db"),
    "this is no database, although it is long enough to look like one\n".repeat(50),
  );
  const store = await line.run(["crawl", "good.example.com", "--store", "other.db"]);
  assert.equal(store.code, 3);
  assert.match(store.stderr, /^error: .*other\.db/);
  const list = await line.run(["crawl", "--from", "missing.txt"]);
  assert.equal(list.code, 3);
  assert.match(list.stderr, /^error: --from: "missing\.txt": no such file/);
});

test("a hurried crawl of hosts that nobody admitted is refused, and so is a crawl of nobody", async (t) => {
  const line = createCommandLine(t);
  assert.equal((await line.run(["crawl", "example.com", "--delay", "0"])).code, 2);
  assert.equal((await line.run(["crawl"])).code, 2);
});
