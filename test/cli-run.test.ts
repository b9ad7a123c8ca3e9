// The command line as a whole: what it answers to words it does not know, and where its options come from.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "../cli/commands.ts";
import { createCommandLine } from "./support/host.ts";

const card = JSON.stringify({
  $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  name: "com.example/weather",
  version: "1.0.0",
  description: "Answers questions about the weather",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
});

test("a valid card prints one line and exits with 0", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card } });
  assert.deepEqual(await line.run(["validate", "card.json"]), {
    code: 0,
    stdout: "card.json · Server Card v1 · valid\n",
    stderr: "",
  });
});

test("an unknown command is told with its nearest neighbour and exits with 2", async (t) => {
  const { code, stderr, stdout } = await createCommandLine(t).run(["valdate"]);
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /unknown command 'valdate'\n\(Did you mean validate\?\)/);
});

test("every option can be given in the environment, and the command line wins over it", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card }, env: { MCP_DISCOVER_FORMAT: "json" } });
  assert.equal(JSON.parse((await line.run(["validate", "card.json"])).stdout).summary.valid, 1);
  assert.match((await line.run(["validate", "card.json", "--format", "text"])).stdout, /valid\n$/);
});

test("an empty argument is a usage error of every command, before a folder is read or a file written", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": "{}" } });
  for (const { name, load } of commands) {
    const { code, stderr } = await line.run([name, ""]);
    assert.equal(code, 2, name);
    if ((await load()).operands.length > 0) assert.match(stderr, /^error: an argument is empty/, name);
  }
  const { code, stderr } = await line.run(["validate", "--fix", "card.json", ""]);
  assert.deepEqual([code, /an argument is empty/.test(stderr)], [2, true]);
});

test("on a narrow terminal what an option does stands under it, within the width", async (t) => {
  const line = createCommandLine(t, { columns: 40 });
  const { stdout, code } = await line.run(["validate", "-h"]);
  assert.equal(code, 0);
  assert.match(stdout, /\n {2}--admission\n {6}also say what a registry would\n {6}refuse to list\n/);
  const long = stdout.split("\n").filter((each) => each.length > 40 && !/^ {2}[$#] /.test(each));
  assert.deepEqual(long, ["Usage: mcp-discover validate [options] [inputs...]"]);
  const wide = (await createCommandLine(t, { columns: 65 }).run(["validate", "--help"])).stdout;
  assert.match(wide, /\n {2}--admission +also say/);
});
