// What reaches stdout and stderr: never a stranger's control character, always JSON that its schema allows.

import assert from "node:assert/strict";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { toJson } from "../cli/format/json.ts";
import { createCommandLine } from "./support/host.ts";
import { hostileBodies } from "./support/hostile.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { skipWithout } from "./support/shared-data.ts";
import { cardOf } from "./support/web.ts";

/** Controls but the line feed, separators, bidi controls, zero-width characters that join nothing here, tags, lone surrogates. */
const forbidden =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u;

const nasty = "\u001b[2J\u001b]0;owned\u0007\r\nerror\b\u009b31m\u202e\u2066\u200b\ufeff\u2028\u{e0041}\u007f";

const hostile = {
  ...cardOf(nasty),
  version: nasty,
  title: nasty.repeat(20),
  [nasty]: 1,
  remotes: [{ type: nasty, url: `https://${nasty}`, headers: [{ name: nasty, value: nasty }] }],
};

test("hostile text in a card reaches neither stdout nor stderr, in any format", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(hostile), "raw.json": `{"a": ${nasty}` } });
  for (const argv of [
    ["validate", "card.json"],
    ["validate", "card.json", "--admission"],
    ["validate", "card.json", "--format", "json"],
    ["validate", "raw.json"],
    ["validate", "raw.json", "--format", "json"],
    ["publish", "card.json", "--out", "public"],
    ["validate", `${nasty}.json`],
    ["validate", "--format", nasty, "card.json"],
    ["discover", nasty],
    [nasty],
    [`--${nasty}`],
  ]) {
    const { stdout, stderr } = await line.run(argv);
    assert.doesNotMatch(stdout, forbidden, `stdout of ${JSON.stringify(argv)}`);
    assert.doesNotMatch(stderr, forbidden, `stderr of ${JSON.stringify(argv)}`);
  }
});

test("every hostile document is printed safely, as text and as JSON that its schema allows", {
  skip: skipWithout("hostile-documents.jsonl"),
}, async (t) => {
  const line = createCommandLine(t);
  for (const { id, bytes } of hostileBodies()) {
    const text = await line.run(["validate", "-", "--admission"], { stdin: bytes });
    assert.doesNotMatch(text.stdout, forbidden, id);
    assert.ok(text.code === 0 || text.code === 1, id);
    const json = await line.run(["validate", "-", "--admission", "--format", "json"], { stdin: bytes });
    assert.doesNotMatch(json.stdout, forbidden, id);
    assertMatchesSchema("validate", JSON.parse(json.stdout), id);
    assert.equal(json.code, text.code, id);
  }
});

test("JSON reads back as what was written, holds nothing forbidden, and is no command to a CI log", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const text = toJson(value);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.doesNotMatch(text, forbidden);
    }),
  );
  assert.equal(toJson("##[error]"), '"#\\u0023[error]"');
});

test("several outputs come from one run, each in its own format", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(cardOf("com.example/weather")) } });
  const argv = ["validate", "card.json", "--output-file", "json=report.json", "--output-file", "text=report.txt"];
  assert.equal((await line.run(argv)).stdout, "card.json · Server Card v1 · valid\n");
  assertMatchesSchema("validate", JSON.parse(readFileSync(join(line.folder, "report.json"), "utf8")));
  assert.equal(readFileSync(join(line.folder, "report.txt"), "utf8"), "card.json · Server Card v1 · valid\n");
});

test("an output file takes the place of what was there, whole, and never that of a judged document or behind a link", async (t) => {
  const card = JSON.stringify(cardOf("com.example/weather"));
  const line = createCommandLine(t, { files: { "card.json": card, "target.txt": "mine" } });
  const read = (name: string): string => readFileSync(join(line.folder, name), "utf8");
  const { code, stderr } = await line.run(["validate", "./card.json", "--output-file", "json=card.json"]);
  assert.deepEqual([code, read("card.json")], [2, card]);
  assert.match(stderr, /^error: --output-file: "card\.json" is a document that is to be judged\n/);
  symlinkSync("target.txt", join(line.folder, "report.json"));
  assert.equal((await line.run(["validate", "card.json", "--output-file", "json=report.json"])).code, 0);
  assert.equal(read("target.txt"), "mine");
  assertMatchesSchema("validate", JSON.parse(read("report.json")));
  const lost = await line.run(["validate", "card.json", "--output-file", "json=absent/report.json"]);
  assert.deepEqual(lost, {
    code: 3,
    stdout: "",
    stderr: 'error: --output-file: "absent/report.json" cannot be written: no such file\n',
  });
});

test("of a client's configuration no line is shown, because keys may hide anywhere in it", async (t) => {
  const server = { command: "npx", env: { API_KEY: "hunter2secret" }, headers: { "X-Key": "hunter2secret" } };
  const line = createCommandLine(t, { files: { "mcp.json": JSON.stringify({ mcpServers: { x: server } }) } });
  const { code, stdout, stderr } = await line.run(["validate", "mcp.json"]);
  assert.equal(code, 1);
  assert.match(stdout, /document\/client-config-headers[\s\S]* at \/mcpServers\/x\/headers\n/);
  assert.doesNotMatch(stdout + stderr, /hunter2/);
});

test("a thousand valid cards print one line", async (t) => {
  const card = JSON.stringify(cardOf("com.example/weather"));
  const files = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`cards/${index}.json`, card]));
  assert.equal((await createCommandLine(t, { files }).run(["validate", "cards"])).stdout, "1,000 documents valid\n");
});

test("a file that is larger than any document is not read to its end", async (t) => {
  const line = createCommandLine(t, { files: { "large.json": `"${"x".repeat(6_000_000)}"` } });
  const { code, stdout } = await line.run(["validate", "large.json"]);
  assert.equal(code, 1);
  assert.match(stdout, /large/);
});

test("a file that does not say its size, and a name with glob characters are read", async (t) => {
  const line = createCommandLine(t, { files: { "card[1].json": JSON.stringify(cardOf("com.example/weather")) } });
  assert.equal((await line.run(["validate", "card[1].json"])).stdout, "card[1].json · Server Card v1 · valid\n");
  if (!existsSync("/proc/version")) return;
  assert.match((await line.run(["validate", "/proc/version"])).stdout, /json\/syntax/);
});
