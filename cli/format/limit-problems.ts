// `--max-problems`: how much of a long list of findings is told.

import type { Report } from "../../src/document/report.ts";

/** A report and as much of it as is told. */
export interface ToldReport {
  readonly report: Report;
  readonly told: Report;
}

/** Cuts reports, in their order, so that at most `most` problems are told; one that could not be read is one problem. */
export function limitProblems(
  reports: readonly Report[],
  most: number,
): { readonly told: readonly ToldReport[]; readonly more: number } {
  const told: ToldReport[] = [];
  let room = most;
  let more = 0;
  for (const report of reports) {
    const problems = report.failure === undefined ? report.diagnostics.length : 1;
    const taken = Math.min(room, problems);
    room -= taken;
    more += problems - taken;
    if (taken === problems) told.push({ report, told: report });
    else if (taken > 0) told.push({ report, told: cut(report, taken) });
  }
  return { told, more };
}

/** What is cut off stays known, so that the frames of the others still cover its credentials. */
function cut(report: Report, count: number): Report {
  const { diagnostics, silenced = [] } = report;
  return { ...report, diagnostics: diagnostics.slice(0, count), silenced: [...silenced, ...diagnostics.slice(count)] };
}
