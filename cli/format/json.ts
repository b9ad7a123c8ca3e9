// JSON as the outer contract has it, safe to show on a terminal and in a CI log.

import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import { type ReportJson, reportToJson } from "../../src/document/report-json.ts";
import type { Unknown } from "../../src/validate/baseline.ts";
import { schemaVersion, version } from "../../src/version.ts";
import { tally } from "./diagnostics.ts";

export { schemaVersion } from "../../src/version.ts";

/** Who printed it. */
export const tool: { readonly name: string; readonly version: string } = { name: "mcp-discover", version };

/**
 * Writes a value as JSON. Every character that `printable()` would not show is escaped as `\uXXXX`, which reads back as the
 * same string (security.md L2), and `##[`, which a GitHub Actions log obeys anywhere in a line, is broken up (L3).
 */
export function toJson(value: unknown, layout: { readonly lines: boolean } = { lines: true }): string {
  const text = layout.lines ? JSON.stringify(value, null, 2) : JSON.stringify(value);
  return text.replace(/[^\x20-\x7e\n]/gu, seen).replaceAll("##[", "#\\u0023[");
}

function seen(character: string): string {
  if (printable(character) === character) return character;
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}

/** What `validate --format json` prints. */
export interface ValidateJson {
  readonly schemaVersion: number;
  readonly tool: typeof tool;
  readonly reports: readonly ReportJson[];
  readonly summary: Readonly<
    Record<"documents" | "valid" | "invalid" | "failed" | "errors" | "warnings" | "infos", number>
  > & { readonly baseline?: Pick<Unknown, "hidden" | "gone"> };
}

/** Gives the object that `validate --format json` prints; `known` is what a baseline made of the reports. */
export function validateJson(reports: readonly Report[], known?: Unknown): ValidateJson {
  const failed = reports.filter((report) => report.failure !== undefined).length;
  const valid = reports.filter((report) => report.valid).length;
  return {
    schemaVersion,
    tool,
    reports: reports.map(reportToJson),
    summary: {
      documents: reports.length,
      valid,
      invalid: reports.length - valid - failed,
      failed,
      ...tally(reports.flatMap((report) => report.diagnostics)),
      ...(known === undefined ? {} : { baseline: { hidden: known.hidden, gone: known.gone } }),
    },
  };
}
