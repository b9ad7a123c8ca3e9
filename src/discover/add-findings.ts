// Puts what was learned about a document's delivery beside what the document itself says.

import { type Diagnostic, maxDiagnostics } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";

/** Gives the report with further findings after its own, never more than the cap; an error makes it invalid. */
export function addFindings(report: Report, findings: readonly Diagnostic[]): Report {
  if (findings.length === 0) return report;
  const diagnostics = [...report.diagnostics, ...findings].slice(0, maxDiagnostics);
  return { ...report, diagnostics, valid: report.valid && !findings.some((one) => one.severity === "error") };
}
