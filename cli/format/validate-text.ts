// The verdicts on documents as text for people.

import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import { diagnosticsText, type TextLayout, tally, tallyText } from "./diagnostics.ts";
import { kindNames } from "./kinds.ts";
import { count } from "./words.ts";

/** Formats reports: one line for valid documents, a block for each that has findings, a last line that counts. */
export function validateText(
  reports: readonly Report[],
  layout: TextLayout,
  options: { readonly quiet: boolean },
): string {
  const spoken = options.quiet ? reports.filter((report) => !report.valid).map(onlyErrors) : reports;
  const blocks = spoken.filter((report) => report.failure !== undefined || report.diagnostics.length > 0);
  const lines = blocks.flatMap((report) => block(report, layout));
  if (options.quiet) return joined(lines);
  const [only] = reports;
  if (reports.length === 1 && only !== undefined) {
    return joined(blocks.length === 0 ? [clean(only, layout)] : [...lines, ...lastLine(reports, layout)]);
  }
  return joined([...lines, ...lastLine(reports, layout)]);
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function onlyErrors(report: Report): Report {
  return { ...report, diagnostics: report.diagnostics.filter((each) => each.severity === "error") };
}

function clean(report: Report, { palette }: TextLayout): string {
  return `${title(report, palette.strong)} · ${palette.good("valid")}`;
}

function title(report: Report, strong: (text: string) => string): string {
  return `${strong(sourceName(report))} · ${kindNames[report.kind]}`;
}

function sourceName({ source }: Report): string {
  return source === "-" ? "standard input" : printable(source);
}

function block(report: Report, layout: TextLayout): string[] {
  const { palette } = layout;
  if (report.failure !== undefined) {
    return [
      `${palette.strong(sourceName(report))} · ${palette.error("could not be read")}: ${printable(report.failure.message)}`,
      "",
    ];
  }
  const verdict = report.valid ? palette.good("valid, ") : "";
  return [
    `${title(report, palette.strong)} · ${verdict}${tallyText(tally(report.diagnostics))}`,
    "",
    ...diagnosticsText(report, layout),
  ];
}

function lastLine(reports: readonly Report[], { palette }: TextLayout): string[] {
  const failed = reports.filter((report) => report.failure !== undefined).length;
  const invalid = reports.filter((report) => !report.valid).length - failed;
  const valid = reports.length - failed - invalid;
  const found = tallyText(tally(reports.flatMap((report) => report.diagnostics)));
  const documents = (number: number): string => count(number, "document");
  const parts = [
    invalid > 0 ? `${documents(invalid)} invalid` : "",
    failed > 0 ? `${invalid > 0 ? String(failed) : documents(failed)} could not be read` : "",
    valid > 0 ? `${invalid + failed > 0 ? String(valid) : documents(valid)} valid` : "",
  ];
  const sentence = parts.filter((part) => part !== "").join(", ");
  const paint = invalid + failed > 0 ? palette.error : palette.good;
  return [`${paint(sentence)}${found === "" ? "" : `: ${found}`}`];
}
