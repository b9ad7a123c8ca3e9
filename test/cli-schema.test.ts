// `schema`: what it prints works on its own, in the source tree and from the bundle.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { createCommandLine } from "./support/host.ts";
import { schemaFiles } from "./support/schemas.ts";
import { projectRoot } from "./support/shared-data.ts";
import { cardOf } from "./support/web.ts";

const names = schemaFiles.map((file) => file.replace(/\.schema\.json$/, ""));

function compiled(text: string): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  addFormatsModule.default(ajv, { mode: "full" });
  const validator = ajv.compile(JSON.parse(text));
  return (value) => validator(value) === true;
}

test("every schema is listed, and what is printed of it compiles without another file", async (t) => {
  const line = createCommandLine(t);
  const list = (await line.run(["schema"])).stdout;
  for (const name of names) {
    assert.match(list, new RegExp(`^${name} +\\S`, "m"));
    const { code, stdout } = await line.run(["schema", name]);
    assert.equal(code, 0, name);
    assert.equal(typeof compiled(stdout)({}), "boolean", name);
  }
});

test("printed schemas judge: a card, and an answer of ours whose parts stand in three files", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify({ ...cardOf("weather"), version: 1 }) } });
  const card = compiled((await line.run(["schema", "server-card"])).stdout);
  assert.equal(card(cardOf("com.example/weather")), true);
  assert.equal(card({ ...cardOf("com.example/weather"), version: 1 }), false);
  const answer = compiled((await line.run(["schema", "validate"])).stdout);
  const real = JSON.parse((await line.run(["validate", "card.json", "gone.json", "--format", "json"])).stdout);
  assert.equal(answer(real), true);
  real.reports[0].diagnostics[0].severity = "fatal";
  assert.equal(answer(real), false);
});

test("settings for VS Code say what a card's own $schema means, and hold both schemas", async (t) => {
  const line = createCommandLine(t);
  const { stdout } = await line.run(["schema", "--vscode"]);
  const [card, catalog] = JSON.parse(stdout)["json.schemas"];
  assert.equal(card.url, cardOf("com.example/weather")["$schema"]);
  assert.equal(compiled(JSON.stringify(card.schema))(cardOf("com.example/weather")), true);
  assert.equal(compiled(JSON.stringify(catalog.schema))({ specVersion: "1.0", entries: [] }), true);
  assert.equal((await line.run(["schema", "report", "--vscode"])).code, 2);
});

test("the bundle prints the same schema", async (t) => {
  const bundle = join(projectRoot, "dist/bin/mcp-discover.js");
  const { stdout } = spawnSync(process.execPath, [bundle, "schema", "ai-catalog"], { encoding: "utf8", cwd: "/" });
  assert.equal(stdout, (await createCommandLine(t).run(["schema", "ai-catalog"])).stdout);
});
