// What publish writes, read by an engine that is none of ours: Python's jsonschema, with our schemas, the published ones and ARD's own.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { cardSchemaUrl } from "../src/document/card.ts";
import { type CommandLine, createCommandLine } from "./support/host.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

const hasEngine = spawnSync("python3", ["-c", "import jsonschema"]).status === 0;
const noEngine = hasEngine ? false : "python3 has no jsonschema";

/** Reads pairs of a schema and a document (a third word leads into the schema), and prints what does not fit. */
const program = `import json, sys
from jsonschema import Draft202012Validator
for schema_path, pointer, document_path in json.load(sys.stdin):
    schema = json.load(open(schema_path))
    if pointer:
        schema = {"$defs": schema.get("$defs", {}), "definitions": schema.get("definitions", {}), "$ref": pointer}
    document = json.load(open(document_path))
    for error in Draft202012Validator(schema).iter_errors(document):
        print(document_path, error.json_path, error.message[:300])
`;

type Pair = readonly [schema: string, pointer: string, document: string];

function complaints(line: CommandLine, pairs: readonly Pair[]): string {
  const given = { cwd: line.folder, encoding: "utf8", input: JSON.stringify(pairs) } as const;
  const { status, stdout, stderr } = spawnSync("python3", ["-c", program], given);
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Our own schema of a kind as a file, whole, as \`schema\` prints it. */
async function ourSchema(line: CommandLine, name: string): Promise<string> {
  writeFileSync(join(line.folder, `${name}.schema`), (await line.run(["schema", name])).stdout);
  return `${name}.schema`;
}

const card = (name: string, more: object = {}): object => ({
  $schema: cardSchemaUrl,
  name: `com.example/${name}`,
  version: "1.0.0",
  description: "Forecasts for any place on land",
  remotes: [{ type: "streamable-http", url: `https://example.com/${name}` }],
  ...more,
});

const rich = card("weather", {
  title: "Weather ☂",
  icons: [{ src: "https://example.com/i.png", mimeType: "image/png", sizes: ["48x48"] }],
  remotes: [
    {
      type: "streamable-http",
      url: "https://example.com/weather",
      supportedProtocolVersions: ["2025-11-25"],
      headers: [{ name: "X-API-Key", isSecret: true, isRequired: true, description: "Your key" }],
    },
  ],
});

const publish = [
  ...["publish", "card.json", "--out", "public", "--aliases", "--server-json", "--json-twin", "--publisher", "Example"],
  ...["--query", "Will it rain tomorrow?", "--query", "How warm is it?"],
];

test("each published file is what it should be, to another engine and by our schemas", {
  skip: noEngine,
}, async (t) => {
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(rich) } });
  assert.equal((await line.run(publish)).code, 0);
  const [cardSchema, catalogSchema] = [await ourSchema(line, "server-card"), await ourSchema(line, "ai-catalog")];
  const pairs: readonly Pair[] = [
    [cardSchema, "", "public/weather/server-card"],
    [cardSchema, "", "public/weather/server-card.json"],
    [cardSchema, "", "public/.well-known/mcp/server-card.json"],
    [catalogSchema, "", "public/.well-known/ai-catalog.json"],
    [catalogSchema, "", "public/.well-known/ard.json"],
    [await ourSchema(line, "publish-manifest"), "", "public/.mcp-discover-publish.json"],
  ];
  assert.equal(complaints(line, pairs), "");
  assert.notEqual(complaints(line, [[cardSchema, "", "public/.well-known/ard.json"]]), "", "the engine does look");
});

test("and by the published schemas: the card's, ARD's own for both catalogs, the MCP Registry's for server.json", {
  skip: noEngine || skipWithout("contracts/ard-catalog.schema.json"),
}, async (t) => {
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(rich) } });
  assert.equal((await line.run(publish)).code, 0);
  const contract = (file: string): string => sharedData(`contracts/${file}`) ?? "";
  const ard = contract("ard-catalog.schema.json");
  const pairs: readonly Pair[] = [
    [contract("server-card.schema.v1.json"), "#/$defs/ServerCard", "public/weather/server-card"],
    [contract("server-card.schema.v1.json"), "#/$defs/ServerCard", "public/.well-known/mcp/server-card.json"],
    [ard, "", "public/.well-known/ard.json"],
    [ard, "", "public/.well-known/ai-catalog.json"],
    [contract("server.schema.2025-12-11.json"), "", "public/server.json"],
  ];
  assert.equal(complaints(line, pairs), "");
  const catalog = JSON.parse(readFileSync(join(line.folder, "public/.well-known/ai-catalog.json"), "utf8"));
  delete catalog.entries[0].displayName;
  writeFileSync(join(line.folder, "bare.json"), JSON.stringify(catalog));
  assert.match(complaints(line, [[ard, "", "bare.json"]]), /displayName/, "what makes the difference");
});

test("whatever the cards are called, ARD's schema takes the catalogs", {
  skip: noEngine || skipWithout("contracts/ard-catalog.schema.json"),
}, async (t) => {
  const line = createCommandLine(t);
  const ard = sharedData("contracts/ard-catalog.schema.json") ?? "";
  const part = fc.stringMatching(/^[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,10}[a-zA-Z0-9])?$/);
  const each = fc.record({
    name: part,
    version: fc.constantFrom("1.0.0", "2.0.0-rc.1", "2026-11-28"),
    title: fc.string({ minLength: 1, maxLength: 30 }),
  });
  const samples = fc.sample(
    fc.uniqueArray(each, { selector: ({ name }) => name.toLowerCase(), minLength: 1, maxLength: 4 }),
    12,
  );
  const pairs: Pair[] = [];
  for (const [index, cards] of samples.entries()) {
    const files = Object.fromEntries(
      cards.map(({ name, version, title }, at) => [
        `${index}/${at}.json`,
        JSON.stringify({
          ...card("x", { version, title: title.replace(/[^ -~]/g, "x") }),
          name: `com.example/${name}`,
          remotes: [{ type: "streamable-http", url: `https://example.com/${at}` }],
        }),
      ]),
    );
    const { code, stderr } = await line.run(["publish", String(index), "--out", `out${index}`], { files });
    if (code !== 0) assert.match(stderr, /\d errors?/, "a card that validate refuses");
    else for (const file of ["ard", "ai-catalog"]) pairs.push([ard, "", `out${index}/.well-known/${file}.json`]);
  }
  assert.ok(pairs.length >= 8);
  assert.equal(complaints(line, pairs), "");
});
