// What history, diff and store print for programs, held against their schemas; and what a real crawl leaves for them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { sampleNow, writeSampleStore } from "./support/sample-store.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { cardOf, entryOf, openWeb } from "./support/web.ts";

const env = { MCP_DISCOVER_STORE: "s.db" };

test("the JSON of history, diff and store satisfies its schemas", async (t) => {
  const line = createCommandLine(t, { env, now: () => sampleNow });
  await writeSampleStore(join(line.folder, "s.db"));
  const json = async (...argv: string[]): Promise<string> => {
    const { code, stdout, stderr } = await line.run(argv);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const events = (await json("history", "--format", "ndjson")).trim().split("\n");
  const told = events.map((text) => JSON.parse(text));
  for (const event of told) assertMatchesSchema("history", event);
  assert.deepEqual([...new Set(told.map(({ event }) => event))].sort(), [
    "changed",
    "gone",
    "identity",
    "latest",
    "new",
  ]);
  assertMatchesSchema("diff", JSON.parse(await json("diff", "com.example/weather", "--format", "json")));
  assertMatchesSchema(
    "diff",
    JSON.parse(await json("diff", "com.example/weather", "1.5.0", "1.5.0", "--format", "json")),
  );
  assertMatchesSchema("store-status", JSON.parse(await json("store", "status", "--format", "json")));
  assertMatchesSchema("store-compact", JSON.parse(await json("store", "compact", "--keep", "1d", "--format", "json")));
});

test("diff takes the beginning of a hash, and says that a remote URL changed and on which day in its first line", async (t) => {
  const line = createCommandLine(t, { env, now: () => sampleNow });
  await writeSampleStore(join(line.folder, "s.db"));
  const { stdout } = await line.run(["history", "com.example/weather", "--format", "ndjson"]);
  const { hashBefore = "", hashAfter = "" } = JSON.parse(stdout.split("\n")[1] ?? "{}");
  const diff = await line.run(["diff", "com.example/weather", hashBefore.slice(0, 8), hashAfter.slice(0, 8)]);
  assert.match(diff.stdout, /^com\.example\/weather 1\.4\.0: the remote URL changed on 3 November 2026\n/);
  assert.match(diff.stdout, /^- +"url": "https:\/\/example\.com\/mcp"\n\+ +"url": "https:\/\/mcp\.example\.com\/v2"$/m);
});

test("a crawl is noted with its counts, and what it changed is told, credentials masked", async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const line = createCommandLine(t, { env });
  const token = "ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";
  const publish = (url: string, header: Readonly<Record<string, unknown>> = {}) =>
    web.host("one.example.com").catalog([
      entryOf(
        "x",
        cardOf("com.example.one/x", {
          remotes: [{ type: "streamable-http", url, headers: [{ name: "Authorization", isSecret: true, ...header }] }],
        }),
      ),
    ]);
  publish("https://one.example.com/a");
  const crawl = ["crawl", "one.example.com", "--format", "json", "--delay", "0", ...playedBy(web, line)];
  assert.equal((await line.run(crawl)).code, 0);
  publish("https://one.example.com/b");
  assert.equal((await line.run(crawl)).code, 0);
  const { stdout } = await line.run(["history", "com.example.one/x", "--format", "ndjson"]);
  const changes = stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.deepEqual(changes.at(-1).changes, [
    { pointer: "/remotes/0/url", from: "https://one.example.com/a", to: "https://one.example.com/b" },
  ]);
  publish("https://one.example.com/b", { value: `Bearer ${token}` });
  assert.equal((await line.run(crawl)).code, 0);
  publish("https://one.example.com/c");
  assert.equal((await line.run(crawl)).code, 0);
  for (const argv of [["history"], ["history", "--format", "ndjson"], ["diff", "com.example.one/x"]]) {
    assert.doesNotMatch((await line.run(argv)).stdout, /AbCdEfGh/);
  }
  const status = JSON.parse((await line.run(["store", "status", "--format", "json"])).stdout);
  assert.equal(status.runs.length, 4);
  assert.deepEqual([status.runs[3].complete, status.runs[3].counts.new], [true, 1]);
  assertMatchesSchema("store-status", status);
});

test("without a store nothing is known, and an unknown name is said", async (t) => {
  const line = createCommandLine(t, { env, now: () => sampleNow });
  for (const argv of [["history"], ["diff", "a/b"], ["store", "status"], ["store", "compact", "--store", "x/s.db"]]) {
    const { code, stderr } = await line.run(argv);
    assert.equal(code, 3, argv.join(" "));
    assert.match(stderr, /^error: /);
  }
  await writeSampleStore(join(line.folder, "s.db"));
  assert.equal((await line.run(["diff", "com.example/none"])).code, 3);
  assert.equal((await line.run(["diff", "com.example/weather", "a", "b", "c"])).code, 2);
  assert.equal((await line.run(["store"])).code, 2);
  assert.equal((await line.run(["history", "a", "b"])).code, 2);
});
