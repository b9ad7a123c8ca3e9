// The crawler's manners, seen from the hosts that it visits.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { createLanes } from "../src/crawl/lanes.ts";
import { createManners } from "../src/crawl/manners.ts";
import { realPace } from "../src/crawl/pace.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import { crawlAll, simulatedPace, watchedFrontier } from "./support/crawls.ts";
import { cardOf, entryOf, openWeb, type Web } from "./support/web.ts";

const wellKnown = "/.well-known/ai-catalog.json";
let web: Web;

before(async () => {
  web = await openWeb();
});
beforeEach(() => web.forget());
after(() => web.close());

function asked(host: string): string[] {
  return web.seen.filter((one) => one.host === host).map((one) => one.path);
}

test("robots.txt is read once and first, under our own name", async () => {
  web
    .host("polite.example.com")
    .catalog([entryOf("c", "https://polite.example.com/c")])
    .card("/c", cardOf("com.example.polite/c"));
  await crawlAll(web, ["polite.example.com"]);
  assert.deepEqual(asked("polite.example.com"), ["/robots.txt", wellKnown, "/c"]);
  for (const { method, headers } of web.seen) {
    assert.equal(method, "GET");
    assert.match(headers["user-agent"] ?? "", /^mcp-discover\/\S+ \(\+\S+\)$/);
    assert.deepEqual([headers["cookie"], headers["authorization"]], [undefined, undefined]);
  }
});

test("a host that forbids us is asked for nothing else, and that is no failure", async () => {
  web.host("closed.example.com").robots("User-agent: *\nDisallow: /").catalog([]);
  const { hosts, summary } = await crawlAll(web, ["closed.example.com"]);
  assert.deepEqual(asked("closed.example.com"), ["/robots.txt"]);
  assert.deepEqual([hosts[0]?.outcome, hosts[0]?.failure?.code, summary?.refused], ["refused", "robots", 1]);
});

test("a card on a host that forbids it is left out, and the others are taken", async () => {
  web
    .host("lists.example.com")
    .catalog([entryOf("no", "https://shut.example.org/c"), entryOf("yes", "https://lists.example.com/c")]);
  web.host("lists.example.com").card("/c", cardOf("com.example.lists/c"));
  web.host("shut.example.org").robots("User-agent: mcp-discover\nDisallow: /").card("/c", cardOf("org.example.shut/c"));
  const { of } = await crawlAll(web, ["lists.example.com"]);
  assert.equal(of("lists.example.com")?.cards, 1);
  assert.deepEqual(asked("shut.example.org"), ["/robots.txt"]);
});

test("a redirect leads only where the other host's robots.txt allows", async () => {
  web
    .host("moved.example.com")
    .get(wellKnown, { status: 302, headers: { location: `https://private.example.org${wellKnown}` } });
  web.host("private.example.org").robots("User-agent: *\nDisallow: /").catalog([]);
  const { hosts } = await crawlAll(web, ["moved.example.com"]);
  assert.equal(hosts[0]?.failure?.code, "robots");
  assert.deepEqual(asked("private.example.org"), ["/robots.txt"]);
});

test("robots.txt: 404 and 403 allow all; 500, 429 and no answer forbid all", async () => {
  const outcomes: Record<string, string> = {};
  const robots = { r404: 404, r403: 403, r500: 500, r429: 429 };
  for (const [name, status] of Object.entries(robots)) {
    web.host(`${name}.example.com`).get("/robots.txt", { status }).catalog([]);
  }
  web
    .host("rcut.example.com")
    .get("/robots.txt", (request) => void request.socket.destroy())
    .catalog([]);
  for (const name of [...Object.keys(robots), "rcut"]) {
    const { hosts } = await crawlAll(web, [`${name}.example.com`]);
    outcomes[name] = `${hosts[0]?.outcome} ${hosts[0]?.failure?.code ?? ""}`.trim();
    const count = asked(`${name}.example.com`).filter((path) => path === wellKnown).length;
    assert.equal(count, name === "r404" || name === "r403" ? 1 : 0, name);
  }
  assert.deepEqual(outcomes, {
    r404: "found",
    r403: "found",
    r500: "failed status",
    r429: "failed status",
    rcut: "failed reset",
  });
});

test("robots.txt is read once a day, with a condition, and its last good rules stand in for a month while it breaks", async () => {
  const name = "kept.example.com";
  const host = web
    .host(name)
    .catalog([entryOf("c", `https://${name}/c`)])
    .card("/c", cardOf("com.example.kept/c"));
  const rules = { headers: { etag: '"r1"', "content-type": "text/plain" }, body: "User-agent: *\nDisallow: /c" };
  host.get("/robots.txt", rules);
  const { frontier } = watchedFrontier();
  let now = new Date("2026-11-01T00:00:00Z");
  const visit = async (hours: number): Promise<string[]> => {
    now = new Date(now.getTime() + hours * 3_600_000);
    web.forget();
    await crawlAll(web, [name], { frontier, now: () => now });
    return asked(name);
  };
  assert.deepEqual(await visit(0), ["/robots.txt", wellKnown]);
  assert.deepEqual(await visit(23), [wellKnown]);
  assert.deepEqual(await visit(2), ["/robots.txt", wellKnown]);
  assert.equal(web.seen[0]?.headers["if-none-match"], '"r1"');
  assert.deepEqual(await visit(23), [wellKnown], "a 304 is worth another day");
  host.get("/robots.txt", { status: 503 });
  assert.deepEqual(await visit(2), ["/robots.txt", wellKnown]);
  assert.deepEqual(await visit(28 * 24), ["/robots.txt", wellKnown]);
  assert.deepEqual(await visit(2 * 24), ["/robots.txt"], "after a month nothing is asked any more");
  host.get("/robots.txt", { status: 404 });
  assert.deepEqual(await visit(1), ["/robots.txt", wellKnown, "/c"]);
  host.get("/robots.txt", { status: 500 });
  assert.deepEqual(await visit(2 * 24), ["/robots.txt"], "no rules are no good copy");
});

test("a host that lets three requests hang is left alone for the rest of the crawl and for hours after", async () => {
  const manners = createManners({ pace: simulatedPace(), now: () => new Date("2026-11-01T00:00:00Z") });
  for (const missed of [true, true, false, true, true]) manners.noteDeadline("slow.example.com", missed);
  assert.equal(manners.restOf("slow.example.com"), undefined);
  manners.noteDeadline("slow.example.com", true);
  const rest = { until: new Date("2026-11-01T06:00:00Z"), why: "not-answering" } as const;
  assert.deepEqual(manners.restOf("slow.example.com"), rest);
});

test("a robots.txt of 600 KiB is read to its first 500", async () => {
  web
    .host("long.example.com")
    .robots(`User-agent: *\nDisallow: /c\n${`# ${"x".repeat(98)}\n`.repeat(6_000)}Disallow: /`);
  web
    .host("long.example.com")
    .catalog([entryOf("c", "https://long.example.com/c")])
    .card("/c", cardOf("com.example/c"));
  await crawlAll(web, ["long.example.com"]);
  assert.deepEqual(asked("long.example.com"), ["/robots.txt", wellKnown]);
});

test("a host is never asked for two things at once, whoever leads to it", async () => {
  const shared = web.host("shared.example.net");
  const listers = Array.from({ length: 6 }, (_, n) => `lister-${n}.example.com`);
  for (const [n, name] of listers.entries()) {
    web.host(name).catalog([0, 1, 2].map((m) => entryOf(`s${m}`, `https://shared.example.net/${n}-${m}`)));
    for (const m of [0, 1, 2]) {
      const body = JSON.stringify(cardOf(`net.example.shared/s${n}-${m}`));
      shared.get(`/${n}-${m}`, { headers: { "content-type": "application/json" }, body, delayMs: 5 });
    }
  }
  const { summary } = await crawlAll(web, [...listers, "shared.example.net"]);
  assert.equal(summary?.cards, 18);
  for (const name of [...listers, "shared.example.net"]) assert.equal(web.mostAtOnce(name), 1, name);
  assert.equal(asked("shared.example.net").filter((path) => path === "/robots.txt").length, 1);
});

test("a second passes between two requests to a host, more where robots.txt asks, never over a minute", async () => {
  for (const [delay, expected] of [
    [undefined, 1_000],
    [7, 7_000],
    [3600, 60_000],
  ] as const) {
    const name = `pause-${delay ?? "none"}.example.com`;
    const host = web
      .host(name)
      .catalog([entryOf("c", `https://${name}/c`)])
      .card("/c", cardOf("com.example/c"));
    if (delay !== undefined) host.robots(`User-agent: *\nCrawl-delay: ${delay}`);
    const pace = simulatedPace();
    await crawlAll(web, [name], { pace });
    assert.deepEqual(asked(name), ["/robots.txt", wellKnown, "/c"]);
    assert.deepEqual(pace.slept.slice(1), [expected], `Crawl-delay ${delay}`);
  }
});

test("a shorter delay counts only for hosts that may be hurried", async () => {
  for (const name of ["fast.example.com", "usual.example.com"]) web.host(name).catalog([]);
  const pace = simulatedPace();
  await crawlAll(web, ["fast.example.com"], { pace, delayMs: 0, mayHurry: (host) => host === "fast.example.com" });
  assert.deepEqual(pace.slept, []);
  await crawlAll(web, ["usual.example.com"], { pace, delayMs: 0, mayHurry: (host) => host === "fast.example.com" });
  assert.deepEqual(pace.slept, [1_000]);
});

test("a slow host gets five times its last answer as a pause", async () => {
  const pace = simulatedPace();
  const lanes = createLanes(pace);
  const gapMs = (tookMs: number): number => tookMs * 5;
  await lanes.pass("slow.example.com", { run: () => pace.sleep(400), gapMs });
  await lanes.pass("slow.example.com", { run: async () => undefined, gapMs });
  assert.deepEqual(pace.slept, [400, 2_000]);
});

test("lanes are forgotten when nobody needs them", async () => {
  const lanes = createLanes({ ...realPace, clock: () => 0 });
  for (let n = 0; n < 5_000; n += 1)
    await lanes.pass(`h${n}.example.com`, { run: async () => undefined, gapMs: () => 0 });
  assert.ok(lanes.size() <= 512, String(lanes.size()));
});

test("a waiter that gives up does not let the next one overtake", async () => {
  const lanes = createLanes(realPace);
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const gapMs = (): number => 0;
  const first = lanes.pass("h", { run: () => held.then(() => void order.push("first")), gapMs });
  const controller = new AbortController();
  const second = lanes.pass("h", { run: async () => void order.push("second"), gapMs }, controller.signal);
  const third = lanes.pass("h", { run: async () => void order.push("third"), gapMs });
  controller.abort();
  await assert.rejects(second);
  finish();
  await Promise.all([first, third]);
  assert.deepEqual(order, ["first", "third"]);
});

test("a host that asks for rest is left alone at once, and on the next run too", async () => {
  web.host("tired.example.com").catalog([1, 2, 3].map((n) => entryOf(`c${n}`, `https://tired.example.com/${n}`)));
  web.host("tired.example.com").get("/1", { status: 429, headers: { "retry-after": "7200" } });
  const { frontier, results } = watchedFrontier();
  let now = new Date("2026-11-01T00:00:00Z");
  const options = { frontier, now: () => now, random: () => 0 };
  await crawlAll(web, ["tired.example.com"], options);
  assert.deepEqual(asked("tired.example.com"), ["/robots.txt", wellKnown, "/1"]);
  assert.equal(results[0]?.notBefore?.toISOString(), "2026-11-01T02:00:00.000Z");
  assert.ok((results[0]?.nextVisitAt ?? now) >= (results[0]?.notBefore ?? now));
  assert.deepEqual(
    results[0]?.unasked,
    [1, 2, 3].map((n) => `https://tired.example.com/${n}`),
  );
  web.forget();
  now = new Date("2026-11-01T01:59:00Z");
  const { hosts, summary } = await crawlAll(web, ["tired.example.com"], options);
  assert.deepEqual([hosts[0]?.outcome, hosts[0]?.refusal?.reason, summary?.skipped], ["skipped", "backing-off", 1]);
  assert.deepEqual(web.seen, []);
});

test("a public catalog that names a private host does not keep that host from being crawled", async () => {
  const at: Readonly<Record<string, string>> = { "outer.example.com": "8.8.8.8", "inner.example.com": "10.0.0.1" };
  web.host("outer.example.com").catalog([entryOf("c", "https://inner.example.com/c")]);
  web.host("inner.example.com").catalog([entryOf("c", "https://inner.example.com/c")]);
  web.host("inner.example.com").card("/c", cardOf("com.example.inner/c"));
  const port = web.rules().find((rule) => rule.port === 443)?.dialPort ?? 0;
  const transport = createTransport({
    profile: "cli",
    userAgent: "test/1 (+x)",
    ca: [web.ca],
    allowPrivate: true,
    lookup: async (host) => [at[host] ?? ""],
    dial: () => ({ address: "127.0.0.1", port }),
  });
  const { of } = await crawlAll(web, ["outer.example.com", "inner.example.com"], { transport, concurrency: 1 });
  await transport.close();
  assert.deepEqual([of("outer.example.com")?.cards, of("inner.example.com")?.cards], [0, 1]);
  assert.deepEqual(asked("inner.example.com"), ["/robots.txt", wellKnown, "/c"]);
});
