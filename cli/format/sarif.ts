// SARIF 2.1.0, for code-scanning services: one run, its rules, one result a finding.

import { createHash } from "node:crypto";
import type { Log, PhysicalLocation, ReportingConfiguration, ReportingDescriptor, Result } from "sarif";
import type { Diagnostic, Severity } from "../../src/document/diagnostic.ts";
import { createPositions, type Position } from "../../src/document/position.ts";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import { readUrl } from "../../src/text/read-url.ts";
import { version } from "../../src/version.ts";

const levels: Readonly<Record<Severity, ReportingConfiguration.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** What is known of a code besides its findings. */
export interface Described {
  readonly severity: Severity;
  readonly title: string;
  readonly rationale?: string;
  readonly spec?: string;
}

/**
 * Gives the log as a plain object, to be written by `toJson`. `describe` says what a code means. Messages are plain text, never
 * Markdown; lines and columns are from 1 in UTF-16 units, the end exclusive (SARIF 2.1.0, 3.30).
 */
export function sarif(reports: readonly Report[], describe: (code: string) => Described | undefined): Log {
  const codes = [...new Set(reports.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
  const failures = reports.filter(({ failure }) => failure !== undefined);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "mcp-discover", version, rules: codes.map((code) => ruleOf(code, describe(code))) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((report) => ({
              level: "error",
              message: { text: `${printable(report.source)}: ${printable(report.failure?.message ?? "")}` },
              descriptor: { id: `failure/${report.failure?.code}` },
            })),
          },
        ],
        results: reports.flatMap((report) => resultsOf(report, codes)),
      },
    ],
  };
}

function ruleOf(code: string, info: Described | undefined): ReportingDescriptor {
  const title = info?.title ?? code;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: info?.rationale ?? title },
    help: { text: `${info?.rationale ?? title} More: mcp-discover explain ${code}` },
    ...(info?.spec === undefined ? {} : { helpUri: info.spec }),
    ...(info === undefined ? {} : { defaultConfiguration: { level: levels[info.severity] } }),
  };
}

function resultsOf(report: Report, codes: readonly string[]): Result[] {
  const positions = report.text === undefined ? undefined : createPositions(report.text);
  const artifactLocation = artifactOf(report.source);
  const seen = new Map<string, number>();
  return report.diagnostics.map((diagnostic) => {
    const print = fingerprint(artifactLocation.uri, diagnostic);
    const times = (seen.get(print) ?? 0) + 1;
    seen.set(print, times);
    return {
      ruleId: diagnostic.code,
      ruleIndex: codes.indexOf(diagnostic.code),
      level: levels[diagnostic.severity],
      message: { text: textOf(diagnostic) },
      locations: [{ physicalLocation: { artifactLocation, ...regionOf(diagnostic, positions) } }],
      partialFingerprints: { "mcpDiscoverFinding/v1": `${print}:${times}` },
    };
  });
}

function textOf({ message, hint }: Diagnostic): string {
  return printable(hint === undefined ? message : `${message}. To mend it: ${hint}`);
}

function regionOf(
  { range }: Diagnostic,
  positions: ((offset: number) => Position) | undefined,
): Pick<PhysicalLocation, "region"> {
  if (range === undefined || positions === undefined) return {};
  const start = positions(range.start);
  const end = positions(range.end);
  return { region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column } };
}

/** The same finding keeps its fingerprint when lines move: file, code and pointer count, not the line. */
function fingerprint(uri: string, { code, pointer, message }: Diagnostic): string {
  return createHash("sha256")
    .update(JSON.stringify([code, uri, pointer ?? "", message]))
    .digest("hex")
    .slice(0, 32);
}

/** A URI reference (RFC 3986): a URL as it is, a path with every part encoded, relative ones to the root of the sources. */
function artifactOf(source: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (source === "-") return { uri: "stdin" };
  const url = /^https?:\/\//.test(source) ? readUrl(source) : undefined;
  // A URL may hold characters that a URI may not, such as `|`.
  if (url !== undefined) return { uri: url.href.replace(/[^\w.~:/?#@!$&'()*+,;=%[\]-]/g, encodeURIComponent) };
  const parts = source
    .replaceAll("\\", "/")
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/");
  const path = parts.map(encodeURIComponent).join("/");
  return path.startsWith("/") ? { uri: `file://${path}` } : { uri: path, uriBaseId: "%SRCROOT%" };
}
