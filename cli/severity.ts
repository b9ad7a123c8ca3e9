// Which findings make a run fail: `--fail-on`.

import type { Severity } from "../src/document/diagnostic.ts";
import type { Report } from "../src/document/report.ts";

const weight: Readonly<Record<Severity | "never", number>> = { info: 1, warning: 2, error: 3, never: 4 };

/** Whether a severity is at or above another; nothing reaches `never`. */
export function reachesSeverity(severity: Severity, least: Severity | "never"): boolean {
  return weight[severity] >= weight[least];
}

/** Whether a report has a finding at or above a severity. */
export function reaches(report: Report, severity: Severity | "never"): boolean {
  return report.diagnostics.some((each) => reachesSeverity(each.severity, severity));
}
