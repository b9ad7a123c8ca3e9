// Plays every command line of docs/validate.md, in order, and holds the page against the code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { configMembers } from "../cli/config-file.ts";
import { settingOptions } from "../cli/setting-options.ts";
import { maxWatchedFolders } from "../cli/watch-folders.ts";
import { createCommandLine } from "./support/host.ts";
import { readProjectFile } from "./support/project.ts";
import { assertMatchesSchema } from "./support/schemas.ts";

const page = readProjectFile("docs/validate.md");
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((match) => match[1] ?? "");

const card = (more: object = {}): string =>
  JSON.stringify({
    $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
    name: "com.example/weather",
    version: "1.2.0",
    description: "Answers questions about the weather",
    repository: { url: "https://github.com/example/weather", source: "github" },
    remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
    ...more,
  });

const files = {
  "server-card.json": card(),
  "public/server-card.json": card(),
  "cards/a.json": card({ version: "^1.2.0" }),
  "cards/b.json": card({ remotes: [{ type: "sse", url: "https://mcp.example.com/weather" }] }),
  "strict.json": '{ "failOn": "info" }',
  "package.json": JSON.stringify({
    name: "@example/weather",
    mcpName: "com.example/weather",
    version: "1.2.0",
    repository: "github:example/weather",
  }),
  "server.json": JSON.stringify({
    ...JSON.parse(card({ version: "1.1.0" })),
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
  }),
};

function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

test("every command line of the page ends as the page says", async (t) => {
  const line = createCommandLine(t, { files });
  const commands = blocks("sh").flatMap((block) => block.trim().split("\n"));
  assert.ok(commands.length >= 14);
  for (const text of commands) {
    const [command = "", comment = ""] = text.split(/\s+# /);
    assert.match(command, /^mcp-discover validate /);
    const signal = command.includes("--watch") ? AbortSignal.timeout(500) : new AbortController().signal;
    const { code, stderr } = await line.run(words(command).slice(1), { signal });
    const expected = Number(/^exits with (\d)/.exec(comment)?.[1] ?? 0);
    assert.equal(code, expected, `${command}\n${stderr}`);
  }
});

test("the settings of the page are settings", async (t) => {
  const [json = ""] = blocks("json");
  assertMatchesSchema("config", JSON.parse(json));
  const line = createCommandLine(t, {
    files: {
      ...files,
      "mcp-discover.config.json": json,
      "mcp-discover.baseline.json": '{"schemaVersion":1,"findings":[]}',
    },
  });
  const { code, stderr } = await line.run(["validate", "cards/b.json"]);
  assert.equal(code, 0, stderr);
  for (const member of configMembers) assert.ok(page.includes(member), member);
});

test("the page names every option of the settings, and the true limits", () => {
  const flags = Object.keys(settingOptions).map((name) =>
    name === "configLookup"
      ? "--no-config-lookup"
      : `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  for (const flag of [...flags, "--against", "--watch"]) assert.ok(page.includes(flag), flag);
  assert.ok(page.includes(maxWatchedFolders.toLocaleString("en-US")));
});

test("a folder's own settings and baseline are no documents", async (t) => {
  const line = createCommandLine(t, {
    files: {
      "server-card.json": card(),
      "deep/mcp-discover.config.json": "{}",
      "mcp-discover.config.json": '{ "baseline": "mcp-discover.baseline.json" }',
    },
  });
  assert.equal((await line.run(["validate", ".", "--baseline", "write"])).code, 0);
  const { stdout } = await line.run(["validate", "."]);
  assert.equal(stdout, "server-card.json · Server Card v1 · valid\n");
});
