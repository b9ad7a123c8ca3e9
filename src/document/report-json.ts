// The JSON form of reports and findings, as scripts and other programs read it (schemas/report.schema.json).

import type { Code, Diagnostic, Severity } from "./diagnostic.ts";
import type { Kind } from "./kind.ts";
import { createPositions } from "./position.ts";
import type { CatalogLevel, Reading } from "./reading.ts";
import type { FailureCode, Report } from "./report.ts";

/** A finding as JSON: lines and columns from 1, in UTF-16 units, end exclusive. */
export interface DiagnosticJson {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly hint?: string;
  readonly spec?: string;
  readonly fixable?: boolean;
}

/** A source that could not be read. */
export interface FailureJson {
  readonly code: FailureCode | "file";
  readonly message: string;
  readonly url?: string;
}

/** A report as JSON. */
export interface ReportJson {
  readonly source: string;
  readonly kind: Kind;
  readonly valid: boolean;
  readonly diagnostics: readonly DiagnosticJson[];
  readonly level?: CatalogLevel;
  readonly consumers?: readonly Reading[];
  readonly failure?: FailureJson;
}

function toJson(diagnostic: Diagnostic, positions?: ReturnType<typeof createPositions>): DiagnosticJson {
  const { code, severity, message, pointer, range, hint, spec, fixable } = diagnostic;
  const start = range && positions?.(range.start);
  const end = range && positions?.(range.end);
  return {
    code,
    severity,
    message,
    ...(pointer === undefined ? {} : { pointer }),
    ...(start && end ? { line: start.line, column: start.column, endLine: end.line, endColumn: end.column } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(spec === undefined ? {} : { spec }),
    ...(fixable === undefined ? {} : { fixable }),
  };
}

/** Gives the JSON form of one finding; lines and columns only where the text is given. */
export function diagnosticToJson(diagnostic: Diagnostic, text?: string): DiagnosticJson {
  return toJson(diagnostic, text === undefined ? undefined : createPositions(text));
}

/** Gives the JSON form of a report, without the document itself. */
export function reportToJson(report: Report): ReportJson {
  const { source, kind, valid, diagnostics, text, level, consumers, failure } = report;
  const positions = text === undefined ? undefined : createPositions(text);
  return {
    source,
    kind,
    valid,
    diagnostics: diagnostics.map((diagnostic) => toJson(diagnostic, positions)),
    ...(level === undefined ? {} : { level }),
    ...(consumers === undefined ? {} : { consumers }),
    ...(failure === undefined ? {} : { failure }),
  };
}
