// Crawls of many hosts over real sockets: every host gets its result, and no host costs another's.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { cardMediaType } from "../src/document/card.ts";
import type { Transport } from "../src/http/transport.ts";
import { crawlAll, watchedFrontier } from "./support/crawls.ts";
import { cardOf, catalogOf, entryOf, nestedOf, openWeb, type Web } from "./support/web.ts";

const wellKnown = "/.well-known/ai-catalog.json";
const types = { "content-type": "application/json" };
let web: Web;

before(async () => {
  web = await openWeb();
});
beforeEach(() => web.forget());
after(() => web.close());

test("the second crawl finds everything unchanged by 304, and nothing twice", async () => {
  web
    .host("same.example.com")
    .catalog([entryOf("c", "https://same.example.com/c"), entryOf("i", cardOf("com.example.same/i"))], {
      headers: { etag: '"catalog-1"' },
    });
  web.host("same.example.com").card("/c", cardOf("com.example.same/c"), { etag: 'W/"card-1"' });
  const { frontier, results } = watchedFrontier();
  const first = await crawlAll(web, ["same.example.com"], { frontier });
  assert.deepEqual([first.summary?.new, first.summary?.changed, first.summary?.notModified], [2, 0, 0]);
  const second = await crawlAll(web, ["same.example.com"], { frontier });
  assert.deepEqual([second.summary?.new, second.summary?.changed, second.summary?.gone], [0, 0, 0]);
  assert.deepEqual([second.summary?.notModified, second.summary?.cards, second.summary?.found], [2, 2, 1]);
  const [before, after] = results.map((result) => result.claims.map(({ sha256, cardUrl }) => [cardUrl, sha256]));
  assert.deepEqual(after, before);
  assert.deepEqual(
    results[1]?.observations.map((one) => one.outcome),
    ["not-modified", "not-modified"],
  );
});

test("If-Modified-Since is sent only where there is no usable ETag", async () => {
  const modified = "Sun, 01 Nov 2026 12:00:00 GMT";
  web
    .host("dated.example.com")
    .catalog([entryOf("c", "https://dated.example.com/c")], { headers: { etag: '"a"', "last-modified": modified } });
  web
    .host("dated.example.com")
    .card("/c", cardOf("com.example.dated/c"), { etag: "no-quotes", "last-modified": modified });
  const { frontier } = watchedFrontier();
  await crawlAll(web, ["dated.example.com"], { frontier });
  web.forget();
  await crawlAll(web, ["dated.example.com"], { frontier });
  const sent = web.seen.map(({ headers }) => [headers["if-none-match"], headers["if-modified-since"]]);
  assert.deepEqual(sent, [
    ['"a"', undefined],
    [undefined, modified],
  ]);
});

test("a 304 about another ETag than ours is asked again without a condition", async () => {
  web.host("confused.example.com").get(wellKnown, (request, response) => {
    if (request.headers["if-none-match"]) response.writeHead(304, { etag: '"new"' }).end();
    else response.writeHead(200, { ...types, etag: '"old"' }).end(JSON.stringify(catalogOf([])));
  });
  const { frontier } = watchedFrontier();
  await crawlAll(web, ["confused.example.com"], { frontier });
  const { hosts } = await crawlAll(web, ["confused.example.com"], { frontier });
  assert.deepEqual([hosts[0]?.outcome, hosts[0]?.notModified], ["found", 0]);
  assert.equal(web.paths("confused.example.com").length, 3);
});

test("a condition goes to no other origin, and what another origin sent is asked for anew", async () => {
  const thing = "https://victim.example.net/logo";
  web.host("victim.example.net").get("/logo", { headers: { etag: '"known"' }, body: "a picture" });
  web.host("victim.example.net").card("/c", cardOf("net.example.victim/c"), { etag: '"c"' });
  let target: string | undefined;
  web.host("turning.example.com").catalog([entryOf("c", "https://turning.example.com/c")]);
  web.host("turning.example.com").get("/c", (_, response) => {
    if (target) response.writeHead(302, { location: target }).end();
    else
      response
        .writeHead(200, { "content-type": cardMediaType, etag: '"known"' })
        .end(JSON.stringify(cardOf("net.example.victim/fake")));
  });
  const { frontier, results } = watchedFrontier();
  const claimed = async (): Promise<readonly string[]> => {
    web.forget();
    await crawlAll(web, ["turning.example.com"], { frontier });
    return results.at(-1)?.claims.map((claim) => `${claim.name} at ${claim.hostingHost}`) ?? [];
  };
  assert.deepEqual(await claimed(), ["net.example.victim/fake at turning.example.com"]);
  target = thing;
  assert.deepEqual(await claimed(), [], "the victim's 304 does not vouch for what somebody else sent");
  target = "https://victim.example.net/c";
  const conditions = () => web.seen.filter(({ path }) => path === "/c").map(({ headers }) => headers["if-none-match"]);
  assert.deepEqual(await claimed(), ["net.example.victim/c at victim.example.net"]);
  assert.deepEqual(conditions(), ['"known"', undefined], "the host's own tag goes to the host alone");
  assert.deepEqual(await claimed(), ["net.example.victim/c at victim.example.net"]);
  assert.deepEqual(conditions(), [undefined, undefined]);
});

test("redirects that go in a circle, or on for ever, are called what they are", async () => {
  web.host("circle.example.com").get(wellKnown, { status: 302, headers: { location: "/back" } });
  web.host("circle.example.com").get("/back", { status: 302, headers: { location: wellKnown } });
  const { of } = await crawlAll(web, ["circle.example.com"]);
  assert.match(of("circle.example.com")?.failure?.message ?? "", /in a circle/);
  for (const n of [0, 1, 2, 3, 4, 5, 6, 7])
    web
      .host("onward.example.com")
      .get(n === 0 ? wellKnown : `/${n}`, { status: 302, headers: { location: `/${n + 1}` } });
  const { of: ofOnward } = await crawlAll(web, ["onward.example.com"]);
  assert.match(ofOnward("onward.example.com")?.failure?.message ?? "", /more than 5 redirects/);
  assert.equal(web.paths("onward.example.com").length, 6);
  assert.equal(ofOnward("onward.example.com")?.requests, 7);
});

test("a host with more cards than a visit may ask for goes on where it stopped, and starts over after the last", async () => {
  const all = Array.from({ length: 25 }, (_, n) => `/card-${n}`);
  web.host("large.example.com").catalog(all.map((path) => entryOf(path.slice(1), `https://large.example.com${path}`)));
  for (const path of all) web.host("large.example.com").card(path, cardOf(`com.example.large${path}`));
  const { frontier, results } = watchedFrontier();
  const rounds: string[][] = [];
  let now = new Date("2026-11-01T00:00:00Z");
  for (const _ of [1, 2, 3]) {
    web.forget();
    await crawlAll(web, ["large.example.com"], { frontier, now: () => now, budgets: { requests: 12 } });
    rounds.push(web.paths("large.example.com").slice(1));
    now = new Date(now.getTime() + 3600_000);
  }
  assert.deepEqual(rounds[0], all.slice(0, 10));
  // From the second visit on, robots.txt is known and leaves its request to a card.
  assert.deepEqual(rounds[1], all.slice(10, 21));
  assert.deepEqual(rounds[2], [...all.slice(21), ...all.slice(0, 7)]);
  assert.equal(results.length, 3);
});

test("a card whose redirect fails in passing keeps its place", async () => {
  web.host("steps.example.com").catalog([entryOf("c", "https://steps.example.com/c")]);
  web.host("steps.example.com").card("/c", cardOf("com.example.steps/c"));
  const { frontier } = watchedFrontier();
  await crawlAll(web, ["steps.example.com"], { frontier });
  web.host("steps.example.com").get("/c", { status: 302, headers: { location: "/later" } });
  web.host("steps.example.com").get("/later", (request) => request.socket.destroy());
  const { summary } = await crawlAll(web, ["steps.example.com"], { frontier });
  assert.equal(summary?.gone, 0);
});

test("a tag that is none, and an identifier of any length or with controls in it, are not kept beside a card", async () => {
  const identifiers = ["urn:air:example.com:mcp:fine", `urn:air:example.com:mcp:${"x".repeat(5000)}`, "urn:\u001b[2J"];
  web
    .host("labels.example.com")
    .catalog(identifiers.map((identifier, n) => ({ ...entryOf("", `https://labels.example.com/${n}`), identifier })));
  for (const n of [0, 1, 2])
    web
      .host("labels.example.com")
      .card(`/${n}`, cardOf(`com.example.labels/c${n}`), { etag: n === 0 ? '"good"' : "x".repeat(5000) });
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, ["labels.example.com"], { frontier });
  assert.deepEqual(
    results[0]?.claims.map(({ identifier, etag }) => [identifier, etag]),
    [
      [identifiers[0], '"good"'],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test("dead, slow, broken and hostile hosts cost only themselves", async () => {
  const good = Array.from({ length: 20 }, (_, n) => `good-${n}.example.com`);
  for (const name of good) web.host(name).catalog([entryOf("c", cardOf(`${name.split(".").reverse().join(".")}/c`))]);
  web.host("hang.example.org").get(wellKnown, () => undefined);
  web.host("drip.example.org").get(wellKnown, (_, response) => {
    response.writeHead(200, types);
    const timer = setInterval(() => response.write(" "), 20);
    response.once("close", () => clearInterval(timer));
  });
  web.host("reset.example.org").get(wellKnown, (request) => void request.socket.destroy());
  web.host("garbage.example.org").get(wellKnown, (request) => void request.socket.end("SSH-2.0-OpenSSH\r\n"));
  web.host("endless.example.org").get(wellKnown, (_, response) => {
    response.writeHead(200, types);
    const more = (): void => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  });
  web.host("nulls.example.org").json(wellKnown, catalogOf([null, null, 1, "x", [], { type: 7 }]));
  web.host("deep.example.org").get(wellKnown, { headers: types, body: "[".repeat(100_000) });
  web.host("cut.example.org").get(wellKnown, { headers: types, body: '{"specVersion":"1.0","entries":[' });
  web.host("lies.example.org").get(wellKnown, { headers: { ...types, "content-encoding": "gzip" }, body: "{}" });
  web
    .host("loop.example.org")
    .get(wellKnown, { status: 302, headers: { location: `https://loop.example.org${wellKnown}` } });
  web.host("inward.example.org").get(wellKnown, { status: 302, headers: { location: "http://169.254.169.254/" } });
  const bad = ["hang", "drip", "reset", "garbage", "endless", "nulls", "deep", "cut", "lies", "loop", "inward"];
  const started = performance.now();
  const budgets = { visitMs: 1_500 };
  const { hosts, summary, of } = await crawlAll(
    web,
    [...bad.map((name) => `${name}.example.org`), "dead.example.net", ...good],
    { budgets },
  );
  assert.ok(performance.now() - started < 8_000);
  assert.equal(hosts.length, 32);
  assert.equal(summary?.complete, true);
  for (const name of good) assert.deepEqual([of(name)?.outcome, of(name)?.cards], ["found", 1], name);
  const ended = Object.fromEntries(
    [...bad, "dead"].map((name) => {
      const event = of(`${name}.example.${name === "dead" ? "net" : "org"}`);
      return [name, `${event?.outcome} ${event?.failure?.code ?? ""}`.trim()];
    }),
  );
  assert.deepEqual(ended, {
    hang: "failed timeout",
    drip: "failed timeout",
    reset: "failed reset",
    garbage: "failed protocol",
    endless: "failed too-large",
    nulls: "found",
    deep: "found",
    cut: "found",
    lies: "failed content-coding",
    loop: "failed redirect",
    inward: "refused forbidden-url",
    dead: "failed dns",
  });
});

test("spellings of one host are one visit, and what is no host is refused with its reason", async () => {
  web.host("one.example.com").catalog([]);
  web.host("xn--bcher-kva.example.com").catalog([]);
  const spellings = [
    "one.example.com",
    "ONE.example.com.",
    "https://one.example.com/",
    " one.example.com ",
    "bücher.example.com",
    "xn--bcher-kva.example.com",
  ];
  const { hosts, summary } = await crawlAll(web, [...spellings, "mailto:a@example.com", "", "exa mple"]);
  assert.deepEqual(
    hosts
      .filter((event) => event.outcome === "found")
      .map((event) => event.host)
      .sort(),
    ["one.example.com", "xn--bcher-kva.example.com"],
  );
  const refused = hosts.filter((event) => event.outcome === "refused");
  assert.deepEqual(
    refused.map((event) => event.failure?.code),
    ["forbidden-url", "forbidden-url", "forbidden-url"],
  );
  assert.ok(refused.every((event) => (event.failure?.message ?? "") !== ""));
  assert.deepEqual([summary?.hosts, summary?.refused], [5, 3]);
});

test("an endpoint and a card are crawled as what they are", async () => {
  web.host("api.example.com").card("/mcp/server-card", cardOf("com.example.api/a"));
  const { frontier, results } = watchedFrontier();
  const { of } = await crawlAll(web, ["https://api.example.com/mcp", "https://API.example.com/mcp/server-card"], {
    frontier,
  });
  assert.equal(of("https://api.example.com/mcp")?.cards, 1);
  assert.deepEqual(
    results.map((result) => result.claims[0]?.cardUrl),
    Array(2).fill("https://api.example.com/mcp/server-card"),
  );
  assert.deepEqual(
    results[0]?.claims[0]?.evidence.map(({ type, host }) => [type, host]),
    [
      ["served-by", "api.example.com"],
      ["endpoint-agrees", "mcp.example.com"],
    ],
  );
});

test("a claim says who lists it, who hosts it, where its traffic goes, and what speaks for it", async () => {
  const remotes = [
    "https://a.example.com/mcp",
    "https://{tenant}.example.com/mcp",
    "https://b.example.com/{path}",
    "https://a.example.com/2",
  ];
  const card = cardOf("com.example.lister/x", { remotes: remotes.map((url) => ({ type: "streamable-http", url })) });
  web.host("lister.example.com").catalog([entryOf("x", "https://hosting.example.org/x")]);
  web.host("hosting.example.org").card("/x", card, { etag: '"x"' });
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, ["lister.example.com"], { frontier });
  const [claim] = results[0]?.claims ?? [];
  assert.deepEqual(
    [
      claim?.name,
      claim?.listingHost,
      claim?.hostingHost,
      claim?.catalogUrl,
      claim?.cardUrl,
      claim?.identifier,
      claim?.etag,
    ],
    [
      "com.example.lister/x",
      "lister.example.com",
      "hosting.example.org",
      `https://lister.example.com${wellKnown}`,
      "https://hosting.example.org/x",
      "urn:air:example.com:mcp:x",
      '"x"',
    ],
  );
  assert.deepEqual(claim?.endpointHosts, ["a.example.com", "b.example.com"]);
  assert.deepEqual(
    claim?.evidence.map(({ type, host }) => `${type} ${host}`),
    [
      "served-by lister.example.com",
      "listed-by lister.example.com",
      "endpoint-agrees a.example.com",
      "endpoint-agrees b.example.com",
    ],
  );
});

test("an invalid card is counted and never claimed", async () => {
  web
    .host("half.example.com")
    .catalog([entryOf("bad", cardOf("com.example/bad", { version: 7 })), entryOf("good", cardOf("com.example/good"))]);
  const { frontier, results } = watchedFrontier();
  const { hosts } = await crawlAll(web, ["half.example.com"], { frontier });
  assert.deepEqual([hosts[0]?.cards, hosts[0]?.invalid], [2, 1]);
  assert.deepEqual(
    results[0]?.claims.map((claim) => claim.name),
    ["com.example/good"],
  );
});

test("only a catalog that was read to its last entry can take a server away", async () => {
  const url = `https://shrinks.example.com${wellKnown}`;
  const entries = ["a", "b"].map((id) => entryOf(id, cardOf(`com.example.shrinks/${id}`)));
  const host = web.host("shrinks.example.com").catalog(entries);
  const { frontier, results } = watchedFrontier();
  const gone = async (): Promise<[number | undefined, readonly string[] | undefined]> => {
    const { summary } = await crawlAll(web, ["shrinks.example.com"], { frontier });
    return [summary?.gone, results.at(-1)?.readWhole];
  };
  assert.deepEqual(await gone(), [0, [url]]);
  host.get(wellKnown, { headers: types, body: '{"specVersion":"1.0","entries":[' });
  assert.deepEqual(await gone(), [0, []], "a cut-off body");
  host.get(wellKnown, { status: 500 });
  assert.deepEqual(await gone(), [0, []], "an error");
  host.catalog([entries[0], null]);
  assert.deepEqual(await gone(), [0, []], "an entry that cannot be read");
  host.catalog([entries[0]]);
  assert.deepEqual(await gone(), [1, [url]], "an entry less");
});

test("a card that fails in passing stays; one that is gone goes", async () => {
  const host = web.host("flaky.example.com").catalog([entryOf("c", "https://flaky.example.com/c")]);
  const { frontier } = watchedFrontier();
  const gone = async (): Promise<number | undefined> =>
    (await crawlAll(web, ["flaky.example.com"], { frontier })).summary?.gone;
  host.card("/c", cardOf("com.example.flaky/c"));
  assert.equal(await gone(), 0);
  host.get("/c", { status: 503 });
  assert.equal(await gone(), 0);
  host.get("/c", { headers: types, body: '{"$schema":' });
  assert.equal(await gone(), 0);
  host.get("/c", { status: 410 });
  assert.equal(await gone(), 1);
});

test("what must not be kept is observed without its bytes", async () => {
  web.host("secret.example.com").catalog([entryOf("c", "https://secret.example.com/c")]);
  web.host("secret.example.com").card("/c", cardOf("com.example.secret/c"), { "cache-control": "no-store" });
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, ["secret.example.com"], { frontier });
  const [catalog, card] = results[0]?.observations ?? [];
  assert.ok(catalog?.bytes !== undefined);
  assert.deepEqual([card?.outcome, card?.bytes, card?.sha256?.length], ["ok", undefined, 64]);
  assert.equal(results[0]?.claims.length, 1);
});

test("a card with a credential in it is kept redacted, by hash, and not to be listed", async () => {
  const secret = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
  const headers = [{ name: "Authorization", value: `Bearer ${secret}`, isSecret: true }];
  const remotes = [{ type: "streamable-http", url: "https://mcp.example.com/mcp", headers }];
  const leaky = (id: string): unknown => cardOf(`com.example.leaky/${id}`, { remotes });
  web
    .host("leaky.example.com")
    .catalog([entryOf("c", "https://leaky.example.com/c"), entryOf("inline", leaky("inline"))]);
  web.host("leaky.example.com").card("/c", leaky("c"));
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, ["leaky.example.com"], { frontier });
  const [result] = results;
  assert.equal(result?.claims.length, 2);
  assert.ok(result?.claims.every((claim) => claim.refusals.length > 0));
  assert.deepEqual(
    result?.observations.map(({ outcome, bytes }) => [outcome, bytes]),
    Array(2).fill(["ok", undefined]),
  );
  assert.equal(JSON.stringify(result).includes(secret), false);
});

test("what looks like a credential is kept of no document, also of a catalog and of broken JSON, and of no URL", async () => {
  const secret = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
  const password = "hunter2-hunter2";
  const host = web.host("spilt.example.com");
  host.catalog([
    { ...entryOf("c", "https://spilt.example.com/c"), description: `Ask with ${secret}` },
    entryOf("p", `https://me:${password}@spilt.example.com/p`),
    entryOf("broken", "https://spilt.example.com/broken"),
  ]);
  host.card("/c", cardOf("com.example.spilt/c"));
  host.get("/broken", { headers: types, body: `{"name":"${secret}","name":"\\ud800"}` });
  const { frontier, results } = watchedFrontier();
  await crawlAll(web, ["spilt.example.com"], { frontier });
  const [result] = results;
  assert.equal(result?.claims.length, 1);
  const kept =
    result?.observations.map(({ url, bytes }) => url + Buffer.from(bytes ?? "").toString("latin1")).join() ?? "";
  assert.equal(kept.includes(secret) || kept.includes(password), false, kept);
});

test("targets of one host are visited one after another, and no visit's time runs while it waits for the others", async () => {
  const answer = JSON.stringify(cardOf("com.example.many/c"));
  const paths = Array.from({ length: 6 }, (_, n) => `/${n}/server-card`);
  for (const path of paths) {
    web.host("many.example.com").get(path, (_, response) => {
      setTimeout(() => response.writeHead(200, { "content-type": cardMediaType }).end(answer), 400);
    });
  }
  const targets = paths.map((path) => `https://many.example.com${path}`);
  const { hosts, summary } = await crawlAll(web, targets, { budgets: { visitMs: 1_500 } });
  assert.deepEqual(
    hosts.map(({ outcome }) => outcome),
    paths.map(() => "found"),
  );
  assert.equal(summary?.complete, true);
});

test("catalogs that list each other, and one that lists a thousand cards of a victim, end within bounds", async () => {
  web.host("ring-a.example.net").catalog([nestedOf("b", `https://ring-b.example.net${wellKnown}`)]);
  web.host("ring-b.example.net").catalog([nestedOf("a", `https://ring-a.example.net${wellKnown}`)]);
  web
    .host("loud.example.net")
    .catalog(Array.from({ length: 1000 }, (_, n) => entryOf(`v${n}`, `https://victim.example.net/${n}`)));
  web.host("victim.example.net");
  const { summary } = await crawlAll(web, ["ring-a.example.net", "loud.example.net"]);
  assert.equal(summary?.found, 2);
  assert.equal(web.paths("victim.example.net").length, 20);
  assert.equal(web.paths("ring-a.example.net").length, 1);
});

test("an abort gives back what is under way, commits nothing of it, and says that the crawl is not complete", async () => {
  web.host("quick.example.com").catalog([]);
  for (const n of [1, 2, 3]) web.host(`stuck-${n}.example.com`).get(wellKnown, () => undefined);
  const { frontier, results, released } = watchedFrontier();
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 400);
  const names = ["quick.example.com", "stuck-1.example.com", "stuck-2.example.com", "stuck-3.example.com"];
  const { hosts, summary } = await crawlAll(web, names, { frontier, signal: controller.signal });
  assert.deepEqual(
    hosts.map((event) => event.host),
    ["quick.example.com"],
  );
  assert.deepEqual([summary?.complete, summary?.hosts], [false, 1]);
  assert.deepEqual(
    results.map((result) => result.host),
    ["quick.example.com"],
  );
  assert.deepEqual(released.sort(), names.slice(1));
});

test("a host is reported only after its commit, and a frontier that fails ends the crawl", async () => {
  web.host("commit.example.com").catalog([]);
  const { frontier } = watchedFrontier();
  const broken = { ...frontier, finish: () => Promise.reject(new Error("the disk is full")) };
  await assert.rejects(crawlAll(web, ["commit.example.com"], { frontier: broken }), /the disk is full/);
});

test("a memory that fails in the middle of a visit ends the crawl with its own error", async () => {
  web.host("forget.example.com").catalog([]);
  const { frontier, released } = watchedFrontier();
  const broken = { ...frontier, remembered: () => Promise.reject(new Error("the database is locked")) };
  await assert.rejects(crawlAll(web, ["forget.example.com"], { frontier: broken }), /the database is locked/);
  assert.deepEqual(released, ["forget.example.com"]);
});

test("a bug that one host brings to light costs no other host its result, and is not hidden", async () => {
  const names = ["bug.example.com", "fine-1.example.com", "fine-2.example.com"];
  for (const name of names) web.host(name).catalog([]);
  const real = web.transport();
  const transport: Transport = {
    ...real,
    openVisit() {
      const visit = real.openVisit();
      const bug = (): never => {
        throw new TypeError("cannot read this");
      };
      return { ...visit, exchange: (ask) => (ask.url.includes("bug.") ? bug() : visit.exchange(ask)) };
    },
  };
  const { frontier, results, released } = watchedFrontier();
  const crawled = crawlAll(web, names, { frontier, transport, concurrency: 1 });
  await assert.rejects(crawled, /cannot read this/);
  assert.deepEqual(
    results.map((result) => result.host),
    names.slice(1),
  );
  assert.deepEqual(released, ["bug.example.com"]);
  await real.close();
});

test("hosts that arrive slowly are visited as they come", async () => {
  for (const n of [1, 2]) web.host(`late-${n}.example.com`).catalog([]);
  async function* slowly(): AsyncGenerator<string> {
    for (const n of [1, 2]) {
      yield `late-${n}.example.com`;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const { summary } = await crawlAll(web, slowly());
  assert.equal(summary?.found, 2);
});
