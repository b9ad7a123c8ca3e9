// GitHub Actions annotations: one workflow command a finding, which the runner shows beside the line.

import type { Severity } from "../../src/document/diagnostic.ts";
import { createPositions } from "../../src/document/position.ts";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** Gives the workflow commands, one a line; empty when there is nothing to say. */
export function github(reports: readonly Report[]): string {
  return reports
    .flatMap(annotationsOf)
    .map((line) => `${line}\n`)
    .join("");
}

function annotationsOf(report: Report): string[] {
  const { source, failure, text } = report;
  const isFile = source !== "-" && !/^https?:\/\//.test(source);
  const file = isFile ? `file=${property(source)},` : "";
  // What has no file in the repository is named in the words, because nothing else would say which document it is.
  const from = isFile ? "" : `${source === "-" ? "standard input" : source}: `;
  if (failure !== undefined) {
    return [`::error ${file}title=${property(failure.code)}::${data(`${from}${failure.message}`)}`];
  }
  const positions = text === undefined ? undefined : createPositions(text);
  return report.diagnostics.map(({ code, severity, message, hint, range }) => {
    const start = range && positions?.(range.start);
    const end = range && positions?.(range.end);
    const lines = isFile && start && end ? `line=${start.line},endLine=${end.line},` : "";
    // The runner takes columns only where a finding stays on one line.
    const columns = lines !== "" && start?.line === end?.line ? `col=${start?.column},endColumn=${end?.column},` : "";
    const words = hint === undefined ? message : `${message}. To mend it: ${hint}`;
    return `::${commands[severity]} ${file}${lines}${columns}title=${property(code)}::${data(`${from}${words}`)}`;
  });
}

/** Encodes text for the data part of a workflow command. `##[` is the older form of a command, obeyed anywhere in a line. */
function data(text: string): string {
  return printable(text).replaceAll("##[", "#\\u{23}[").replaceAll("%", "%25");
}

/** Encodes text for a property of a workflow command. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
