// JUnit XML, for CI systems that show test results: one case a document, what makes it fail in one failure.

import type { Severity } from "../../src/document/diagnostic.ts";
import { createPositions } from "../../src/document/position.ts";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import { tally, tallyText } from "./diagnostics.ts";

interface Line {
  readonly severity: Severity;
  readonly code: string;
  readonly text: string;
}

/**
 * Gives the XML text, ending in a line break. A case fails by the findings that `fails` picks, and by errors in any case; they
 * stand in one `failure`, because some readers take only one. The rest stands in the case's `system-out`.
 */
export function junit(reports: readonly Report[], fails: (severity: Severity) => boolean): string {
  const cases = reports.map((report) => caseOf(report, (severity) => severity === "error" || fails(severity)));
  const failed = cases.filter(({ outcome }) => outcome === "failure").length;
  const errors = cases.filter(({ outcome }) => outcome === "error").length;
  const counts = `tests="${reports.length}" failures="${failed}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mcp-discover" ${counts}>`,
    `  <testsuite name="mcp-discover validate" ${counts} skipped="0">`,
    ...cases.flatMap(({ lines }) => lines),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseOf(
  report: Report,
  fails: (severity: Severity) => boolean,
): { readonly outcome: "passed" | "failure" | "error"; readonly lines: readonly string[] } {
  const { kind, source, failure } = report;
  const head = `    <testcase classname="${xml(kind)}" name="${xml(source === "-" ? "standard input" : source)}"`;
  if (failure !== undefined) {
    const error = `      <error type="${xml(failure.code)}" message="${xml(failure.message)}"/>`;
    return { outcome: "error", lines: [`${head}>`, error, "    </testcase>"] };
  }
  const found = linesOf(report);
  const bad = found.filter(({ severity }) => fails(severity));
  const rest = found.filter(({ severity }) => !fails(severity));
  if (found.length === 0) return { outcome: "passed", lines: [`${head}/>`] };
  const count = tallyText(tally(report.diagnostics.filter(({ severity }) => fails(severity))));
  const failed = `      <failure type="${xml(bad[0]?.code ?? "")}" message="${count}">${texts(bad)}</failure>`;
  const lines = [
    `${head}>`,
    ...(bad.length === 0 ? [] : [failed]),
    ...(rest.length === 0 ? [] : [`      <system-out>${texts(rest)}</system-out>`]),
    "    </testcase>",
  ];
  return { outcome: bad.length === 0 ? "passed" : "failure", lines };
}

function linesOf(report: Report): Line[] {
  const positions = report.text === undefined ? undefined : createPositions(report.text);
  return report.diagnostics.map(({ code, severity, message, range, hint }) => {
    const at = range && positions?.(range.start);
    const where = at === undefined ? "" : `${at.line}:${at.column} `;
    const advice = hint === undefined ? "" : ` (${hint})`;
    return { severity, code, text: `${where}${severity} ${code}: ${message}${advice}` };
  });
}

function texts(lines: readonly Line[]): string {
  return lines.map(({ text }) => xml(text)).join("&#10;");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Printable text holds no character that XML 1.0 forbids. `##[` is obeyed by GitHub Actions anywhere in a line. */
function xml(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (character) => entities[character] ?? "")
    .replaceAll("##[", "##&#91;");
}
