// Other severities than the rules' own: what can be set, what cannot, and that nothing is lost or shown by it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Diagnostic, maxDiagnostics, type Severity } from "../src/document/diagnostic.ts";
import { nearest } from "../src/text/nearest.ts";
import { allCodes } from "../src/validate/code-table.ts";
import { rules } from "../src/validate/rules/index.ts";
import { applySeverities, type Setting, type Settings } from "../src/validate/severities.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine } from "./support/host.ts";

const settings = (of: Record<string, Setting>): Settings => new Map(Object.entries(of));
const range: Diagnostic["code"] = "card/version-range";

const card = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
    name: "com.example/weather",
    version: "^1.0.0",
    description: "Answers questions about the weather",
    remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
    ...more,
  });

function severityOf(text: string, code: string, ...overrides: Settings[]): Severity | undefined {
  return validate(text, { severities: overrides }).diagnostics.find((found) => found.code === code)?.severity;
}

test("a code has the severity that is set, and valid follows", () => {
  assert.equal(severityOf(card(), range), "error");
  const mild = validate(card(), { severities: [settings({ [range]: "warning", "card/version-semver": "off" })] });
  assert.equal(mild.valid, true);
  assert.deepEqual(
    mild.diagnostics.filter(({ code }) => code.startsWith("card/version-")).map(({ severity }) => severity),
    ["warning"],
  );
});

test("a code beats its family, and a stronger place beats both", () => {
  const family = settings({ "card/*": "info" });
  assert.equal(severityOf(card(), range, family), "info");
  assert.equal(severityOf(card(), range, settings({ "card/*": "off", [range]: "warning" })), "warning");
  assert.equal(severityOf(card(), range, family, settings({ [range]: "error" })), "info");
});

test("an error that stops a document before the rules stays an error", () => {
  const all = settings({ "json/*": "off", "document/*": "off", "schema/*": "off" });
  for (const text of ["{", "", "<html>", '{"serverInfo":{"name":"a"}}', card({ name: 7 }), card({ description: "" })]) {
    assert.deepEqual(validate(text, { severities: [all] }).valid, false, text);
  }
});

test("what is set for the rules of samples never throws and always gives a report that agrees with itself", () => {
  const setting = fc.constantFrom<Setting>("off", "info", "warning", "error");
  const overrides = fc.dictionary(fc.constantFrom(...allCodes, "card/*", "catalog/*", "schema/*"), setting);
  fc.assert(
    fc.property(fc.constantFrom(...rules), overrides, ({ bad }, of) => {
      const text = JSON.stringify(bad);
      const report = validate(text, { severities: [settings(of)], admission: true });
      assert.equal(
        report.valid,
        report.diagnostics.every(({ severity }) => severity !== "error"),
      );
      assert.deepEqual(applySeverities(report, [settings(of)]), report);
      for (const { code, severity } of report.diagnostics) {
        const set = of[code] ?? of[`${code.split("/")[0]}/*`];
        if (set !== undefined && !/^(json|document|schema)\//.test(code)) assert.equal(severity, set);
      }
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("findings that are off take no room from those that are not", () => {
  const url = "http://mcp.example.com/weather";
  const remotes = Array.from({ length: 3 * maxDiagnostics }, (_, index) => ({ type: "sse", url: `${url}/${index}` }));
  const report = validate(card({ remotes, version: "latest" }), {
    severities: [settings({ "card/remote-http": "off", "card/sse": "off", "card/url-http": "off" })],
  });
  assert.ok(report.diagnostics.some(({ code }) => code === "card/version-latest"));
});

test("a report that was full of errors is not clean when they are turned off afterwards", () => {
  const diagnostics: Diagnostic[] = Array.from({ length: maxDiagnostics }, () => ({
    code: "card/sse",
    severity: "error",
    message: "x",
  }));
  const report = applySeverities({ source: "-", kind: "server-card", valid: false, diagnostics }, [
    settings({ "card/sse": "off" }),
  ]);
  assert.equal(report.valid, false);
  assert.deepEqual(
    report.diagnostics.map(({ code }) => code),
    ["document/too-many-findings"],
  );
});

const token = `ghp_${"a1B2c3D4e5".repeat(4).slice(0, 36)}`;

test("a credential stays covered in the frames of other findings, whatever is off, cut or quiet", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card({ description: `Weather ${token}` }) } });
  const ways = [
    [],
    ["--off", "card/credential"],
    ["--warn", "card/credential", "--quiet"],
    ["--max-problems", "1"],
    ["--off", "card/credential", "--max-problems", "1", "--quiet"],
    ["--baseline", "write"],
  ];
  for (const way of ways) {
    const { stdout } = await line.run(["validate", "card.json", ...way]);
    assert.ok(!stdout.includes(token), way.join(" "));
  }
});

test("the nearest word is found for a slip, and none for something else", () => {
  assert.equal(nearest("card/ssse", allCodes), "card/sse");
  assert.equal(nearest("maxWarning", ["maxProblems", "maxWarnings"]), "maxWarnings");
  assert.equal(nearest("ngnix", ["apache", "nginx"]), "nginx");
  assert.equal(nearest("quite different", allCodes), undefined);
  assert.equal(nearest("x".repeat(100_000), allCodes), undefined);
});
