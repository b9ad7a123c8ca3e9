// The public schemas: our card schema against the published one, and every schema against real output.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";
import fc from "fast-check";
import { cardSchemaUrl } from "../src/document/card.ts";
import { kinds } from "../src/document/kind.ts";
import { failureCodes } from "../src/document/report.ts";
import { reportToJson } from "../src/document/report-json.ts";
import { validate } from "../src/validate/validate.ts";
import { hostileBodies } from "./support/hostile.ts";
import { assertMatchesSchema, readSchema, schemaFiles, schemaValidator } from "./support/schemas.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";

const addFormats = addFormatsModule.default;

type Json = Record<string, unknown>;

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8"));
}

function published(): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv, { mode: "full" });
  const schema = readJson(sharedData("contracts/server-card.schema.v1.json") ?? "");
  ajv.addSchema({ ...schema, $id: "urn:test:published" });
  const validator = ajv.getSchema("urn:test:published#/$defs/ServerCard");
  assert.ok(validator);
  return (value) => validator(value) === true;
}

const fullInput = {
  description: "Which city",
  isRequired: true,
  isSecret: false,
  format: "string",
  default: "a",
  placeholder: "b",
  value: "c",
  choices: ["a", "b"],
};

/** A card with every member that the schema names. */
const fullCard: Json = {
  $schema: cardSchemaUrl,
  name: "com.example/weather",
  version: "1.0.0",
  description: "Weather for any place",
  title: "Weather",
  websiteUrl: "https://example.com/weather",
  repository: { url: "https://example.com/git", source: "github", subfolder: "a/b", id: "7" },
  icons: [{ src: "https://example.com/i.png", mimeType: "image/png", sizes: ["48x48"], theme: "light" }],
  remotes: [
    {
      type: "streamable-http",
      url: "https://{city}.example.com/mcp",
      headers: [{ name: "X-Key", ...fullInput, variables: { v: fullInput } }],
      variables: { city: fullInput },
      supportedProtocolVersions: ["2025-11-25"],
    },
  ],
  _meta: { "com.example/x": { y: [1, null] } },
};

const wrongValues: readonly unknown[] = [null, true, 0, 1.5, "", "x", [], ["x"], [0], {}, { x: 1 }, [{}], [null]];

const edgeStrings: readonly string[] = [
  ...["a/b", "a/", "/b", "a/b/c", "ab", "a/b\n", "./-", "../..", "A.b-c/D_e.f", "a_b/c", "a b/c", "é/b", "a/b ", "a/é"],
  ...[
    "https://h",
    "https://",
    "http://",
    "HTTPS://h",
    "http://h/ x",
    "https://h\n",
    "{a}",
    "{a}/x",
    "{1a}/x",
    "{a-b}/x",
    "{}",
    "{a} x",
    "{_}é",
    "https://é",
    "ftp://h",
    "//h",
    "h/x",
  ],
  ...[
    "https://example.com/foo bar",
    "relative/path",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "urn:air:example",
    "https://exämple.com",
    "https://a@b:99999/",
    "mailto:",
    "file:///etc",
    "http://[::1]/",
    "http://[::1/",
    "%",
    "a:%zz",
    "a:b",
  ],
  ...[
    "light",
    "dark",
    "auto",
    "Light",
    "sse",
    "stdio",
    "streamable-http",
    "websocket",
    "http",
    "string",
    "number",
    "boolean",
    "filepath",
    "date",
  ],
  ...[
    cardSchemaUrl,
    `${cardSchemaUrl}#`,
    `${cardSchemaUrl}\n`,
    cardSchemaUrl.replace("https", "http"),
    cardSchemaUrl.replace("/v1/", "/2025-11-25/"),
    cardSchemaUrl.replace("modelcontextprotocol", "modelcontextprotocolx"),
    cardSchemaUrl.replace("static.", "staticx"),
  ],
  ...[0, 1, 2, 3, 99, 100, 101, 199, 200, 201, 254, 255, 256].flatMap((length) => [
    "a".repeat(length),
    "界".repeat(length),
    "😀".repeat(length),
    `a/${"b".repeat(Math.max(0, length - 2))}`,
  ]),
];

/** Every document that differs from `base` at one place: the value gone, or something else there. */
function* mutations(base: unknown): Generator<unknown> {
  const pathsOf = function* (
    value: unknown,
    path: readonly (string | number)[],
  ): Generator<readonly (string | number)[]> {
    yield path;
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) yield* pathsOf(Reflect.get(value, key), [...path, key]);
  };
  for (const path of pathsOf(base, [])) {
    for (const value of [...wrongValues, ...edgeStrings]) yield edited(base, path, value);
    if (path.length > 0) {
      yield edited(base, path, undefined);
      yield edited(base, [...path.slice(0, -1), "unknownMember"], 1);
    }
  }
}

function edited(base: unknown, path: readonly (string | number)[], value: unknown): unknown {
  if (path.length === 0) return value;
  const copy: unknown = structuredClone(base);
  let here: unknown = copy;
  for (const key of path.slice(0, -1)) here = Reflect.get(here as object, key);
  const last = path[path.length - 1] ?? "";
  if (value === undefined) Reflect.deleteProperty(here as object, last);
  else Reflect.set(here as object, last, value);
  return copy;
}

test("every schema compiles in Ajv's strict mode, has its own id, a title and a rooted shape", () => {
  for (const file of schemaFiles) {
    const name = file.replace(".schema.json", "");
    const schema = readSchema(file);
    assert.equal(schema["$id"], `urn:mcp-discover:schema:${name}:1`);
    assert.equal(schemaValidator(name)(7), false, `${file} accepts a number`);
    assert.equal(typeof schema["title"], "string");
  }
});

test("our card schema and the published one give one verdict on every mutation of a full card", {
  skip: skipWithout("contracts/server-card.schema.v1.json"),
}, () => {
  const theirs = published();
  const mine = schemaValidator("server-card");
  let accepted = 0;
  let refused = 0;
  for (const document of [fullCard, ...mutations(fullCard)]) {
    const verdict = theirs(document);
    assert.equal(mine(document), verdict, JSON.stringify(document));
    if (verdict) accepted++;
    else refused++;
  }
  assert.ok(accepted > 500 && refused > 1000, `${accepted} accepted, ${refused} refused`);
});

test("our card schema and the published one agree on every real and hostile document", {
  skip: skipWithout("contracts/server-card.schema.v1.json"),
}, () => {
  const theirs = published();
  const mine = schemaValidator("server-card");
  const documents: [string, unknown][] = [];
  for (const folder of [
    "official/valid",
    "official/invalid",
    "wild/v1-card",
    "wild/server-json",
    "wild/sep1649-card",
  ]) {
    const path = sharedData(folder) ?? "";
    for (const file of readdirSync(path)) documents.push([file, parsed(readFileSync(join(path, file), "utf8"))]);
  }
  for (const { id, bytes } of hostileBodies()) documents.push([id, parsed(bytes.toString("utf8"))]);
  for (const [name, document] of documents) assert.equal(mine(document), theirs(document), name);
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test("every report that we print satisfies the report schema, and the schema knows every kind and failure", {
  skip: skipWithout("wild"),
}, () => {
  const report = schemaValidator("report");
  const wild = sharedData("wild") ?? "";
  for (const path of readdirSync(wild, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  )) {
    const json = reportToJson(validate(readFileSync(join(wild, path)), { source: path, admission: true }));
    assertMatchesSchema("report", json, path);
  }
  for (const kind of kinds) assert.ok(report({ source: "-", kind, valid: true, diagnostics: [] }), kind);
  for (const code of failureCodes)
    assert.ok(
      report({
        source: "-",
        kind: "empty",
        valid: false,
        diagnostics: [],
        failure: { code, message: "x", url: "https://example.com/" },
      }),
      code,
    );
  assert.equal(report({ source: "-", kind: "card", valid: true, diagnostics: [] }), false);
});

test("the cheap answer about URLs is the answer of the whole grammar", async () => {
  const { formats } = await import(join(projectRoot, "scripts/formats.mjs"));
  const whole = fullFormats.uri as (text: string) => boolean;
  const piece = fc.constantFrom(
    "https://",
    "https:",
    "/",
    "//",
    "a",
    "A",
    "0",
    ".",
    "-",
    "_",
    "~",
    ":",
    "%41",
    "%",
    "?",
    "#",
    "@",
    " ",
    "\n",
    "[",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = `https://${pieces.join("")}`;
      assert.equal(formats.uri(text), whole(text), text);
      assert.equal(formats.uri(pieces.join("")), whole(pieces.join("")), pieces.join(""));
    }),
    { numRuns: 5000 },
  );
});
