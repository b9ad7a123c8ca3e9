// Runs the programs under examples/ as a user would, against the package's own exports.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "./support/shared-data.ts";

const folder = join(projectRoot, "examples");
const writing = process.env["MCP_DISCOVER_WRITE_TRANSCRIPTS"] === "1";
const mark = "\n// Prints:\n";

for (const file of readdirSync(folder).filter((name) => name.endsWith(".mjs"))) {
  test(`examples/${file} prints what it says at its end`, () => {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const ran = spawnSync(process.execPath, [path], { encoding: "utf8", timeout: 60_000 });
    assert.equal(ran.status, 0, ran.stderr);
    const printed = ran.stdout.trimEnd().split("\n");
    const [code = "", said] = text.split(mark);
    const comment = printed.map((line) => `// ${line}\n`).join("");
    if (writing) writeFileSync(path, `${code}${mark}${comment}`);
    else assert.equal(said, comment);
  });
}
