// The formats for other programs: each parses back with a parser of its kind, says what JSON says, and holds nothing forbidden.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ciText } from "../cli/format/ci.ts";
import { maxMarkdownRows } from "../cli/format/markdown.ts";
import { printable } from "../src/document/printable.ts";
import type { Report } from "../src/document/report.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine } from "./support/host.ts";
import { hostileBodies } from "./support/hostile.ts";
import {
  type Annotation,
  obeyed,
  readCommand,
  readJunit,
  readMarkdown,
  readSarif,
  skipWithoutOfficialSarif,
} from "./support/readers.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { cardOf } from "./support/web.ts";

const names = ["sarif", "junit", "github", "markdown"] as const;

/** Controls but the line feed, separators, bidi controls, zero-width characters that join nothing here, tags, lone surrogates. */
const forbidden =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u;

const failOn = "error";

/** What a finding says, as the formats show it. */
function said(message: string): string {
  return printable(message);
}

function undoMark(text: string): string {
  return text.replaceAll("#\\u{23}[", "##[");
}

/** Reads all four formats of some reports, and fails where one does not hold each finding once. */
function assertReadBack(reports: readonly Report[], name: string): void {
  const found = reports.flatMap(({ diagnostics }) => diagnostics);
  const texts = new Map(names.map((format) => [format, ciText(format, reports, { failOn })]));
  for (const [format, text] of texts) {
    assert.doesNotMatch(text, forbidden, `${name} ${format}`);
    assert.doesNotMatch(text, /##\[/, `${name} ${format}`);
  }
  const { results, rules } = readSarif(texts.get("sarif") ?? "");
  assert.deepEqual(
    results.map(({ ruleId }) => ruleId),
    found.map(({ code }) => code),
    name,
  );
  assert.deepEqual(
    rules.map(({ id }) => id),
    [...new Set(found.map(({ code }) => code))].sort(),
    name,
  );
  for (const [index, { message, hint }] of found.entries()) {
    const advice = hint === undefined ? "" : `. To mend it: ${said(hint)}`;
    assert.equal(results[index]?.message, `${said(message)}${advice}`, name);
  }
  const cases = readJunit(texts.get("junit") ?? "");
  for (const [index, report] of reports.entries()) {
    const { failure = "", output = "", name: source } = cases[index] ?? {};
    assert.equal(source, report.source === "-" ? "standard input" : printable(report.source), name);
    const lines = [...failure.split("\n"), ...output.split("\n")].filter((line) => line !== "");
    const errors = report.diagnostics.filter(({ severity }) => severity === "error");
    assert.equal(failure === "" ? 0 : failure.split("\n").length, errors.length, name);
    assert.equal(lines.length, report.diagnostics.length, name);
    for (const { code, message } of report.diagnostics) {
      assert.ok(
        lines.some((line) => line.includes(`${code}: ${said(message)}`)),
        `${name}: ${message}`,
      );
    }
  }
  const commands = (texts.get("github") ?? "").split("\n").slice(0, -1).map(readCommand);
  assert.equal(commands.length, found.length, name);
  for (const [index, { code, message }] of found.entries()) {
    assert.equal(commands[index]?.properties["title"], code, name);
    assert.ok(undoMark(commands[index]?.data ?? "").includes(said(message)), name);
  }
  const { rows } = readMarkdown(texts.get("markdown") ?? "");
  assert.equal(rows.length, Math.min(found.length, maxMarkdownRows), name);
  const spans = new Set(found.map(({ code, message }) => `${code} ${said(message).trim()}`));
  for (const [, , cell = ""] of rows) assert.ok(spans.has(undoMark(cell)), `${name}: ${cell}`);
}

const wrong = cardOf("com.example/weather", { version: "^1.2.0", websiteUrl: "http://example.com/", extra: "déjà" });

test("several formats come from one run, each in its file, and say the same", async (t) => {
  const files = {
    "cards/a b.json": JSON.stringify(wrong, null, 2),
    "cards/good.json": JSON.stringify(cardOf("com.example/weather")),
  };
  const line = createCommandLine(t, { files });
  const outputs = names.flatMap((name) => ["--output-file", `${name}=report.${name}`]);
  const argv = ["validate", "cards", "missing.json", "--format", "json", ...outputs];
  const { code, stdout } = await line.run(argv);
  assert.equal(code, 1);
  const read = (name: string): string => readFileSync(join(line.folder, `report.${name}`), "utf8");
  const json = JSON.parse(stdout);
  const [{ diagnostics }] = json.reports;
  assert.ok(diagnostics.length > 0);
  const { results } = readSarif(read("sarif"));
  assert.deepEqual(
    results.map(({ ruleId, region, uri }) => [ruleId, region?.startLine, region?.startColumn, region?.endColumn, uri]),
    diagnostics.map((each: Record<string, unknown>) => [
      each["code"],
      each["line"],
      each["column"],
      each["endColumn"],
      "cards/a%20b.json",
    ]),
  );
  assert.match(read("sarif"), /"executionSuccessful": false/);
  const cases = readJunit(read("junit"));
  assert.deepEqual(
    cases.map(({ name }) => name),
    ["cards/a b.json", "cards/good.json", "missing.json"],
  );
  assert.deepEqual(
    cases.map(({ failure, error }) => [failure !== undefined, error !== undefined]),
    [
      [true, false],
      [false, false],
      [false, true],
    ],
  );
  const annotations = read("github").split("\n").slice(0, -1).map(readCommand);
  assert.deepEqual(annotations.at(0)?.properties, {
    file: "cards/a b.json",
    line: String(diagnostics[0].line),
    endLine: String(diagnostics[0].endLine),
    col: String(diagnostics[0].column),
    endColumn: String(diagnostics[0].endColumn),
    title: diagnostics[0].code,
  });
  assert.equal(annotations.at(-1)?.properties["file"], "missing.json");
  assert.match(readMarkdown(read("markdown")).title, /^\*\*mcp-discover\*\*: 1 of 3 documents invalid, 1 of 3 /);
});

test("each format stands on stdout too, and says so when all is well", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(cardOf("com.example/weather")) } });
  const out = async (format: string): Promise<string> =>
    (await line.run(["validate", "card.json", "--format", format])).stdout;
  assert.deepEqual(readSarif(await out("sarif")).results, []);
  assert.deepEqual(readJunit(await out("junit")), [{ name: "card.json", classname: "server-card" }]);
  assert.equal(await out("github"), "");
  assert.equal(await out("markdown"), "**mcp-discover**: 1 document valid\n");
});

test("a finding keeps its fingerprint when lines move, and no two of a document share one", () => {
  const prints = (text: string): readonly string[] =>
    readSarif(ciText("sarif", [validate(text, { source: "a.json" })], { failOn })).results.map(
      ({ fingerprint }) => fingerprint,
    );
  const before = prints(JSON.stringify(wrong));
  assert.ok(before.length > 1);
  assert.deepEqual(prints(`\n\n\n${JSON.stringify(wrong, null, 4)}`), before);
  assert.equal(new Set(before).size, before.length);
});

test("what --fail-on fails is a failed case in JUnit", async (t) => {
  const card = cardOf("com.example/weather", { websiteUrl: "http://example.com/" });
  const line = createCommandLine(t, { files: { "card.json": JSON.stringify(card) } });
  const run = async (severity: string): Promise<string | undefined> =>
    readJunit((await line.run(["validate", "card.json", "--format", "junit", "--fail-on", severity])).stdout)[0]
      ?.failure;
  assert.equal(await run("error"), undefined);
  assert.match((await run("warning")) ?? "", /card\/url-http/);
});

test("a document without a file in the repository is named in the annotation's words", () => {
  const report = validate("{", { source: "https://example.com/mcp/server-card" });
  const [line = ""] = ciText("github", [report], { failOn }).split("\n");
  assert.deepEqual(Object.keys(readCommand(line)?.properties ?? {}), ["title"]);
  assert.match(readCommand(line)?.data ?? "", /^https:\/\/example\.com\/mcp\/server-card: /);
});

test("a Markdown summary shows what is serious first and counts what it leaves out", () => {
  const bad = (source: string): Report => validate("{", { source });
  const warned = validate(JSON.stringify(cardOf("com.example/weather", { websiteUrl: "http://example.com/" })), {
    source: "w.json",
  });
  const text = ciText("markdown", [warned, ...Array.from({ length: 300 }, (_, index) => bad(`${index}.json`))], {
    failOn,
  });
  const { rows } = readMarkdown(text);
  assert.equal(rows.length, maxMarkdownRows);
  assert.ok(rows.every(([severity]) => severity === "error"));
  assert.match(text, /\n101 more of them are not shown here\.\n$/);
});

const forgeries = [
  "::error::owned",
  "\n::set-output name=a::b",
  "%0A::error::owned",
  "##[error]owned",
  "a##[command]b",
  "::stop-commands::x",
  "|cell|",
  "\\|",
  "`",
  "``",
  "` `",
  "<b>",
  "]]>",
  "<!--",
  "@someone",
  "https://example.com",
  "![x](https://example.com/a.png)",
  "&#10;",
  "&lt;",
  "a,b=c:d",
  "%25",
  "%2C",
  "\ud800",
  "\ufffe",
  "=1+1",
  "",
];

function nastyCard(text: string): string {
  const input = { name: text, value: text, description: text };
  return JSON.stringify({
    ...cardOf(text, { version: text, description: text.repeat(9), title: text, [text]: text, websiteUrl: text }),
    remotes: [{ type: text, url: `https://example.com/${text}`, headers: [input], variables: { [text]: input } }],
  });
}

test("texts that would forge another format's syntax read back as themselves", () => {
  for (const text of forgeries)
    assertReadBack([validate(nastyCard(text), { source: `${text}.json`, admission: true })], text);
});

test("every naughty string, in a card and as its name, reads back from every format", {
  skip: skipWithout("naughty-strings.json"),
}, () => {
  const naughty: string[] = JSON.parse(readFileSync(sharedData("naughty-strings.json") ?? "", "utf8"));
  assert.ok(naughty.length > 250);
  const schemaErrors = naughty.map((text) => validate(nastyCard(text), { source: text, admission: true }));
  const rules = naughty.map((text) =>
    validate(
      JSON.stringify(
        cardOf("com.example/weather", {
          version: text,
          title: text,
          [text]: 1,
          repository: { url: "https://example.com", source: text, subfolder: text },
        }),
      ),
      { source: text, admission: true },
    ),
  );
  for (const [index, text] of naughty.entries()) {
    for (const report of [schemaErrors[index], rules[index]])
      if (report) assertReadBack([report], JSON.stringify(text));
  }
  assertReadBack(schemaErrors.slice(0, 40), "many at once");
});

test("every hostile document reads back from every format, and commands no CI runner", {
  skip: skipWithout("hostile-documents.jsonl"),
}, async (t) => {
  const line = createCommandLine(t, { env: { GITHUB_ACTIONS: "true" } });
  const outputs = ["--output-file", "markdown=summary.md", "--output-file", "sarif=log.sarif"];
  let bodies = 0;
  for (const { id, bytes } of hostileBodies()) {
    bodies++;
    assertReadBack([validate(bytes, { admission: true })], id);
    for (const format of ["text", "json", "junit", "markdown", "sarif"]) {
      const { stdout } = await line.run(["validate", "-", "--admission", "--format", format], { stdin: bytes });
      assert.deepEqual(obeyed(stdout), [], `${id} ${format}`);
      assert.doesNotMatch(stdout, forbidden, `${id} ${format}`);
    }
    const { stdout } = await line.run(["validate", "-", "--admission", "--format", "github", ...outputs], {
      stdin: bytes,
    });
    for (const each of obeyed(stdout) as Annotation[]) assert.match(each.command, /^(?:error|warning|notice)$/, id);
    readSarif(readFileSync(join(line.folder, "log.sarif"), "utf8"));
    readMarkdown(readFileSync(join(line.folder, "summary.md"), "utf8"));
  }
  assert.ok(bodies > 100);
});

test("JSON of forged texts is no command to a CI log either, and keeps its schema", async (t) => {
  const line = createCommandLine(t, { env: { GITHUB_ACTIONS: "true" } });
  for (const text of forgeries) {
    const { stdout } = await line.run(["validate", "-", "--format", "json"], { stdin: nastyCard(text) });
    assert.deepEqual(obeyed(stdout), []);
    assertMatchesSchema("validate", JSON.parse(stdout));
  }
});

test("the official SARIF schema takes the logs, and refuses one that lacks a message", {
  skip: skipWithoutOfficialSarif,
}, () => {
  const log = ciText("sarif", [validate("{}", { source: "a b/é.json" })], { failOn });
  assert.ok(readSarif(log).results.length > 0);
  const broken = JSON.parse(log);
  delete broken.runs[0].results[0].message;
  assert.throws(() => readSarif(JSON.stringify(broken)));
});
