// Which findings make a run fail: `--fail-on` and `--max-warnings`.

import type { Severity } from "../src/document/diagnostic.ts";
import type { Report } from "../src/document/report.ts";
import type { Host } from "./host.ts";

const weight: Readonly<Record<Severity | "never", number>> = { info: 1, warning: 2, error: 3, never: 4 };

/** Whether a severity is at or above another; nothing reaches `never`. */
export function reachesSeverity(severity: Severity, least: Severity | "never"): boolean {
  return weight[severity] >= weight[least];
}

/** Whether a report has a finding at or above a severity. */
export function reaches(report: Report, severity: Severity | "never"): boolean {
  return report.diagnostics.some((each) => reachesSeverity(each.severity, severity));
}

/** Whether there are more warnings than `--max-warnings` allows; says so on stderr. */
export async function tooManyWarnings(
  reports: readonly Report[],
  most: number | undefined,
  host: Host,
): Promise<boolean> {
  if (most === undefined) return false;
  const warnings = reports.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === "warning");
  if (warnings.length <= most) return false;
  await host.stderr.write(`too many warnings: ${warnings.length}, of at most ${most} (--max-warnings)\n`);
  return true;
}
