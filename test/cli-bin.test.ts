// The built program as a process: what it loads, how it ends, and what it does when nobody listens.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { projectRoot } from "./support/shared-data.ts";
import { cardOf } from "./support/web.ts";

const bin = join(projectRoot, "dist/bin/mcp-discover.js");
const folder = mkdtempSync(join(tmpdir(), "mcp-discover-bin-"));
after(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "card.json"), JSON.stringify(cardOf("com.example/weather")));

test("the program validates a file and ends with its code", () => {
  const good = spawnSync(process.execPath, [bin, "validate", "card.json"], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([good.status, good.stdout, good.stderr], [0, "card.json · Server Card v1 · valid\n", ""]);
  const bad = spawnSync(process.execPath, [bin, "validate", "nothing.json"], { cwd: folder, encoding: "utf8" });
  assert.equal(bad.status, 3);
});

test("a reader that goes away ends the run quietly with 0", async () => {
  const child = spawn(process.execPath, [bin, "validate", "--help"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = await new Promise<[number | null]>((resolve) =>
    child.once("close", (...ended) => resolve([ended[0]])),
  );
  assert.equal(stderr, "");
  assert.equal(code, 0);
});

test("validating a file loads no HTTP client, no colours, no public suffixes and no native module", () => {
  const loaded = spawnSync(process.execPath, ["--experimental-loader", loader(), bin, "validate", "card.json"], {
    cwd: folder,
    encoding: "utf8",
  });
  assert.equal(loaded.status, 0, loaded.stderr);
  const names = readFileSync(join(folder, "loaded.txt"), "utf8");
  assert.match(names, /dist\/bin\/validate/);
  const sources = names
    .split("\n")
    .filter((name) => name.startsWith("file:") && name.includes("/dist/bin/"))
    .map((name) => readFileSync(new URL(name), "utf8"));
  for (const word of ["undici", "better-sqlite3", "supports-color", "publicSuffix"]) {
    for (const source of sources) assert.equal(source.includes(word), false, word);
  }
});

/** A module hook that writes down every module that is loaded. */
function loader(): string {
  const path = join(folder, "loader.mjs");
  writeFileSync(
    path,
    `import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(join(folder, "loaded.txt"))}, url + "\\n");
  return next(url, context);
}`,
  );
  return path;
}

test("a Node.js that is too old is told so in one line", () => {
  const source = readFileSync(bin, "utf8");
  assert.doesNotMatch(source, /\?\?|\?\.|\bawait\b/, "the launcher must parse on an old Node.js");
  const asked = 'Object.defineProperty(process.versions, "node", { value: "18.20.8" });';
  writeFileSync(join(folder, "old.mjs"), `${asked}\nawait import(${JSON.stringify(bin)});`);
  const old = spawnSync(process.execPath, [join(folder, "old.mjs")], { encoding: "utf8" });
  assert.deepEqual([old.status, old.stderr], [2, "mcp-discover needs Node.js 20.19 or newer; this is 18.20.8.\n"]);
});

test("a command that is loaded later reports misuse like every other", () => {
  const ended = spawnSync(process.execPath, [bin, "publish", "card.json"], { cwd: folder, encoding: "utf8" });
  assert.equal(ended.status, 2);
  assert.match(ended.stderr, /^error: name the folder to write with --out\n/);
});

test("each command of the built program can be loaded", () => {
  for (const name of ["validate", "discover", "crawl", "publish", "serve"]) {
    const ended = spawnSync(process.execPath, [bin, name, "--help"], { encoding: "utf8" });
    assert.equal(ended.status, 0, ended.stderr);
    assert.match(ended.stdout, new RegExp(`^Usage: mcp-discover ${name}`));
  }
});
