// Answers kept between commits: made once, never older than the last commit, and bounded in memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { apiAnswer } from "../registry/routes/answer.ts";
import { createAnswers, keptMaxBytes } from "../registry/routes/kept-answers.ts";
import { discoveryKey } from "../src/namespace.ts";
import { openRegistry } from "./support/registry.ts";
import { createClock, provedClaim } from "./support/visits.ts";

const host = "example.com";

test("a visit that changed no word is seen at once in the dates of an answer", async (t) => {
  const registry = await openRegistry(t);
  const visit = () => registry.crawl(host, provedClaim(host, "com.example/a", "1.0.0", { at: registry.clock() }));
  const checkedAt = async () =>
    (await registry.json("/v0.1/servers")).servers[0]?._meta[discoveryKey()]?.["lastCheckedAt"];
  await visit();
  const first = await checkedAt();
  registry.clock.advance(1_000);
  assert.equal(await checkedAt(), first);
  await visit();
  assert.equal(await checkedAt(), registry.clock().toISOString());
});

/** An application of one route that counts how often its answers are made. */
function countingApp() {
  const state = { made: 0, revision: 1, size: 10 };
  const clock = createClock();
  const answers = createAnswers(
    { revision: async () => state.revision, atOnce: { revision: () => state.revision } },
    clock,
  );
  const app = new Hono();
  app.get("/*", (c) =>
    answers(c, apiAnswer, async () => {
      state.made += 1;
      if (c.req.path === "/bad") throw new Error("not made");
      return "x".repeat(state.size);
    }),
  );
  app.onError((_, c) => c.text("trouble", 500));
  return { state, clock, ask: (path: string, headers = {}) => app.request(path, { headers }) };
}

test("an answer is made once for its path and query, until a commit or a minute passes", async () => {
  const { state, clock, ask } = countingApp();
  const tag = (await ask("/a?q=1")).headers.get("etag") ?? "";
  assert.equal((await ask("/a?q=1", { "if-none-match": tag })).status, 304);
  assert.equal((await ask("/a?q=1", { host: "other.example.com" })).status, 200);
  assert.equal(state.made, 1);
  await ask("/a?q=2");
  assert.equal(state.made, 2);
  state.revision += 1;
  await ask("/a?q=1");
  assert.equal(state.made, 3);
  clock.advance(60_000);
  await ask("/a?q=1");
  assert.equal(state.made, 4);
});

test("what could not be made is tried again", async () => {
  const { state, ask } = countingApp();
  assert.deepEqual([(await ask("/bad")).status, (await ask("/bad")).status, state.made], [500, 500, 2]);
});

test("answers beyond the bound push out the oldest, and one that is too large is not kept", async () => {
  const { state, ask } = countingApp();
  state.size = keptMaxBytes / 4;
  for (const n of [1, 2, 3, 4]) await ask(`/${n}`);
  await ask("/4");
  assert.equal(state.made, 4);
  await ask("/1");
  assert.equal(state.made, 5, "the first was pushed out by the fourth");
  state.size = keptMaxBytes;
  await ask("/large");
  await ask("/large");
  assert.equal(state.made, 7);
});
