// What a folder stands for, beside what the library for patterns finds in it, and files of every size.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { glob } from "tinyglobby";
import { findJson, unsearched } from "../cli/find-json.ts";
import { maxDocumentBytes } from "../src/document/limits.ts";
import { createCommandLine } from "./support/host.ts";

const folder = mkdtempSync(join(tmpdir(), "mcp-discover-inputs-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const judged = [
  ".hidden.json",
  ".json",
  ".well-known/card.json",
  "a/b/deep.json",
  "back\\slash.json",
  "folder.json/in.json",
  "node_modules.json",
  "site/mcp/server-card",
  "sp [x]/{y}.json",
  "é.json",
];
const leftOut = [
  "_routes.json",
  "a/mcp-discover.config.json",
  "a/package.json",
  "composer.json",
  "deno.json",
  "jsconfig.json",
  "mcp-discover.baseline.json",
  "npm-shrinkwrap.json",
  "package-lock.json",
  "site/.mcp-discover-publish.json",
  "tsconfig.build.json",
  "tsconfig.json",
];
const passedOver = [
  ".git/x.json",
  "UPPER.JSON",
  "a/node_modules/x.json",
  "lines.jsonl",
  "my-server-card",
  "node_modules/x/card.json",
];

test("a folder stands for each *.json and server-card below it but those of tools, and for what the library for patterns would find", async () => {
  for (const file of [...judged, ...leftOut, ...passedOver]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), "{}");
  }
  symlinkSync("a", join(folder, "link-to-folder"));
  symlinkSync("a/b/deep.json", join(folder, "link-to-file.json"));
  symlinkSync("nowhere", join(folder, "link-to-nothing.json"));
  const found = findJson(folder);
  assert.deepEqual(found.documents.sort(), judged);
  assert.deepEqual(found.leftOut.sort(), leftOut);
  const options = { cwd: folder, dot: true, expandDirectories: false, followSymbolicLinks: false };
  const ignore = [...unsearched.map((name) => `**/${name}/**`), ...leftOut];
  assert.deepEqual((await glob("**/{*.json,server-card}", { ...options, ignore })).sort(), judged);
});

test("a file is read whole, whatever its size, and one that is too large is told as that", async (t) => {
  const sizes = [2, 65_535, 65_536, 65_537, 200_000, maxDocumentBytes, maxDocumentBytes + 1, maxDocumentBytes + 9];
  const files = Object.fromEntries(sizes.map((size) => [`${size}.json`, `"${"x".repeat(size - 2)}"`]));
  const { stdout } = await createCommandLine(t, { files }).run(["validate", "--format", "json", "."]);
  const told = new Map<string, string>();
  for (const { source, diagnostics } of JSON.parse(stdout).reports) told.set(source, diagnostics[0].code);
  for (const size of sizes)
    assert.equal(
      told.get(`${size}.json`),
      size > maxDocumentBytes ? "json/too-large" : "document/json",
      `${size} bytes`,
    );
});

test("a name that the folder holds, but no file answers to, is not offered again", async (t) => {
  const line = createCommandLine(t, { files: { "other.json": "{}" } });
  symlinkSync("nowhere.json", join(line.folder, "link.json"));
  const link = await line.run(["validate", "link.json"]);
  assert.match(link.stderr + link.stdout, /no such file; it is a symbolic link to what is not there\n/);
  const path = Buffer.concat([Buffer.from(`${line.folder}/b`), Buffer.from([0xff]), Buffer.from(".json")]);
  try {
    writeFileSync(path, "{}");
  } catch {
    return t.skip("this file system wants names in UTF-8");
  }
  const strange = await line.run(["validate", "b\ufffd.json"]);
  assert.match(strange.stderr + strange.stdout, /no such file; its name is not UTF-8: rename it\n/);
});

test("what is named twice is judged once", async (t) => {
  const line = createCommandLine(t, { files: { "cards/a.json": "{}", "cards/b.json": "{}" } });
  const names = ["cards/b.json", "cards", "./cards/a.json", "cards/*.json", "absent.json", "absent.json"];
  const { reports } = JSON.parse((await line.run(["validate", ...names, "--format", "json"])).stdout);
  assert.deepEqual(
    reports.map(({ source }: { source: string }) => source),
    ["cards/b.json", "cards/a.json", "absent.json"],
  );
});
