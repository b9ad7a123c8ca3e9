// Takes findings out of a report without forgetting what they knew.

import { type Diagnostic, maxDiagnostics } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";

/** A report that was full of errors before some went may have lost others at its limit: nobody can call it clean. */
const cut: Diagnostic = {
  code: "document/too-many-findings",
  severity: "error",
  message: `the document has more than ${maxDiagnostics} errors, so that those left after some were hidden are not all known`,
  pointer: "",
  hint: "correct errors until fewer are left",
};

/**
 * Gives the report with only the findings that `kept` names, `valid` following them. What went stays in `silenced`, so that
 * code frames go on covering credentials. `kept` may hold findings with another severity than before.
 */
export function silence(report: Report, kept: readonly Diagnostic[], gone: readonly Diagnostic[]): Report {
  const wasFull = report.diagnostics.length >= maxDiagnostics && report.diagnostics.every(isError);
  const lost = wasFull && !kept.some(isError);
  const diagnostics = lost ? [...kept, cut] : kept;
  const silenced = [...(report.silenced ?? []), ...gone];
  return {
    ...report,
    diagnostics,
    valid: report.failure === undefined && !diagnostics.some(isError),
    ...(silenced.length === 0 ? {} : { silenced }),
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
