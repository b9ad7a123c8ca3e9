// Reads the formats back, as the programs that they are for do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { XMLParser, XMLValidator } from "fast-xml-parser";

const text = {
  type: "object",
  required: ["text"],
  additionalProperties: false,
  properties: { text: { type: "string", minLength: 1 } },
};
const level = { enum: ["error", "warning", "note"] };
const line = { type: "integer", minimum: 1 };

function closed(properties: object, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", additionalProperties: false, required, properties };
}

const artifactLocation = closed(
  { uri: { type: "string", pattern: "^[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]*$" }, uriBaseId: { const: "%SRCROOT%" } },
  ["uriBaseId"],
);

/** The part of SARIF 2.1.0 that we use, closed, by hand from its sections 3.13 to 3.58. The official schema is asked as well. */
const sarifShape = closed({
  $schema: { const: "https://json.schemastore.org/sarif-2.1.0.json" },
  version: { const: "2.1.0" },
  runs: {
    type: "array",
    minItems: 1,
    maxItems: 1,
    items: closed({
      tool: closed({
        driver: closed({
          name: { const: "mcp-discover" },
          version: { type: "string" },
          rules: {
            type: "array",
            uniqueItems: true,
            items: closed(
              {
                id: { type: "string" },
                shortDescription: text,
                fullDescription: text,
                help: text,
                helpUri: { type: "string", pattern: "^https://" },
                defaultConfiguration: closed({ level }),
              },
              ["helpUri"],
            ),
          },
        }),
      }),
      columnKind: { const: "utf16CodeUnits" },
      invocations: {
        type: "array",
        items: closed({
          executionSuccessful: { type: "boolean" },
          toolExecutionNotifications: {
            type: "array",
            items: closed({ level: { const: "error" }, message: text, descriptor: closed({ id: { type: "string" } }) }),
          },
        }),
      },
      results: {
        type: "array",
        items: closed({
          ruleId: { type: "string" },
          ruleIndex: { type: "integer", minimum: 0 },
          level,
          message: text,
          locations: {
            type: "array",
            minItems: 1,
            items: closed({
              physicalLocation: closed(
                {
                  artifactLocation,
                  region: closed({ startLine: line, startColumn: line, endLine: line, endColumn: line }),
                },
                ["region"],
              ),
            }),
          },
          partialFingerprints: closed({
            "mcpDiscoverFinding/v1": { type: "string", pattern: "^[0-9a-f]{32}:[0-9]+$" },
          }),
        }),
      },
    }),
  },
});

const isSarif = new Ajv2020({ allErrors: true }).compile(sarifShape);

/** The official schema of SARIF 2.1.0, where `.ci/peers` brought it; else every log is held against our own shape only. */
const officialSarif = process.env["MCP_DISCOVER_TEST_SARIF_SCHEMA"] ?? "";
const isOfficialSarif = officialSarif === "" ? undefined : compileOfficial(officialSarif);

/** Why the official schema cannot be asked, as the `skip` of a test. */
export const skipWithoutOfficialSarif: string | false =
  isOfficialSarif === undefined && "the official schema is absent (MCP_DISCOVER_TEST_SARIF_SCHEMA names none)";

function compileOfficial(path: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false });
  addFormatsModule.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
}

/** One result of a SARIF log. */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: string;
  readonly uri: string;
  readonly region?: {
    readonly startLine: number;
    readonly startColumn: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
  readonly fingerprint: string;
}

/** Reads a SARIF log. Fails where it breaks the shape, or a result does not point at its rule. */
export function readSarif(log: string): {
  readonly rules: readonly { readonly id: string }[];
  readonly results: readonly SarifResult[];
} {
  const value = JSON.parse(log);
  const fits: boolean = isSarif(value);
  assert.ok(fits, JSON.stringify(isSarif.errors?.slice(0, 3)));
  if (isOfficialSarif) {
    assert.ok(isOfficialSarif(value), JSON.stringify(isOfficialSarif.errors?.slice(0, 3)));
  }
  const [run] = value.runs;
  const { rules } = run.tool.driver;
  const results = run.results.map((result: typeof run) => {
    assert.equal(rules[result.ruleIndex].id, result.ruleId);
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    if (region !== undefined) assert.ok(region.endLine > region.startLine || region.endColumn >= region.startColumn);
    return {
      ruleId: result.ruleId,
      level: result.level,
      message: result.message.text,
      uri: artifactLocation.uri,
      ...(region === undefined ? {} : { region }),
      fingerprint: result.partialFingerprints["mcpDiscoverFinding/v1"],
    };
  });
  return { rules, results };
}

/** One case of a JUnit file. */
export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  readonly failure?: string;
  readonly error?: string;
  readonly output?: string;
}

interface XmlCase {
  readonly name: string;
  readonly classname: string;
  readonly failure?: { readonly "#text": string };
  readonly error?: { readonly message: string };
  readonly "system-out"?: { readonly "#text": string };
}

/** Reads a JUnit file with an XML parser. Fails where it is no XML or its counts are not those of its cases. */
export function readJunit(xml: string): readonly JunitCase[] {
  assert.equal(XMLValidator.validate(xml), true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: 1e7, maxExpandedLength: 1e9, maxEntityCount: 1e7 },
    isArray: (name) => name === "testcase",
    alwaysCreateTextNode: true,
  });
  const { testsuite } = parser.parse(xml).testsuites;
  const cases: JunitCase[] = (testsuite.testcase ?? []).map((each: XmlCase) => {
    const failure = each.failure?.["#text"];
    const output = each["system-out"]?.["#text"];
    const error = each.error?.message;
    return {
      name: each.name,
      classname: each.classname,
      ...(failure === undefined ? {} : { failure }),
      ...(error === undefined ? {} : { error }),
      ...(output === undefined ? {} : { output }),
    };
  });
  assert.equal(Number(testsuite.tests), cases.length);
  assert.equal(Number(testsuite.failures), cases.filter(({ failure }) => failure !== undefined).length);
  assert.equal(Number(testsuite.errors), cases.filter(({ error }) => error !== undefined).length);
  return cases;
}

/** One workflow command. */
export interface Annotation {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Reads one line as the runner does; undefined where it is no command. */
export function readCommand(line: string): Annotation | undefined {
  const match = /^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$/su.exec(line);
  if (match === null) return undefined;
  const [, command = "", properties = "", data = ""] = match;
  const decode = (value: string): string =>
    value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const decodeProperty = (value: string): string => decode(value.replaceAll("%3A", ":").replaceAll("%2C", ","));
  const pairs = properties.split(",").filter((pair) => pair !== "");
  return {
    command,
    properties: Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), decodeProperty(pair.slice(pair.indexOf("=") + 1))]),
    ),
    data: decode(data),
  };
}

/** Gives the commands that a GitHub Actions runner would obey in a log, those that stop and start commands left out. */
export function obeyed(log: string): readonly (Annotation | string)[] {
  const found: (Annotation | string)[] = [];
  let word: string | undefined;
  for (const line of log.split("\n")) {
    if (word !== undefined) {
      if (line.trim() === `::${word}::`) word = undefined;
      continue;
    }
    const command = readCommand(line);
    if (command?.command === "stop-commands") word = command.data;
    else if (command !== undefined) found.push(command);
    else if (line.includes("##[")) found.push(line);
  }
  return found;
}

/** Splits a Markdown summary into its first line and the cells of its rows, code spans read as the text in them. */
export function readMarkdown(summary: string): {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
} {
  const [title = "", ...lines] = summary.split("\n");
  const table = lines.filter((line) => line.startsWith("|"));
  if (table.length > 0) assert.equal(table[1], "|---|---|---|---|");
  const rows = table.slice(2).map((row) => {
    // GFM splits a row at pipes without a backslash before it looks for code.
    const cells = row.split(/(?<!\\)\|/).slice(1, -1);
    assert.equal(cells.length, 4, row);
    return cells.map((cell) => readSpans(cell.replaceAll("\\|", "|").trim()));
  });
  return { title, rows };
}

/** Reads text in which everything but our own few words stands in code spans (CommonMark 6.1). */
function readSpans(cell: string): string {
  if (/^(?:error|warning|note|not read)?$/.test(cell)) return cell;
  const parts: string[] = [];
  let rest = cell;
  while (rest !== "") {
    const fence = /^`+/.exec(rest)?.[0] ?? "";
    assert.notEqual(fence, "", `text outside of code: ${rest}`);
    const close = new RegExp(`(?<!\`)${fence}(?!\`)`, "g");
    close.lastIndex = fence.length;
    const end = close.exec(rest)?.index ?? -1;
    assert.ok(end > 0, `code that does not end: ${rest}`);
    const inner = rest.slice(fence.length, end);
    parts.push(inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "" ? inner.slice(1, -1) : inner);
    rest = rest.slice(end + fence.length);
    if (rest !== "") assert.match(rest, /^ `/);
    rest = rest.slice(1);
  }
  return parts.join(" ");
}
