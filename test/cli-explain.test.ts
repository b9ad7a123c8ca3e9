// `explain` and `rules`: every code that can be printed is explained, and the words are safe and whole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { allCodes } from "../src/validate/code-table.ts";
import { createCommandLine } from "./support/host.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { cardOf } from "./support/web.ts";

test("every code is explained: its name and severity first, how to turn it off last, and nothing unprintable", async (t) => {
  const line = createCommandLine(t);
  for (const code of allCodes) {
    const { code: exit, stdout } = await line.run(["explain", code], { columns: 80, env: { NO_COLOR: "1" } });
    assert.equal(exit, 0, code);
    assert.match(stdout, new RegExp(`^${code} · (?:error|warning|note)(?: · |\n).+\n(?:.+\n)?\n  .+`), code);
    assert.match(
      stdout,
      /\n(?:Turn it off: mcp-discover (?:validate|check example\.com) --off \S+|It cannot be turned off: .+)\n$/,
      code,
    );
    assert.doesNotMatch(stdout, /[^\x20-\x7e\n·]/, code);
    const long = stdout.split("\n").filter((each) => each.length > 80 && !/https:\/\/|^ {4}|^ {2}>/.test(each));
    assert.deepEqual(long, [], code);
  }
});

test("a code is found whatever its letters' case, and the one that was meant is named", async (t) => {
  const line = createCommandLine(t);
  assert.equal((await line.run(["explain", "Card/Version-Range"])).code, 0);
  const { code, stderr } = await line.run(["explain", "card/version-rnage"]);
  assert.equal(code, 2);
  assert.match(stderr, /did you mean card\/version-range\?/);
  assert.equal((await line.run(["explain"])).code, 2);
});

test("the first error of a run is the one that its last line offers to explain", async (t) => {
  const card = cardOf("com.example/weather", { websiteUrl: "http://example.com/", version: "^1.2.0" });
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(card, null, 2) } });
  const { stdout } = await line.run(["validate", "card.json"]);
  const offered = /Why: mcp-discover (explain \S+)\n$/.exec(stdout)?.[1]?.split(" ") ?? [];
  assert.deepEqual(offered, ["explain", "card/version-range"]);
  assert.equal((await line.run(offered)).code, 0);
  const narrow = await line.run(["validate", "card.json"], { columns: 50 });
  assert.match(narrow.stdout, /\nWhy: mcp-discover explain card\/version-range\n$/);
  assert.doesNotMatch((await line.run(["validate", "card.json", "--quiet"])).stdout, /Why:/);
});

test("rules lists every code once, as text on one line each and as JSON that its schema allows", async (t) => {
  const line = createCommandLine(t);
  const text = (await line.run(["rules"])).stdout;
  const listed = [...text.matchAll(/^ {2}(?:error|warning|note) +(\S+) {2,}\S/gm)].map(([, code]) => code);
  assert.deepEqual([...listed].sort(), [...allCodes].sort());
  assert.match(text, new RegExp(`\n${allCodes.length} codes\\. `));
  const narrow = (await line.run(["rules"], { columns: 80, env: { NO_COLOR: "1" } })).stdout;
  assert.deepEqual(
    narrow.split("\n").filter((each) => each.length > 80),
    [],
  );
  const json = JSON.parse((await line.run(["rules", "--format", "json"])).stdout);
  assertMatchesSchema("rules", json);
  assert.deepEqual(
    json.rules.map(({ code }: { code: string }) => code),
    allCodes,
  );
});
