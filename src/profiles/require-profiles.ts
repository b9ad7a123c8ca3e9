// Makes what some readers need an error: `validate --profile`.

import type { Miss, Reading } from "../document/reading.ts";
import type { Report } from "../document/report.ts";
import { arrange } from "../validate/place.ts";
import { adjusted, type Overrides } from "../validate/severities.ts";
import type { Unplaced } from "../validate/unplaced.ts";
import { codeOf } from "./profile.ts";

/**
 * Gives the report with one error for each change that the named readers ask for, code as {@link codeOf} has it. What is an error
 * already is not said twice. A reader for which the document is not meant asks for nothing. `severities` are the user's.
 */
export function requireProfiles(
  report: Report,
  readings: readonly Reading[],
  { names, severities }: { readonly names: readonly string[]; readonly severities?: Overrides | undefined },
): Report {
  const said = new Set(report.diagnostics.filter(({ severity }) => severity === "error").map(keyOf));
  const errors: Unplaced[] = [];
  for (const { name, missing } of readings) {
    if (!names.includes(name)) continue;
    for (const miss of missing) if (!said.has(keyOf(miss))) errors.push(errorOf(name, miss));
  }
  const findings = [...adjusted(errors, severities)];
  if (findings.length === 0) return report;
  const valid = report.valid && findings.every(({ severity }) => severity !== "error");
  return { ...report, valid, diagnostics: arrange(report.text ?? "", report.diagnostics, findings) };
}

function keyOf({ pointer = "", message }: Pick<Unplaced, "pointer" | "message">): string {
  return `${pointer}\n${message}`;
}

function errorOf(name: string, { pointer, message, change, spec }: Miss): Unplaced {
  const isRoot = pointer === "";
  return {
    code: codeOf(name),
    severity: "error",
    message,
    pointer,
    ...(isRoot ? { part: "{" } : {}),
    hint: change,
    ...(spec === undefined ? {} : { spec }),
  };
}
