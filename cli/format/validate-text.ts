// The verdicts on documents as text for people.

import type { Severity } from "../../src/document/diagnostic.ts";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import type { Settled } from "../settings.ts";
import { failingFrom, onlyFailing, whyFailing } from "../severity.ts";
import { diagnosticsText, type TextLayout, tally, tallyText } from "./diagnostics.ts";
import { kindNames } from "./kinds.ts";
import { limitProblems, type ToldReport } from "./limit-problems.ts";
import { count, figures } from "./words.ts";

/** What of the reports is told. */
export interface ValidateTextOptions {
  /** Only what fails the run, and nothing else. */
  readonly quiet: boolean;
  /** From which severity on findings fail the run; by default errors. */
  readonly failOn?: Severity | "never";
  readonly maxWarnings?: number | undefined;
  /** The configuration file, where that decided. */
  readonly decided?: Settled["decided"];
  /** At most this many problems, and how many more there are; by default all. */
  readonly maxProblems?: number | undefined;
  /** What mends, as the user would write it; by default `--fix`. */
  readonly fixWith?: string;
  /** Also gives the lines on who can read each document. */
  readonly readings?: (report: Report, layout: TextLayout) => readonly string[];
}

/** Formats reports: one line for valid documents, a block for each that has findings, a last line that counts. */
export function validateText(reports: readonly Report[], layout: TextLayout, options: ValidateTextOptions): string {
  const { failOn = "error" } = options;
  const least = failingFrom(reports, failOn, options.maxWarnings);
  const spoken = options.quiet ? reports.map((report) => onlyFailing(report, least)) : reports;
  const readings = options.quiet ? undefined : options.readings;
  const blocks = spoken.filter(
    (report) => readings !== undefined || report.failure !== undefined || report.diagnostics.length > 0,
  );
  const { told, more } = limitProblems(blocks, options.maxProblems ?? Number.POSITIVE_INFINITY);
  const lines = told.flatMap((each) => [...block(each, layout), ...(readings?.(each.report, layout) ?? [])]);
  if (more > 0) lines.push(`${count(more, "more problem")} not shown (--max-problems ${options.maxProblems})`);
  if (more > 0 && !options.quiet) lines.push("");
  if (options.quiet) return joined(lines);
  const [only] = reports;
  if (reports.length === 1 && only !== undefined) {
    return joined(blocks.length === 0 ? [clean(only, layout)] : [...lines, ...lastLine(reports, layout, options)]);
  }
  return joined([...lines, ...lastLine(reports, layout, options)]);
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function clean(report: Report, { palette }: TextLayout): string {
  return `${title(report, palette.strong)} · ${palette.good("valid")}`;
}

function title(report: Report, strong: (text: string) => string): string {
  return `${strong(sourceName(report))} · ${kindNames[report.kind]}${levelText(report)}`;
}

/** The level that a catalog reaches (AI Catalog, conformance levels). */
function levelText({ level }: Report): string {
  if (level === undefined) return "";
  return level === 0 ? ", below level 1" : `, level ${level}`;
}

function sourceName({ source }: Report): string {
  return source === "-" ? "standard input" : printable(source);
}

function block({ report, told }: ToldReport, layout: TextLayout): string[] {
  const { palette } = layout;
  if (report.failure !== undefined) {
    return [
      `${palette.strong(sourceName(report))} · ${palette.error("could not be read")}: ${printable(report.failure.message)}`,
      "",
    ];
  }
  if (report.diagnostics.length === 0) return [clean(report, layout), ""];
  const verdict = report.valid ? palette.good("valid, ") : "";
  return [
    `${title(report, palette.strong)} · ${verdict}${tallyText(tally(report.diagnostics))}`,
    "",
    ...diagnosticsText(told, layout),
  ];
}

function lastLine(
  reports: readonly Report[],
  { palette, columns }: TextLayout,
  { fixWith = "--fix", failOn = "error", decided }: ValidateTextOptions,
): string[] {
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
  const said = [found, fixableText(reports, fixWith)].filter((part) => part !== "").join(", ");
  const paint = invalid + failed > 0 ? palette.error : palette.good;
  const fails = whyFailing(reports, failOn, decided);
  const total = `${said === "" ? "" : `: ${said}`}${fails === undefined ? "" : ` (${fails})`}`;
  const why = whyLine(reports);
  if (why === "") return [`${paint(sentence)}${total}`];
  const fits = columns === undefined || sentence.length + total.length + 2 + why.length <= columns;
  return fits ? [`${paint(sentence)}${total}. ${why}`] : [`${paint(sentence)}${total}`, why];
}

/** What to do next: read about the first error. */
function whyLine(reports: readonly Report[]): string {
  const errors = reports.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === "error"));
  const [first] = errors;
  return first === undefined ? "" : `Why: mcp-discover explain ${first.code}`;
}

/** What is fetched cannot be mended where it is. */
function fixableText(reports: readonly Report[], fixWith: string): string {
  const here = reports.filter(({ source }) => !/^https?:/i.test(source));
  const number = here.flatMap(({ diagnostics }) => diagnostics).filter(({ fixable }) => fixable === true).length;
  return number === 0 ? "" : `${figures(number)} fixable with ${fixWith}`;
}
