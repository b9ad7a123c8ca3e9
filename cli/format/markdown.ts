// A Markdown summary for pull requests and job pages: a table of findings in which strangers' text is code, never markup.

import type { Severity } from "../../src/document/diagnostic.ts";
import { createPositions } from "../../src/document/position.ts";
import type { Report } from "../../src/document/report.ts";
import { codeSpan } from "./code-span.ts";
import { tally, tallyText } from "./diagnostics.ts";
import { count, figures } from "./words.ts";

/** Rows of the table: a summary on a job page may have 1 MiB, and nobody reads more rows than these. */
export const maxMarkdownRows = 200;

interface Row {
  readonly rank: number;
  readonly text: string;
}

/** Gives the summary, ending in a line break. What is serious comes first; what does not fit into the table is counted. */
export function markdown(reports: readonly Report[]): string {
  const rows = reports.flatMap(rowsOf).sort((a, b) => a.rank - b.rank);
  const shown = rows.slice(0, maxMarkdownRows).map(({ text }) => text);
  const hidden = rows.length - shown.length;
  return [
    `**mcp-discover**: ${verdict(reports)}`,
    ...(rows.length === 0 ? [] : ["", "| | where | finding | what to write |", "|---|---|---|---|", ...shown]),
    ...(hidden === 0 ? [] : ["", `${figures(hidden)} more of them are not shown here.`]),
    "",
  ].join("\n");
}

function verdict(reports: readonly Report[]): string {
  const failed = reports.filter(({ failure }) => failure !== undefined).length;
  const invalid = reports.filter(({ valid }) => !valid).length - failed;
  const found = tallyText(tally(reports.flatMap(({ diagnostics }) => diagnostics)));
  const parts = [
    invalid > 0 ? `${figures(invalid)} of ${count(reports.length, "document")} invalid` : "",
    failed > 0 ? `${figures(failed)} of ${count(reports.length, "document")} could not be read` : "",
    invalid + failed === 0 ? `${count(reports.length, "document")} valid` : "",
    found,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const ranks: Readonly<Record<Severity, number>> = { error: 1, warning: 2, info: 3 };

function rowsOf(report: Report): Row[] {
  const { source, failure, text } = report;
  const name = source === "-" ? "standard input" : source;
  if (failure !== undefined) {
    return [{ rank: 0, text: row("not read", { where: name, code: failure.code, message: failure.message }) }];
  }
  const positions = text === undefined ? undefined : createPositions(text);
  return report.diagnostics.map(({ severity, code, message, hint, range }) => {
    const at = range && positions?.(range.start);
    const where = at === undefined ? name : `${name}:${at.line}:${at.column}`;
    const cells = { where, code, message, ...(hint === undefined ? {} : { hint }) };
    return { rank: ranks[severity], text: row(severity === "info" ? "note" : severity, cells) };
  });
}

function row(
  severity: string,
  cells: { readonly where: string; readonly code: string; readonly message: string; readonly hint?: string },
): string {
  const { where, code, message, hint = "" } = cells;
  return `| ${severity} | ${codeSpan(where)} | ${codeSpan(code)} ${codeSpan(message)} | ${codeSpan(hint)} |`;
}
