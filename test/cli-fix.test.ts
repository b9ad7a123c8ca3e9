// Proves what `validate --fix` does to files: what it writes, what it leaves, and what it says.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createCommandLine } from "./support/host.ts";

const flipped = `{
  "$schema": "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  "name": "example.com/weather",
  "version": "1.0.0",
  "description": "Weather forecasts",
  "websiteUrl": "https://example.com/"
}
`;
const mended = flipped.replace("example.com/weather", "com.example/weather");

test("--fix writes the mended file in place, keeps its mode, and leaves nothing else behind", async (t) => {
  const cli = createCommandLine(t, { files: { "card.json": flipped, "other.json": mended } });
  const path = join(cli.folder, "card.json");
  const untouched = statSync(join(cli.folder, "other.json")).mtimeMs;
  chmodSync(path, 0o640);
  const { code, stdout, stderr } = await cli.run(["validate", "--fix", "."]);
  assert.equal(code, 0, stdout);
  assert.equal(readFileSync(path, "utf8"), mended);
  assert.equal(statSync(path).mode & 0o777, 0o640);
  assert.equal(stderr, "fixed 1 finding in card.json: card/name-flipped\n");
  assert.match(stdout, /2 documents valid/);
  assert.deepEqual(readdirSync(cli.folder).sort(), ["card.json", "other.json"]);
  assert.equal(statSync(join(cli.folder, "other.json")).mtimeMs, untouched);
  const again = await cli.run(["validate", "--fix", "."]);
  assert.deepEqual([again.code, again.stderr], [0, ""]);
});

test("--quiet says nothing of what was fixed", async (t) => {
  const cli = createCommandLine(t, { files: { "card.json": flipped } });
  assert.deepEqual(await cli.run(["validate", "--fix", "--quiet", "card.json"]), { code: 0, stdout: "", stderr: "" });
  assert.equal(readFileSync(join(cli.folder, "card.json"), "utf8"), mended);
});

test("the exit code tells what remains, and other formats tell it on stdout", async (t) => {
  const cli = createCommandLine(t, { files: { "card.json": flipped.replace('"1.0.0"', '"^1.0.0"') } });
  const { code, stdout } = await cli.run(["validate", "--fix", "--format", "json", "card.json"]);
  assert.equal(code, 1);
  const [report] = JSON.parse(stdout).reports;
  const codes = report.diagnostics.map((each: { code: string }) => each.code);
  assert.deepEqual(codes.sort(), ["card/remotes-none", "card/version-range", "card/version-semver"]);
});

test("--dry-run writes no file, and git applies what it prints", async (t) => {
  const cli = createCommandLine(t, { files: { "cards/card.json": flipped.replaceAll("\n", "\r\n") } });
  const { code, stdout, stderr } = await cli.run(["validate", "--fix", "--dry-run", "cards"]);
  assert.equal(code, 0, stderr);
  const path = join(cli.folder, "cards/card.json");
  assert.equal(readFileSync(path, "utf8"), flipped.replaceAll("\n", "\r\n"));
  assert.match(stderr, /^would fix 1 finding in cards\/card\.json: card\/name-flipped\n/);
  const git = spawnSync("git", ["apply", "-"], { cwd: cli.folder, input: stdout, encoding: "utf8" });
  assert.equal(git.status, 0, git.stderr);
  assert.equal(readFileSync(path, "utf8"), mended.replaceAll("\n", "\r\n"));
});

test("a diff shows no credential and no character that could move the cursor", async (t) => {
  const secret = `ghp_${"a1B2".repeat(9)}`;
  const remote = `"remotes": [{ "type": "sse", "url": "https://example.com/mcp", "headers": [{ "name": "Authorization", "isSecret": true, "value": "Bearer ${secret}" }] }]`;
  const text = flipped
    .replace('"Weather forecasts"', '"Weather\u009b2J \u202eforecasts"')
    .replace('"websiteUrl"', `${remote},\n  "websiteUrl"`);
  const cli = createCommandLine(t, { files: { "card.json": text } });
  const { stdout } = await cli.run(["validate", "--fix", "--dry-run", "card.json"]);
  assert.match(stdout, /\+ {2}"name": "com\.example\/weather"/);
  assert.ok(!stdout.includes(secret.slice(8)) && !stdout.includes("\u009b") && !stdout.includes("\u202e"), stdout);
  assert.match(stdout, /\\u\{9b\}2J \\u\{202e\}/);
});

test("standard input comes out mended on stdout, or as it was; the verdict goes to stderr", async (t) => {
  const cli = createCommandLine(t);
  const one = await cli.run(["validate", "--fix", "-"], { stdin: flipped });
  assert.deepEqual([one.code, one.stdout], [0, mended]);
  assert.match(one.stderr, /standard input · Server Card v1 · valid/);
  assert.equal((await cli.run(["validate", "--fix", "-"], { stdin: mended })).stdout, mended);
  const broken = await cli.run(["validate", "--fix", "-"], { stdin: "{ broken" });
  assert.deepEqual([broken.code, broken.stdout], [1, "{ broken"]);
  const bytes = await cli.run(["validate", "--fix", "-"], { stdin: Uint8Array.of(0x22, 0xff, 0x22) });
  assert.deepEqual([bytes.code, bytes.stdout], [1, ""]);
  const marked = await cli.run(["validate", "--fix", "--dry-run", "-"], { stdin: `\ufeff${mended}` });
  assert.match(
    marked.stdout,
    /^--- a\/standard-input\n\+\+\+ b\/standard-input\n@@ -1,4 \+1,4 @@\n-\\u\{feff\}\{\n\+\{\n/,
  );
});

test("a link, a file of several names and a file that may not be written stay as they are, and the exit code says so", async (t) => {
  const cli = createCommandLine(t, { files: { "real.json": flipped, "twin.json": flipped, "locked.json": flipped } });
  const at = (name: string): string => join(cli.folder, name);
  symlinkSync("real.json", at("link.json"));
  linkSync(at("twin.json"), at("twin-too.json"));
  const link = await cli.run(["validate", "--fix", "link.json"]);
  assert.equal(link.code, 3);
  assert.equal(link.stderr, "not fixed link.json: it is a symbolic link: name the file that it leads to\n");
  assert.match(link.stdout, /1 fixable with --fix/);
  assert.ok(lstatSync(at("link.json")).isSymbolicLink());
  assert.equal((await cli.run(["validate", "--fix", "twin.json"])).code, 3);
  for (const name of ["real.json", "twin.json", "twin-too.json"]) assert.equal(readFileSync(at(name), "utf8"), flipped);
  if (process.getuid?.() === 0) return; // Nothing is locked for root.
  chmodSync(at("locked.json"), 0o444);
  assert.equal((await cli.run(["validate", "--fix", "locked.json"])).code, 3);
  assert.equal(readFileSync(at("locked.json"), "utf8"), flipped);
});

test("what cannot be asked for together is said", async (t) => {
  const cli = createCommandLine(t, { files: { "card.json": flipped } });
  for (const [args, words] of [
    [["--dry-run", "card.json"], /give both/],
    [["--fix", "https://example.com/card"], /save the document first/],
    [["--fix", "--format", "json", "-"], /--output-file json=PATH/],
    [["--fix", "--dry-run", "--format", "sarif", "card.json"], /--output-file sarif=PATH/],
  ] as const) {
    const { code, stderr } = await cli.run(["validate", ...args]);
    assert.equal(code, 2);
    assert.match(stderr, words);
  }
  writeFileSync(join(cli.folder, "report-of.json"), flipped);
  const both = await cli.run(["validate", "--fix", "-", "--output-file", "json=report"], { stdin: flipped });
  assert.deepEqual([both.code, both.stdout], [0, mended]);
  assert.equal(JSON.parse(readFileSync(join(cli.folder, "report"), "utf8")).summary.valid, 1);
});

test("--fix mends a file whose name is as long as a name may be", async (t) => {
  const name = `${"a".repeat(240)}.json`;
  const cli = createCommandLine(t, { files: { [name]: flipped } });
  assert.equal((await cli.run(["validate", "--fix", name])).code, 0);
  assert.equal(readFileSync(join(cli.folder, name), "utf8"), mended);
  assert.deepEqual(readdirSync(cli.folder), [name]);
});

test("--fix says where it stops, because too many of a document's fixes cannot be made", async (t) => {
  const remote = (index: number): object => ({ type: "streamable-http", url: `https://h${index}.example.com/{b}` });
  const crowd = Object.fromEntries(Array.from({ length: 9_700 }, (_, index) => [`m${index}`, index]));
  const card = {
    ...JSON.parse(mended),
    remotes: Array.from({ length: 100 }, (_, index) => remote(index)),
    _meta: { "com.example/m": crowd },
  };
  const cli = createCommandLine(t, { files: { "card.json": JSON.stringify(card) } });
  const { code, stderr } = await cli.run(["validate", "--fix", "card.json"]);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^stopped fixing card\.json: too many of its fixes cannot be made; correct some of what is left by hand\n/,
  );
});
