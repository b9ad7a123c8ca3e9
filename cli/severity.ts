// Which findings make a run fail: `--fail-on` and `--max-warnings`.

import type { Severity } from "../src/document/diagnostic.ts";
import { printable } from "../src/document/printable.ts";
import type { Report } from "../src/document/report.ts";
import type { Host } from "./host.ts";
import type { Settled } from "./settings.ts";

const weight: Readonly<Record<Severity | "never", number>> = { info: 1, warning: 2, error: 3, never: 4 };

/** Whether a severity is at or above another; nothing reaches `never`. */
export function reachesSeverity(severity: Severity, least: Severity | "never"): boolean {
  return weight[severity] >= weight[least];
}

/** Whether a report has a finding at or above a severity. */
export function reaches(report: Report, severity: Severity | "never"): boolean {
  return report.diagnostics.some((each) => reachesSeverity(each.severity, severity));
}

/** A report with only what makes a run fail, or errors where nothing does; its frames stay covered as before. */
export function onlyFailing(report: Report, failOn: Severity | "never"): Report {
  const least = failOn === "never" ? "error" : failOn;
  const of = (fails: boolean): Report["diagnostics"] =>
    report.diagnostics.filter(({ severity }) => reachesSeverity(severity, least) === fails);
  return { ...report, diagnostics: of(true), silenced: [...(report.silenced ?? []), ...of(false)] };
}

/** Why a run without errors fails: `warnings fail: --fail-on warning`; nothing where it does not, or has errors. */
export function whyFailing(
  reports: readonly Report[],
  failOn: Severity | "never",
  decided?: Settled["decided"],
): string | undefined {
  if (reports.some((report) => reaches(report, "error")) || !reports.some((report) => reaches(report, failOn)))
    return undefined;
  return `${failOn === "info" ? "warnings and notes" : "warnings"} fail: ${saidBy("failOn", `--fail-on ${failOn}`, decided)}`;
}

/** The option that decided, or the member of the configuration file. */
function saidBy(name: string, option: string, decided: Settled["decided"]): string {
  return decided?.names.includes(name) ? `"${name}" in ${printable(decided.file)}` : option;
}

/** The least severity that is to be told where only what makes the run fail is: too many warnings do, each of them. */
export function failingFrom(
  reports: readonly Report[],
  failOn: Severity | "never",
  maxWarnings: number | undefined,
): Severity | "never" {
  const isTooMany = maxWarnings !== undefined && countWarnings(reports) > maxWarnings;
  return isTooMany && failOn !== "info" ? "warning" : failOn;
}

function countWarnings(reports: readonly Report[]): number {
  return reports.reduce(
    (sum, { diagnostics }) => sum + diagnostics.filter((one) => one.severity === "warning").length,
    0,
  );
}

/** Whether there are more warnings than `--max-warnings` allows; says so on stderr. */
export async function tooManyWarnings(
  reports: readonly Report[],
  { maxWarnings: most, decided }: { readonly maxWarnings: number | undefined } & Pick<Settled, "decided">,
  host: Host,
): Promise<boolean> {
  if (most === undefined) return false;
  const warnings = countWarnings(reports);
  if (warnings <= most) return false;
  await host.stderr.write(
    `too many warnings: ${warnings}, of at most ${most} (${saidBy("maxWarnings", "--max-warnings", decided)})\n`,
  );
  return true;
}
