// The hostile behaviours that only a crawl can meet: what robots.txt says, and what becomes of a host over time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import { strength } from "../src/evidence/strength.ts";
import { type Behaviour, behaviours } from "./support/behaviours.ts";
import { type Crawled, crawlAll } from "./support/crawls.ts";
import { skipWithout } from "./support/shared-data.ts";
import { type Clock, createClock, dayMs } from "./support/visits.ts";
import { cardOf, entryOf, openWeb, type PlayedHost, type Web } from "./support/web.ts";

const skip = skipWithout("hostile-documents.jsonl");
const wellKnown = "/.well-known/ai-catalog.json";
let web: Web;

before(async () => {
  web = await openWeb();
});
after(() => web.close());

interface Scene {
  readonly host: PlayedHost;
  readonly store: Store;
  readonly clock: Clock;
  readonly behaviour: Behaviour["behaviour"];
  crawl(): Promise<Crawled>;
}

function publish(host: PlayedHost, remote = `https://${host.name}/mcp`): PlayedHost {
  const card = cardOf(`${host.name.split(".").reverse().join(".")}/s`, {
    remotes: [{ type: "streamable-http", url: remote }],
  });
  return host.catalog([entryOf("s", `https://${host.name}/s`)]).card("/s", card);
}

async function shown({ store, host }: Scene) {
  return store.version(`${host.name.split(".").reverse().join(".")}/s`, "latest", true);
}

/** One scene for each behaviour, by its id. */
const scenes: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async "http-cloak-ua"(scene) {
    const { host, crawl } = scene;
    publish(host);
    const agents = new Set<string | undefined>();
    host.get(wellKnown, (request, response) => {
      agents.add(request.headers["user-agent"]);
      const ours = /^mcp-discover\//.test(request.headers["user-agent"] ?? "");
      const entries = [entryOf("s", `https://${host.name}/${ours ? "s" : "other"}`)];
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ specVersion: "1.0", entries }));
    });
    assert.equal((await crawl()).of(host.name)?.cards, 1);
    assert.equal((await crawl()).of(host.name)?.cards, 1);
    // Whoever shows others something else is not found out: we never dress up as somebody else.
    assert.equal(agents.size, 1);
  },
  async "http-takeover"(scene) {
    const { host, store, clock, crawl } = scene;
    publish(host, `https://mcp.${host.name}/mcp`);
    await crawl();
    const proof = async () => strength((await shown(scene))?.discovery.evidence ?? [], clock());
    assert.equal(await proof(), 2);
    clock.advance(dayMs);
    publish(host, "https://evil.example.net/mcp");
    await crawl();
    const events = await store.history({ limit: 10 });
    assert.ok(events.some(({ event }) => event === "identity"));
    assert.equal(await proof(), 1, "the badge is off");
    clock.advance(8 * dayMs);
    await crawl();
    assert.equal(await proof(), 2, "until it has settled");
  },
  async "http-vanish"(scene) {
    const { host, clock, crawl, behaviour } = scene;
    publish(host);
    const states: (string | undefined)[] = [];
    for (const step of behaviour.sequence ?? []) {
      if (step === "404") host.get(wellKnown, { status: 404 });
      await crawl();
      states.push((await shown(scene))?.status);
      clock.advance(1.6 * dayMs);
    }
    assert.deepEqual(states, ["active", "active", "active", "deleted"]);
    const entry = await shown(scene);
    assert.match(entry?.statusMessage ?? "", /since 2026-03-0\d/);
  },
  async "http-robots-allow-wk"({ host, crawl, behaviour }) {
    publish(host).robots(behaviour.robots ?? "");
    const event = (await crawl()).of(host.name);
    assert.equal(event?.outcome, "found");
    assert.deepEqual(web.paths(host.name), [wellKnown], "the card stands where nobody may look");
  },
  async "http-robots-404"({ host, crawl, behaviour }) {
    publish(host).get("/robots.txt", { status: behaviour.robots_status ?? 0 });
    assert.equal((await crawl()).of(host.name)?.cards, 1);
  },
  async "http-robots-429"({ host, clock, crawl, behaviour }) {
    publish(host).get("/robots.txt", { status: behaviour.robots_status ?? 0 });
    assert.equal((await crawl()).of(host.name)?.outcome, "failed");
    assert.deepEqual(web.paths(host.name), []);
    assert.equal((await crawl()).of(host.name)?.outcome, "skipped");
    host.robots("");
    clock.advance(2 * 60_000);
    assert.equal((await crawl()).of(host.name)?.cards, 1, "a passing word is no verdict");
  },
};

test("every behaviour that no single exchange can meet has its scene", { skip }, () => {
  const over = behaviours().filter(({ behaviour: { sequence, by_user_agent, robots, robots_status } }) =>
    [sequence, by_user_agent, robots, robots_status].some((part) => part !== undefined),
  );
  assert.deepEqual(over.map(({ id }) => id).sort(), Object.keys(scenes).sort());
});

for (const { id, behaviour } of behaviours()) {
  const scene = scenes[id];
  if (scene === undefined) continue;
  test(`${id} ends as it should over time`, async () => {
    const clock = createClock();
    const store = await openStore(":memory:", { now: clock });
    const host = web.host(`${id}.example.com`);
    web.forget();
    const crawl = () => crawlAll(web, [host.name], { frontier: store.frontier, now: clock, random: () => 0.5 });
    try {
      await scene({ host, store, clock, behaviour, crawl });
    } finally {
      await store.close();
    }
  });
}
