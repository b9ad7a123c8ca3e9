// What `check --format json` prints: discover's object, and what a check knows besides.

import type { Check } from "../../src/check/check.ts";
import { noteOn } from "../../src/check/notes.ts";
import { mediaTypeOf } from "../../src/discover/media-type.ts";
import { type DiagnosticJson, diagnosticToJson } from "../../src/document/report-json.ts";
import type { LiveAnswer } from "../live-check.ts";
import { type DiscoverJson, discoverJson } from "./discover-json.ts";

/** A finding with the URL that it is about. */
export interface PlacedJson extends DiagnosticJson {
  readonly url: string;
}

/** The object that `check --format json` prints (schemas/check.schema.json). */
export interface CheckJson extends DiscoverJson {
  readonly paths: readonly {
    readonly path: string;
    readonly url: string;
    readonly state: string;
    readonly status?: number;
    readonly hops?: readonly { readonly url: string; readonly status: number }[];
    readonly tlsVersion?: string;
    readonly contentType?: string;
    readonly kind?: string;
    readonly valid?: boolean;
    readonly note: string;
  }[];
  /** How documents are delivered. */
  readonly delivery: readonly PlacedJson[];
  /** What several documents, or the host, show together. */
  readonly findings: readonly PlacedJson[];
  readonly logins: readonly {
    readonly endpoint: string;
    readonly metadataAt?: string;
    readonly authorizationServers?: readonly string[];
    readonly scopes?: readonly string[];
    readonly diagnostics?: readonly DiagnosticJson[];
  }[];
  readonly consumers: Check["consumers"];
  readonly advice: Check["advice"];
  readonly hints?: Check["hints"];
  readonly live?: readonly Record<string, unknown>[];
}

/** Gives the JSON form of a check; `live` is what its servers said, where they were asked. */
export function checkJson(found: Check, live?: readonly LiveAnswer[]): CheckJson {
  return {
    ...discoverJson(found),
    paths: found.paths.map((path) => {
      const { place, url, state, answer, report } = path;
      const tlsVersion = answer?.hops.at(-1)?.tlsVersion;
      const contentType = mediaTypeOf(answer?.headers["content-type"]);
      return {
        path: place.path,
        url,
        state,
        ...(answer && { status: answer.status }),
        ...(answer &&
          answer.hops.length > 1 && { hops: answer.hops.map(({ url: at, status }) => ({ url: at, status })) }),
        ...(tlsVersion !== undefined && { tlsVersion }),
        ...(contentType !== undefined && { contentType }),
        ...(report && { kind: report.kind, valid: report.valid }),
        note: noteOn(path),
      };
    }),
    delivery: found.documents.flatMap(({ url, delivery }) =>
      delivery.map((diagnostic) => ({ url, ...diagnosticToJson(diagnostic) })),
    ),
    findings: found.findings.map(({ url, diagnostic }) => ({ url, ...diagnosticToJson(diagnostic) })),
    logins: found.logins.map(({ endpoint, metadata }) => ({
      endpoint,
      ...(metadata && {
        metadataAt: metadata.url,
        authorizationServers: metadata.authorizationServers,
        scopes: metadata.scopes,
        diagnostics: metadata.diagnostics.map((diagnostic) => diagnosticToJson(diagnostic)),
      }),
    })),
    consumers: found.consumers,
    advice: found.advice,
    ...(found.hints.length > 0 && { hints: found.hints }),
    ...(live && { live: live.map(({ server, json }) => ({ cardName: server, ...json })) }),
  };
}
