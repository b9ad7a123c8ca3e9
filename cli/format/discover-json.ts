// What `discover --format json` prints.

import { redactFound } from "../../src/admission/redact.ts";
import type { Discovery } from "../../src/discover/discovery.ts";
import type { Card } from "../../src/document/card.ts";
import type { Report } from "../../src/document/report.ts";
import { type DiagnosticJson, diagnosticToJson } from "../../src/document/report-json.ts";
import type { Failure } from "../../src/http/exchange.ts";
import { schemaVersion, tool } from "./json.ts";

/** A failure as JSON: code, message and URL, and nothing that the host said. */
export type FailureJson = Pick<Failure, "code" | "message" | "url">;

/** The object that `discover --format json` prints (schemas/discover.schema.json). */
export interface DiscoverJson {
  readonly schemaVersion: number;
  readonly tool: typeof tool;
  readonly target: string;
  readonly outcome: Discovery["outcome"];
  readonly catalogs: readonly {
    readonly url: string;
    readonly status?: number;
    readonly kind: Report["kind"];
    readonly valid: boolean;
    readonly diagnostics: readonly DiagnosticJson[];
  }[];
  readonly servers: readonly {
    readonly name?: string;
    readonly version?: string;
    readonly listedBy?: string;
    readonly cardAt: string;
    readonly trafficTo: readonly string[];
    readonly valid: boolean;
    readonly card?: Card;
    readonly diagnostics: readonly DiagnosticJson[];
  }[];
  readonly failures: readonly FailureJson[];
  readonly unasked?: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
}

/** Gives the JSON form of a discovery. */
export function discoverJson(found: Discovery): DiscoverJson {
  const { target, outcome, requests, durationMs, unasked } = found;
  return {
    schemaVersion,
    tool,
    target,
    outcome,
    catalogs: found.catalogs.map(({ url, report, answer }) => ({
      url,
      ...(answer === undefined ? {} : { status: answer.status }),
      kind: report.kind,
      valid: report.valid,
      diagnostics: diagnosticsOf(report),
    })),
    servers: found.servers.map(({ report, card, listedBy, cardAt, trafficTo }) => ({
      ...(card === undefined ? {} : { name: card.name, version: card.version }),
      ...(listedBy === undefined ? {} : { listedBy }),
      cardAt,
      trafficTo,
      valid: report.valid,
      ...(card === undefined ? {} : { card: redactFound(card, report.diagnostics.concat(report.silenced ?? [])) }),
      diagnostics: diagnosticsOf(report),
    })),
    failures: found.failures.map(failureJson),
    ...(unasked.length === 0 ? {} : { unasked }),
    requests,
    durationMs: Math.round(durationMs),
  };
}

/** Gives the JSON form of a failure. */
export function failureJson({ code, message, url }: FailureJson): FailureJson {
  return { code, message, url };
}

function diagnosticsOf({ diagnostics, text }: Report): DiagnosticJson[] {
  return diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, text));
}
