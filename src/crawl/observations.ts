// Turns a visit's log into observations: what was seen at each URL, and whether its bytes may be kept.

import { credentialCodes } from "../admission/redact.ts";
import { isNothing } from "../discover/fetch-document.ts";
import { maxDiagnostics } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { isFailure } from "../http/exchange.ts";
import { holdsCredential, maskCredentials } from "../text/credentials.ts";
import { mayKeep } from "./freshness.ts";
import type { Observation } from "./frontier.ts";
import { saysNoindex } from "./noindex.ts";
import type { Look } from "./polite-exchange.ts";
import { sha256 } from "./sha256.ts";
import { validatorsOf } from "./validators.ts";

/** Gives what was seen in one look. `reports` are those about this URL's document and what stands inside it, `verdict` what was found anew. */
export function observe(
  { url: asked, at, result, from }: Look,
  reports: readonly Report[],
  verdict?: string,
): Observation {
  // What was never asked may hold a password; what was asked is found again by its whole URL.
  const url = isFailure(result) && result.code === "forbidden-url" ? maskCredentials(asked) : asked;
  const failed = { url, at, outcome: "failed" } as const;
  if (isFailure(result))
    return { ...failed, failure: result.code, ...(result.status !== undefined && { status: result.status }) };
  const { status } = result;
  const [report] = reports;
  if (status !== 200) return { ...failed, ...(isAbsent(status) && { outcome: "absent" }), status };
  if (report === undefined) return { url, at, outcome: "ok", status };
  const { kind } = report;
  if (isNothing(report)) return { url, at, outcome: "absent", status, kind };
  if (kind === "not-json") return { ...failed, status, kind, sha256: sha256(result.bytes) };
  const contentType = result.headers["content-type"];
  const seen = { url, at, status, kind, ...(contentType !== undefined && { contentType }), ...validatorsOf(result) };
  const found = verdict !== undefined && { verdict };
  if (from) return { ...seen, outcome: "not-modified", sha256: from.sha256, ...found };
  const keep = mayKeep(result.headers) && !saysNoindex(result.headers) && !mayHoldAny(result.bytes, reports);
  return { ...seen, outcome: "ok", sha256: sha256(result.bytes), ...(keep && { bytes: result.bytes, ...found }) };
}

/** Whether a status says that there is nothing. */
function isAbsent(status: number): boolean {
  return status === 404 || status === 410 || status === 451;
}

/** What cannot be judged, as broken JSON, is looked at as it stands. */
function mayHoldAny(bytes: Uint8Array, reports: readonly Report[]): boolean {
  return reports.some(mayHoldCredential) || holdsCredential(new TextDecoder().decode(bytes));
}

/** A full report may have had its credential finding cut off, so it counts as one. */
function mayHoldCredential({ diagnostics }: Report): boolean {
  return diagnostics.length >= maxDiagnostics || diagnostics.some((one) => credentialCodes.has(one.code));
}
