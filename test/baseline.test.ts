// The baseline: what is known is hidden, what is new is told, and lines may move.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type CommandLine, createCommandLine } from "./support/host.ts";
import { assertMatchesSchema } from "./support/schemas.ts";

const schema = '"$schema": "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json"';
const remotes = '"remotes": [{ "type": "streamable-http", "url": "https://mcp.example.com/weather" }]';
const ranged = `{ ${schema}, "name": "com.example/weather", "version": "^1.0.0", "description": "Weather", ${remotes} }`;
const name = "mcp-discover.baseline.json";

function start(t: TestContext, files: Record<string, string> = {}): CommandLine {
  return createCommandLine(t, { files: { "cards/a.json": ranged, ...files } });
}

function baseline(line: CommandLine): string {
  return readFileSync(join(line.folder, name), "utf8");
}

async function json(
  line: CommandLine,
  ...argv: string[]
): Promise<{ readonly summary: Record<string, { readonly gone: unknown } | number> }> {
  const { stdout } = await line.run(["validate", "--format", "json", ...argv]);
  const answer = JSON.parse(stdout);
  assertMatchesSchema("validate", answer);
  return answer;
}

test("written, it hides what was found, and the run is clean", async (t) => {
  const line = start(t);
  assert.equal((await line.run(["validate", "cards"])).code, 1);
  const written = await line.run(["validate", "cards", "--baseline", "write"]);
  assert.equal(written.code, 0);
  assert.match(written.stderr, /^wrote mcp-discover\.baseline\.json: \d known finding/);
  assertMatchesSchema("baseline", JSON.parse(baseline(line)));
  const after = await line.run(["validate", "cards", "--baseline", name]);
  assert.equal(after.code, 0);
  assert.match(after.stdout, /known findings? hidden by the baseline/);
  const { summary } = await json(line, "cards", "--baseline", name);
  assert.deepEqual(summary["baseline"], { hidden: 2, gone: [] });
});

test("it holds when lines move and members change their order", async (t) => {
  const line = start(t);
  await line.run(["validate", "cards", "--baseline", "write"]);
  const { $schema, ...rest } = JSON.parse(ranged);
  const moved = JSON.stringify({ ...Object.fromEntries(Object.entries(rest).reverse()), $schema }, null, 8);
  writeFileSync(join(line.folder, "cards/a.json"), `\n\n\n${moved}`);
  const { code, stdout } = await line.run(["validate", "cards", "--baseline", name]);
  assert.equal(code, 0, stdout);
  assert.doesNotMatch(stdout, /gone/);
});

test("a second finding of one kind at one place is new", async (t) => {
  const tagged = (tags: readonly string[]): string =>
    `{ "specVersion": "1.0", "entries": [${tags.map((tag) => `{ "identifier": "x", "type": "${tag}" }`).join()}] }`;
  const line = start(t, { "cards/a.json": tagged(["a/b"]) });
  await line.run(["validate", "cards", "--baseline", "write"]);
  assert.equal((await line.run(["validate", "cards", "--baseline", name])).code, 0);
  writeFileSync(join(line.folder, "cards/a.json"), tagged(["a/b", "a/b"]));
  assert.equal((await line.run(["validate", "cards", "--baseline", name])).code, 1);
});

test("what was mended or deleted is told as gone, in text and JSON, and fails nothing", async (t) => {
  const line = start(t, { "cards/b.json": ranged });
  await line.run(["validate", "cards", "--baseline", "write"]);
  writeFileSync(join(line.folder, "cards/a.json"), ranged.replace("^1.0.0", "1.0.0"));
  rmSync(join(line.folder, "cards/b.json"));
  const { code, stdout } = await line.run(["validate", "cards", "--baseline", name]);
  assert.equal(code, 0);
  assert.match(stdout, /4 known findings gone/);
  const { summary } = await json(line, "cards", "--baseline", name);
  assert.deepEqual(summary["baseline"], {
    hidden: 0,
    gone: ["a", "b"].flatMap((file) =>
      ["card/version-range", "card/version-semver"].map((code) => {
        return { file: `cards/${file}.json`, code, pointer: "/version", count: 1 };
      }),
    ),
  });
});

test("it is the same text whatever the order of the inputs, and from any folder", async (t) => {
  const line = start(t, { "cards/b.json": ranged, "cards/Z.json": ranged });
  await line.run(["validate", "cards", "--baseline", "write"]);
  const first = baseline(line);
  await line.run([
    "validate",
    join(line.folder, "cards/b.json"),
    "cards/Z.json",
    "./cards/a.json",
    "--baseline",
    "write",
  ]);
  assert.equal(baseline(line), first);
  mkdirSync(join(line.folder, "elsewhere"));
  const { code } = await line.run(["validate", "elsewhere/../cards", "--baseline", `./cards/../${name}`]);
  assert.equal(code, 0);
});

test("writing it for one document keeps what is known of the others", async (t) => {
  const line = start(t, { "cards/b.json": ranged });
  await line.run(["validate", "cards", "--baseline", "write"]);
  const first = baseline(line);
  await line.run(["validate", "cards/a.json", "--baseline", "write"]);
  assert.equal(baseline(line), first);
  const one = await line.run(["validate", "cards/a.json", "--baseline", name]);
  assert.doesNotMatch(one.stdout, /gone/);
});

test("a document that cannot be read is never known", async (t) => {
  const line = start(t, { "cards/broken.json": "{ ," });
  const { code, stdout } = await line.run(["validate", "cards", "--baseline", "write"]);
  assert.equal(code, 1);
  assert.match(stdout, /json\/syntax/);
  assert.doesNotMatch(baseline(line), /json\//);
});

test("a configured baseline shows nothing of the file that it names", async (t) => {
  const line = start(t, {
    "secret.txt": "s3cr3t-token-abcdef",
    "mcp-discover.config.json": '{"baseline": "secret.txt"}',
  });
  const { code, stderr } = await line.run(["validate", "cards"]);
  assert.equal(code, 2);
  assert.match(stderr, /^error: secret\.txt:1:1: something else stands where a value was expected\n/);
});

test("a file that is no baseline is said to be none", async (t) => {
  const line = start(t, { "broken.json": "{", "other.json": "{}" });
  for (const [file, words] of [
    ["absent.json", /absent\.json: no such file/],
    ["broken.json", /broken\.json:1:2: /],
    ["other.json", /other\.json: it is no baseline: make one with --baseline write/],
    ["cards", /cards: it is no file/],
  ] as const) {
    const { code, stderr } = await line.run(["validate", "cards", "--baseline", file]);
    assert.equal(code, 2);
    assert.match(stderr, words);
  }
});

test("a run that is broken off leaves the baseline as it was", async (t) => {
  const line = start(t);
  await line.run(["validate", "cards", "--baseline", "write"]);
  const first = baseline(line);
  const { code } = await line.run(["validate", "cards", "--baseline", "write"], { signal: AbortSignal.abort() });
  assert.equal(code, 4);
  assert.equal(baseline(line), first);
});

test("what was not looked for is not said to be gone", async (t) => {
  const inner = ranged.replace("Weather", "Weather of \\u202e the day");
  const line = start(t, { "cards/a.json": inner });
  await line.run(["validate", "cards", "--admission", "--baseline", "write"]);
  const first = baseline(line);
  assert.match(first, /admission\//);
  assert.doesNotMatch((await line.run(["validate", "cards", "--baseline", name])).stdout, /gone/);
  await line.run(["validate", "cards", "--baseline", "write"]);
  assert.equal(baseline(line), first);
  writeFileSync(join(line.folder, "cards/a.json"), inner.replace("streamable-http", "http"));
  const { code, stdout } = await line.run(["validate", "cards", "--admission", "--baseline", name]);
  assert.equal(code, 1);
  assert.doesNotMatch(stdout, /gone/);
});
