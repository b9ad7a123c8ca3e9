// Judges a server.json that somebody publishes: its schema, the registry's own rules, and what no registry may show.

import { checkAdmission } from "../../src/admission/admission.ts";
import { maxPublisherMetaBytes, publisherProvidedKey, serverSchemaUrl } from "../../src/dialects/server-json.ts";
import type { Card } from "../../src/document/card.ts";
import type { Severity } from "../../src/document/diagnostic.ts";
import type { Miss } from "../../src/document/reading.ts";
import { isMembers } from "../../src/document/sniff.ts";
import { endpointHosts } from "../../src/evidence/endpoint-hosts.ts";
import { mcpRegistry } from "../../src/profiles/mcp-registry.ts";
import { placeOf } from "../../src/profiles/places.ts";
import { serverJson } from "../../src/profiles/server-json-shape.ts";
import { checkShape } from "../../src/profiles/shape.ts";
import { findCredentials } from "../../src/text/credentials.ts";
import type { Publication } from "../store/publication.ts";

/** One finding, in the shape that mcp-publisher prints (registry-api.md 3.7). */
export interface Issue {
  readonly type: "json" | "schema" | "semantic" | "linter";
  /** As programmers write it, such as `remotes[0].url`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  readonly severity: Severity;
  readonly reference: string;
}

/** What a publication says by itself; who publishes it is known elsewhere. */
export type Content = Omit<Publication, "method" | "domain">;

/** A document with its findings; with errors among them there is no content. */
export interface Judged {
  readonly issues: readonly Issue[];
  readonly content?: Content;
}

/** Findings that are told; nobody mends more at once. */
export const maxIssues = 100;

const datedSchema = /^https:\/\/static\.modelcontextprotocol\.io\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json$/;
const reference = mcpRegistry.spec;

function* schemaIssues(schema: unknown): Generator<Issue> {
  if (schema === undefined || schema === serverSchemaUrl) return; // Its absence is told by the shape.
  const known = typeof schema === "string" && datedSchema.test(schema);
  yield {
    type: "schema",
    path: "$schema",
    message: known
      ? `$schema is not the current one: write ${serverSchemaUrl}`
      : `$schema is none of a server.json: write ${serverSchemaUrl}`,
    severity: known ? "warning" : "error",
    reference,
  };
}

function fromMiss({ pointer, message, change, spec }: Miss, type: Issue["type"]): Issue {
  const path = pointer === "" ? "" : placeOf(pointer);
  return { type, path, message: `${message}: ${change}`, severity: "error", reference: spec ?? reference };
}

/** The publisher's own `_meta`, which alone is kept. */
function metaOf(server: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const meta = isMembers(server["_meta"]) ? server["_meta"][publisherProvidedKey] : undefined;
  return isMembers(meta) ? meta : undefined;
}

function* contentIssues(server: Readonly<Record<string, unknown>>): Generator<Issue> {
  const version = server["version"];
  if (version === "" || version === "." || version === "..") {
    const message = `version ${JSON.stringify(version)} can stand in no URL: write one such as 1.0.0`;
    yield { type: "semantic", path: "version", message, severity: "error", reference };
  }
  const meta = metaOf(server);
  if (meta !== undefined && Buffer.byteLength(JSON.stringify(meta)) > maxPublisherMetaBytes) {
    const message = `_meta of the publisher has more than ${maxPublisherMetaBytes} bytes: shorten it`;
    yield { type: "semantic", path: `_meta.${publisherProvidedKey}`, message, severity: "error", reference };
  }
  const secret = findCredentials(JSON.stringify(server)).find(({ example }) => !example);
  if (secret !== undefined) {
    const message = `the document holds what looks like ${secret.what}: remove it, and revoke it`;
    yield { type: "semantic", path: "", message, severity: "error", reference };
  }
  for (const { pointer = "", message, hint, severity } of checkAdmission(server as unknown as Card)) {
    const path = pointer === "" ? "" : placeOf(pointer);
    yield {
      type: "semantic",
      path,
      message: hint === undefined ? message : `${message}: ${hint}`,
      severity,
      reference,
    };
  }
}

/** Gives `server` with nothing in `_meta` but what its publisher may put there. */
function stored(server: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { _meta: _, ...rest } = server;
  const meta = metaOf(server);
  return meta === undefined ? rest : { ...rest, _meta: { [publisherProvidedKey]: meta } };
}

function contentOf(server: Readonly<Record<string, unknown>>, warnings: number): Content {
  const { name, version, remotes } = server as unknown as Card;
  return {
    name,
    version,
    server: stored(server),
    remoteUrls: (remotes ?? []).map(({ url }) => url),
    endpointHosts: endpointHosts(remotes === undefined ? {} : { remotes }),
    warnings,
  };
}

/** As many of one kind as are told at all: what a stranger sends may hold a hundred thousand. */
function* first<T>(found: Iterable<T>): Generator<T> {
  let left = maxIssues;
  for (const each of found) {
    yield each;
    left -= 1;
    if (left === 0) return;
  }
}

/** Judges a value that came as JSON. */
export function judgePublication(value: unknown): Judged {
  const issues: Issue[] = [];
  const shape = [...first(checkShape(value, serverJson, { pointer: "", spec: reference }))];
  issues.push(...shape.map((miss) => fromMiss(miss, "schema")));
  if (isMembers(value)) issues.push(...schemaIssues(value["$schema"]));
  if (isMembers(value) && shape.length === 0) {
    const told = new Set(shape.map(({ pointer, message }) => `${pointer} ${message}`));
    const report = { source: "-", kind: "server-json", valid: true, diagnostics: [] } as const;
    for (const miss of first(mcpRegistry.check({ report, value })))
      if (!told.has(`${miss.pointer} ${miss.message}`)) issues.push(fromMiss(miss, "semantic"));
    issues.push(...first(contentIssues(value)));
  }
  const shown = issues.slice(0, maxIssues);
  if (!isMembers(value) || issues.some(({ severity }) => severity === "error")) return { issues: shown };
  return { issues: shown, content: contentOf(value, issues.length) };
}
