// What a user gets from the packed tarball: it installs without scripts, and works without the native module.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { root } from "./support/project.ts";

const execute = promisify(execFile);
const installTimeoutMs = 240_000;

let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-discover-package-"));
  const options = { timeout: installTimeoutMs, maxBuffer: 32 << 20 };
  await execute("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { ...options, cwd: root });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
  await writeFile(join(folder, "package.json"), '{ "name": "user", "private": true, "type": "module" }');
  await execute("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", join(folder, tarball)], {
    ...options,
    cwd: folder,
  });
});

after(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...args: string[]): Promise<Ran> {
  try {
    const { stdout, stderr } = await execute(join(folder, "node_modules/.bin/mcp-discover"), args, { cwd: folder });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
}

const card = {
  $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  name: "com.example/weather",
  version: "1.0.0",
  description: "Weather for any place",
  remotes: [{ type: "streamable-http", url: "https://example.com/mcp", supportedProtocolVersions: ["2026-07-28"] }],
};

test("validate works from the tarball", async () => {
  await writeFile(join(folder, "card.json"), JSON.stringify(card));
  const { code, stdout, stderr } = await run("validate", "card.json");
  assert.equal(code, 0, stdout + stderr);
});

test("explain and schema work from the tarball, and so does a format that few ask for", async () => {
  assert.match((await run("explain", "card/version-range")).stdout, /^card\/version-range · error/);
  assert.equal(JSON.parse((await run("schema", "server-card")).stdout).title, "MCP Server Card, version 1");
  await writeFile(join(folder, "bad.json"), JSON.stringify({ ...card, version: "^1.0.0" }));
  const { stdout } = await run("validate", "bad.json", "--format", "sarif");
  assert.equal(JSON.parse(stdout).runs[0].results[0].ruleId, "card/version-range");
});

test("publish works from the tarball", async () => {
  await writeFile(join(folder, "card.json"), JSON.stringify(card));
  const { code, stdout, stderr } = await run("publish", "card.json", "--out", "site");
  assert.equal(code, 0, stdout + stderr);
  assert.ok((await readdir(join(folder, "site/.well-known"))).includes("ai-catalog.json"));
});

test("discover works from the tarball, and says plainly that nothing answers", async () => {
  const { code, stderr, stdout } = await run(
    "discover",
    "weather.example.com",
    "--resolve",
    "weather.example.com:443:127.0.0.1:9",
  );
  assert.equal(code, 3, stdout + stderr);
});

test("what needs the store says what is missing and exits 3", async () => {
  // Version 13, which npm takes on newer Node lines, brings its binary along and needs no script: without it, too.
  await rm(join(folder, "node_modules/better-sqlite3-v13"), { recursive: true, force: true });
  for (const args of [
    ["serve", "--store", "x.db", "--port", "0"],
    ["crawl", "weather.example.com", "--store", "x.db"],
  ]) {
    const { code, stderr } = await run(...args);
    assert.equal(code, 3, stderr);
    assert.match(stderr, /better-sqlite3/);
  }
});

test("compareLive works from the tarball, without the packages that it was built from", async () => {
  await writeFile(
    join(folder, "live.js"),
    `import { compareLive } from "mcp-discover";
    const said = { supportedVersions: ["2026-07-28"], capabilities: {}, _meta: { "io.modelcontextprotocol/serverInfo": { name: "weather", version: "1.0.0" } } };
    const exchange = async ({ url, body }) => ({ status: 200, headers: { "content-type": "application/json" }, hops: [], ms: 0,
      bytes: Buffer.from(JSON.stringify({ jsonrpc: "2.0", id: JSON.parse(Buffer.from(body).toString()).id, result: said })) });
    const { state, name } = await compareLive(${JSON.stringify(card)}, { exchange });
    console.log(state, name);`,
  );
  const { stdout } = await execute(process.execPath, ["live.js"], { cwd: folder });
  assert.equal(stdout, "agrees local-part\n");
  assert.ok(!(await readdir(join(folder, "node_modules"))).includes("@modelcontextprotocol"));
});

test("the library imports from the tarball with its types beside it", async () => {
  await writeFile(
    join(folder, "use.js"),
    'import { migrate, sniff, validate } from "mcp-discover"; console.log(sniff("{}"), validate("{").valid, migrate("{}").reasons[0].code);',
  );
  const { stdout } = await execute(process.execPath, ["use.js"], { cwd: folder });
  assert.equal(stdout, "json false not-a-server\n");
  assert.ok((await readdir(join(folder, "node_modules/mcp-discover/dist/src"))).includes("index.d.ts"));
});

test("mcp-discover/serve resolves from the tarball, with types that a strict compiler takes, and needs no other package", async () => {
  const use = `import { serveCards } from "mcp-discover/serve";
const cards = serveCards({ cards: [${JSON.stringify(card)}] });
const answer: Response | undefined = await cards(new Request("https://example.com/mcp/server-card"));
console.log(answer?.status, answer?.headers.get("content-type"));`;
  await writeFile(join(folder, "serve.ts"), use);
  const flags = ["--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  await execute(process.execPath, [compiler, ...flags, "serve.ts"], { cwd: folder });
  const elsewhere = await mkdtemp(join(tmpdir(), "mcp-discover-alone-"));
  const installed = join(elsewhere, "node_modules/mcp-discover");
  await cp(join(folder, "node_modules/mcp-discover"), installed, { recursive: true });
  await rm(join(installed, "node_modules"), { recursive: true, force: true });
  await writeFile(join(elsewhere, "package.json"), '{ "type": "module" }');
  await cp(join(folder, "serve.js"), join(elsewhere, "serve.js"));
  const { stdout } = await execute(process.execPath, ["serve.js"], { cwd: elsewhere });
  await rm(elsewhere, { recursive: true, force: true });
  assert.equal(stdout, "200 application/mcp-server-card+json\n");
});
