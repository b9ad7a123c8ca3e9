// Forgetting a host from the command line: what is printed, and that no crawl asks it for anything again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { cardOf, entryOf, openWeb } from "./support/web.ts";

test("a forgotten host is asked for nothing by any crawl, its words leave the file, and all that can be undone", async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const words = { description: "Zebra crossings of the world" };
  web
    .host("shy.example.com")
    .catalog([entryOf("z", "https://shy.example.com/z")])
    .card("/z", cardOf("com.example.shy/z", words));
  web.host("lists.example.org").catalog([entryOf("z", "https://shy.example.com/z")]);
  const line = createCommandLine(t, { env: { MCP_DISCOVER_STORE: "s.db" } });
  const run = async (...argv: string[]): Promise<string> => {
    const { stdout } = await line.run(argv);
    return stdout;
  };
  const crawl = (...hosts: string[]) =>
    run("crawl", ...hosts, ...playedBy(web, line), "--delay", "0", "--format", "ndjson");
  const json = async (...argv: string[]): Promise<unknown> => {
    const printed: unknown = JSON.parse(await run("forget", ...argv, "--format", "json"));
    assertMatchesSchema("forget", printed);
    return printed;
  };

  await crawl("shy.example.com", "lists.example.org");
  assert.deepEqual(await json("shy.example.com", "--reason", "asked by mail"), {
    schemaVersion: 1,
    host: "shy.example.com",
    gone: 1,
  });
  web.forget();
  const printed = (await crawl("shy.example.com", "lists.example.org"))
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.deepEqual(
    web.seen.filter(({ host }) => host === "shy.example.com"),
    [],
  );
  const shy = printed.find(({ host }) => host === "shy.example.com");
  assert.deepEqual([shy.outcome, shy.refusal], ["skipped", { reason: "forgotten" }]);
  for (const event of printed) assertMatchesSchema("crawl-event", event);
  await run("store", "compact");
  for (const file of ["s.db"]) assert.doesNotMatch(readFileSync(join(line.folder, file), "latin1"), /Zebra crossings/);
  const list = (await json()) as { forgotten: { host: string; reason: string }[] };
  assert.deepEqual(
    list.forgotten.map(({ host, reason }) => [host, reason]),
    [["shy.example.com", "asked by mail"]],
  );

  assert.deepEqual(await json("shy.example.com", "--undo"), {
    schemaVersion: 1,
    host: "shy.example.com",
    undone: true,
  });
  await crawl("shy.example.com");
  assert.deepEqual(web.paths("shy.example.com"), ["/.well-known/ai-catalog.json", "/z"]);
});
