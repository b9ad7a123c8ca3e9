// mcp-discover.config.json: what it may say, where it is looked for, and what beats it.

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { configMembers } from "../cli/config-file.ts";
import { type CommandLine, createCommandLine } from "./support/host.ts";
import { readSchema, schemaValidator } from "./support/schemas.ts";

const name = "mcp-discover.config.json";
const card = JSON.stringify({
  $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  name: "com.example/weather",
  version: "^1.0.0",
  description: "Weather",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
});

function start(t: TestContext, files: Record<string, string> = {}): CommandLine {
  return createCommandLine(t, { files: { "card.json": card, ...files } });
}

test("the file in the current folder counts, and the environment and the command line beat it, in that order", async (t) => {
  const line = start(t, { [name]: '{ "off": ["card/version-range"], "failOn": "never" }' });
  const code = async (argv: string[], env: Record<string, string> = {}): Promise<number> =>
    (await line.run(["validate", "card.json", ...argv], { env })).code;
  const told = async (argv: string[], env: Record<string, string> = {}): Promise<string> =>
    /(\w+) card\/version-range/.exec((await line.run(["validate", "card.json", ...argv], { env })).stdout)?.[1] ??
    "off";
  assert.equal(await told([]), "off");
  assert.equal(await told([], { MCP_DISCOVER_WARN: "card/version-range" }), "warning");
  assert.equal(await told(["--error", "card/*"], { MCP_DISCOVER_WARN: "card/version-range" }), "error");
  assert.equal(await code(["--error", "card/version-range"]), 0);
  assert.equal(await code(["--error", "card/version-range"], { MCP_DISCOVER_FAIL_ON: "error" }), 1);
  assert.equal(await code(["--error", "card/*", "--fail-on", "never"], { MCP_DISCOVER_FAIL_ON: "error" }), 0);
  assert.equal(await told(["--no-config-lookup"]), "error");
});

test("a run that fails for a setting of the file says so, and names the file", async (t) => {
  const settings = '{ "failOn": "warning", "maxWarnings": 0, "warn": ["card/*"] }';
  const line = start(t, { "strict.json": settings });
  const { code, stdout, stderr } = await line.run(["validate", "card.json", "--config", "strict.json"]);
  assert.equal(code, 1);
  assert.match(stdout, / \(warnings fail: "failOn" in strict\.json\)\n$/);
  assert.match(stderr, /of at most 0 \("maxWarnings" in strict\.json\)/);
  const said = ["--fail-on", "info", "--max-warnings", "0"];
  const beaten = await line.run(["validate", "card.json", "--config", "strict.json", ...said]);
  assert.match(beaten.stdout, / \(warnings and notes fail: --fail-on info\)\n$/);
  assert.match(beaten.stderr, /\(--max-warnings\)/);
});

test("another file can be named, and a folder above is never looked into", async (t) => {
  const line = start(t, { [name]: '{ "off": ["card/*"] }', "below/card.json": card, "below/strict.json": "{}" });
  const below = createCommandLine(t);
  writeFileSync(join(below.folder, "card.json"), card);
  assert.equal((await line.run(["validate", "card.json"])).code, 0);
  assert.equal((await line.run(["validate", "card.json", "--config", "below/strict.json"])).code, 1);
  assert.equal((await below.run(["validate", "card.json"])).code, 1);
  const child = createCommandLine(t, { files: { [name]: '{ "off": ["card/*"] }', "inner/card.json": card } });
  const { createHost } = await import("./support/host.ts");
  const { run } = await import("../cli/run.ts");
  const said = { stdout: "", stderr: "" };
  assert.equal(await run(["validate", "card.json"], createHost(join(child.folder, "inner"), {}, said)), 1);
});

test("code beside it is never run, nor looked at", async (t) => {
  const trap = (form: string): string => `${form}require("node:fs").writeFileSync(__dirname + "/ran", "");`;
  const line = start(t, {
    "mcp-discover.config.js": trap("module.exports = { off: ['card/*'] };"),
    "mcp-discover.config.cjs": trap("module.exports = { off: ['card/*'] };"),
    "mcp-discover.config.mjs": "import { writeFileSync } from 'node:fs'; writeFileSync('ran', ''); export default {};",
    "mcp-discover.config.ts": trap(""),
    "package.json": '{ "mcp-discover": { "off": ["card/*"] } }',
  });
  assert.equal((await line.run(["validate", "card.json"])).code, 1);
  assert.ok(!existsSync(join(line.folder, "ran")));
  const named = await line.run(["validate", "card.json", "--config", "mcp-discover.config.js"]);
  assert.equal(named.code, 2);
  assert.match(named.stderr, /mcp-discover\.config\.js:1:1: /);
  assert.ok(!existsSync(join(line.folder, "ran")));
});

const good = [
  "{}",
  '{ "$schema": "https://example.com/config.schema.json", "off": [], "info": ["card/*"], "warn": ["card/sse"], "error": ["json/bom"] }',
  '{ "failOn": "info", "maxWarnings": 0, "maxProblems": 20, "admission": true, "profile": ["mcp-client", "ard-0.91"], "baseline": "../known.json" }',
];

const bad: readonly (readonly [text: string, words: RegExp])[] = [
  ['{ "maxWarning": 1 }', /"maxWarning" is no setting: did you mean "maxWarnings"\?/],
  ['{ "allowPrivate": true }', /"allowPrivate" is no setting: there are \$schema, off, /],
  ['{ "outputFile": ["json=/tmp/x"] }', /is no setting/],
  ['{ "off": "card/sse" }', /"off" is no array of codes/],
  ['{ "off": [7] }', /"off" is no array of codes/],
  ['{ "off": ["sse"] }', /"off": "sse" is no code/],
  ['{ "failOn": "warn" }', /"failOn": "warn" is none of error, warning/],
  ['{ "failOn": 1 }', /"failOn" is no string/],
  ['{ "maxWarnings": -1 }', /"maxWarnings": "-1" is not a whole number/],
  ['{ "maxWarnings": "3" }', /"maxWarnings" is no number/],
  ['{ "admission": 1 }', /"admission" is no boolean/],
  ['{ "profile": "mcp-client" }', /"profile" is no array of names/],
  ['{ "profile": ["curl"] }', /"profile": "curl" is none of mcp-client, /],
  ['{ "baseline": "write" }', /"baseline" is no path/],
  ["[]", /the settings are no object/],
];

test("what it may say is what its schema says", () => {
  const validator = schemaValidator("config");
  for (const text of good) assert.equal(validator(JSON.parse(text)), true, text);
  for (const [text] of bad) assert.equal(validator(JSON.parse(text)), false, text);
  assert.deepEqual(
    Object.keys(readSchema("config.schema.json")["properties"] as object).sort(),
    [...configMembers].sort(),
  );
});

test("what it may not say is a usage error that names the file and the member", async (t) => {
  const line = start(t, { "known.json": '{ "schemaVersion": 1, "findings": [] }' });
  const others: readonly (readonly [string, RegExp])[] = [
    ['{ "off": ["json/*"] }', /"off": json\/\S+ is always an error/],
    ['{ "off": ["card/sse"], "warn": ["card/sse"] }', /"warn": "card\/sse" is also given to .*"off"/],
    ["{ // nothing\n}", /mcp-discover\.config\.json:1:3: /],
    ['{ "off": [], "off": [] }', /mcp-discover\.config\.json:1:14: .*"off"/],
    [" ".repeat(65 * 1024), /65537|66560/],
    ["", /empty/],
  ];
  for (const [text, words] of [...bad, ...others]) {
    writeFileSync(join(line.folder, name), text);
    const { code, stdout, stderr } = await line.run(["validate", "card.json"]);
    assert.equal(code, 2, text);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: mcp-discover\.config\.json/);
    assert.match(stderr, words);
  }
  for (const text of good.slice(0, 2)) {
    writeFileSync(join(line.folder, name), text);
    assert.notEqual((await line.run(["validate", "card.json"])).code, 2, text);
  }
});

test("its baseline stands relative to it, and write writes there", async (t) => {
  const line = start(t, { "settings/ci.json": '{ "baseline": "known.json" }' });
  const missing = await line.run(["validate", "card.json", "--config", "settings/ci.json"]);
  assert.match(missing.stderr, /settings\/known\.json: no such file/);
  assert.equal(
    (await line.run(["validate", "card.json", "--config", "settings/ci.json", "--baseline", "write"])).code,
    0,
  );
  assert.ok(existsSync(join(line.folder, "settings/known.json")));
  assert.equal((await line.run(["validate", "card.json", "--config", "settings/ci.json"])).code, 0);
});

test("the readers that it names are required, unless the command line names others", async (t) => {
  const line = start(t, { [name]: '{ "off": ["card/*"], "profile": ["smithery-static"] }' });
  assert.match((await line.run(["validate", "card.json"])).stdout, /error profile\/smithery-static/);
  const other = await line.run(["validate", "card.json", "--profile", "mcp-client"]);
  assert.match(other.stdout, /error profile\/mcp-client/);
  assert.doesNotMatch(other.stdout, /smithery/);
});
