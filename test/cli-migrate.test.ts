// Tests the migrate command: what it prints stands alone, what it shows gives nothing away, what it writes replaces nothing.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { reasonCodes } from "../src/dialects/dialect.ts";
import { migrate } from "../src/dialects/migrate.ts";
import { veiledDocument } from "../src/dialects/veiled-document.ts";
import { describeCode } from "../src/validate/code-table.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine } from "./support/host.ts";
import { assertMatchesSchema, readSchema } from "./support/schemas.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

const served = "https://mcp.example.com/.well-known/mcp.json";

const secrets = [
  "sesame-open-9",
  "start-the-thing",
  "--all-of-it",
  "env-word-7",
  `ghp_${"a1B2".repeat(9)}`,
  "query-word-5",
  "user:pass-word-3",
];

const [header, command, argument, environment, token, query, userinfo] = secrets;

/** Older documents with what must not get out in every place where it may stand. */
const leaky: readonly unknown[] = [
  {
    mcpServers: {
      a: { url: "https://mcp.example.com/a", headers: { Authorization: header, name: header } },
      b: { command, args: [argument], env: { KEY: environment } },
    },
  },
  {
    serverInfo: { name: "a", version: "1.0.0" },
    transport: { type: "http", url: `https://mcp.example.com/mcp?api_key=${query}`, headers: { "X-Key": header } },
    description: `Use ${token} to log in`,
    install: { command, args: [argument] },
  },
  {
    servers: [
      { name: "a", url: "https://mcp.example.com/a", headers: { "X-Key": header } },
      { name: "b", command, env: { KEY: environment } },
      { name: "c", url: `https://${userinfo}@mcp.example.com/c` },
    ],
  },
  {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: "com.example/a",
    version: "1.0.0",
    description: "Example",
    remotes: [
      { type: "sse", url: "https://mcp.example.com/sse", headers: [{ name: "X-Key", value: header, isSecret: true }] },
    ],
    packages: [{ identifier: "a", runtimeArguments: [{ type: "positional", value: argument }] }],
  },
  {
    specVersion: "1.0",
    entries: [
      {
        identifier: "urn:air:example.com:mcp:a",
        type: "application/mcp-server-card+json",
        data: { serverInfo: { name: "a" }, transport: { endpoint: "https://mcp.example.com/a" }, command },
      },
    ],
  },
];

test("nothing that starts a program, is sent in a header or looks like a credential is printed or written", async (t) => {
  for (const [index, document] of leaky.entries())
    for (const flags of [[], ["--hybrid"], ["--format", "json"], ["--write", "--force"]]) {
      const line = createCommandLine(t, { files: { "old.json": JSON.stringify(document) } });
      const { stdout, stderr } = await line.run(["migrate", "old.json", "--url", served, ...flags]);
      const files = readdirSync(line.folder).filter((name) => name !== "old.json");
      const written = files.map((name) => readFileSync(join(line.folder, name), "utf8"));
      for (const secret of secrets)
        assert.ok(![stdout, stderr, ...written].join("\n").includes(secret), `${index} ${flags.join(" ")}: ${secret}`);
    }
});

test("members of a catalog that hold credentials are neither carried over nor shown; what describes a login is", async (t) => {
  const secret = "hunter2secret";
  const catalog = (hidden: object): object => ({
    specVersion: "1.0",
    host: { displayName: "Example", ...hidden },
    extensions: { "https://example.com/notes": { maxTokens: 4096, usesToken: true, ...hidden } },
    entries: [
      {
        identifier: "urn:air:example.com:mcp:weather",
        type: "application/mcp-server-card+json",
        url: "https://example.com/card",
        ...hidden,
      },
      {
        identifier: "urn:air:example.com:agent:weather",
        type: "application/a2a-agent-card+json",
        data: { securitySchemes: { apiKey: { in: "header" } }, ...hidden },
      },
    ],
    ...hidden,
  });
  const hidden = { password: secret, apiKey: secret, access_token: secret };
  const sealed = {
    identifier: "urn:air:example.com:mcp:b",
    type: "text/plain",
    url: "https://example.com/b",
    digest: "x",
  };
  const old = catalog(hidden) as { entries: object[] };
  const document = {
    ...old,
    pin_secret: 4711,
    "client-secrets": [secret],
    entries: [...old.entries, { ...sealed, token: secret }],
  };
  const migration = migrate(JSON.stringify(document));
  assert.deepEqual(migration.catalog, catalog({}));
  assert.deepEqual(
    migration.notes.map(({ pointer, message }) => `${pointer} ${message}`),
    [
      "/entries/0 members that hold credentials were left out",
      "/entries/1 members that hold credentials were left out",
      "/entries/2 the entry was left out: it holds credentials",
      " members that hold credentials were left out",
    ],
  );
  const line = createCommandLine(t, { files: { "old.json": JSON.stringify(document) } });
  const { code, stdout, stderr } = await line.run(["migrate", "old.json"]);
  assert.equal(code, 0, stderr);
  assert.ok(![stdout, stderr].join("").includes(secret) && !stderr.includes("4711"), stderr);
});

test("a document is covered for showing without losing what it says", () => {
  const remotes = [{ headers: [{ name: "X-Key", description: "Your key", value: "v" }] }];
  assert.deepEqual(veiledDocument({ name: "a", remotes, env: ["x", 1], n: null }), {
    name: "a",
    remotes: [{ headers: [{ name: "X-Key", description: "Your key", value: "…" }] }],
    env: ["…", 1],
    n: null,
  });
});

test("a file that differs is replaced only by --force, and a symbolic link never", async (t) => {
  const old = '{"name": "weather", "description": "b", "endpoint": "/mcp"}';
  const line = createCommandLine(t, { files: { "in/old.json": old, "in/weather.server-card.json": "mine" } });
  const args = ["migrate", "in/old.json", "--url", served, "--write", "--quiet"];
  const path = join(line.folder, "in/weather.server-card.json");
  assert.equal((await line.run(args)).code, 1);
  assert.equal(readFileSync(path, "utf8"), "mine");
  const { code, stdout } = await line.run([...args, "--force"]);
  assert.deepEqual([code, stdout], [0, "in/weather.server-card.json\n"]);
  assert.equal(validate(readFileSync(path)).valid, true);
  assert.equal((await line.run(args)).code, 0, "the same again changes nothing");

  const linked = createCommandLine(t, { files: { "old.json": old, "target.txt": "mine" } });
  symlinkSync("target.txt", join(linked.folder, "weather.server-card.json"));
  assert.equal((await linked.run(["migrate", "old.json", "--url", served, "--write", "--force"])).code, 1);
  assert.equal(readFileSync(join(linked.folder, "target.txt"), "utf8"), "mine");
});

test("a log of GitHub Actions obeys nothing in the talk", async (t) => {
  const document = {
    serverInfo: { name: "a" },
    transport: { endpoint: "https://mcp.example.com/a" },
    "##[x]": "\n::y::",
  };
  const line = createCommandLine(t, { env: { GITHUB_ACTIONS: "true" }, stdin: JSON.stringify(document) });
  const { stderr } = await line.run(["migrate", "-"]);
  assert.match(stderr, /^::stop-commands::/);
  assert.match(stderr, /\n::[0-9a-f-]{36}::\n$/);
});

test("the schema knows every reason, and the prose every code that the reasons come from", () => {
  const { properties } = readSchema("migrate.schema.json") as { properties: Record<string, never> };
  const { items } = properties["reasons"] as unknown as { items: { properties: { code: { enum: string[] } } } };
  assert.deepEqual(items.properties.code.enum, [...reasonCodes]);
  const page = readFileSync(new URL("../../docs/migrate.md", import.meta.url), "utf8");
  assert.deepEqual(
    reasonCodes.filter((code) => !page.includes(`| \`${code}\``)),
    [],
  );
  assert.ok(describeCode("document/sep-1649-card"));
});

test("every real document becomes one that validate accepts, or its author learns why not", {
  skip: skipWithout("wild"),
}, async (t) => {
  const folder = sharedData("wild") ?? "";
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  const line = createCommandLine(t);
  for (const name of names) {
    const stdin = readFileSync(join(folder, name));
    const json = JSON.parse((await line.run(["migrate", "-", "--url", served, "--format", "json"], { stdin })).stdout);
    assertMatchesSchema("migrate", json, name);
    const { code, stdout, stderr } = await line.run(["migrate", "-", "--url", served], { stdin });
    if (code === 0) assert.equal(validate(stdout).valid, true, name);
    else {
      assert.deepEqual([code, stdout], [1, ""], name);
      assert.match(stderr, /no card {3}.+\([a-z-]+\)/, name);
    }
  }
});
