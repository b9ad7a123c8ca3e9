// What was found in a document's bytes, kept beside its copy: the very same bytes, answered by a 304, are not judged again.

import type { Card, Catalog } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { version } from "../version.ts";

/** A verdict is believed for so long: rules change more often than their version says. */
export const verdictLifeMs: number = 7 * 24 * 3600 * 1000;

/** Documents with more findings are judged each time: their verdict would be larger than what it saves. */
const maxKept = 20;

/** What was found, without its places in the text. */
export interface Verdict {
  /** The version of the program that judged. */
  readonly by: string;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** The exact host that the document was served from: some rules ask. */
  readonly servedFrom: string;
  readonly kind: "server-card" | "ai-catalog" | "ard-catalog";
  readonly diagnostics: readonly Diagnostic[];
  readonly badEntries?: readonly number[];
}

/** Gives the verdict of a report that may be kept: on a card or catalog that satisfied its schema, with few findings. */
export function verdictOf(report: Report, servedFrom: string, at: Date): Verdict | undefined {
  const { kind, card, catalog, diagnostics, badEntries, failure } = report;
  const isCurrent = kind === "server-card" || kind === "ai-catalog" || kind === "ard-catalog";
  if (!isCurrent || failure || (card === undefined && catalog === undefined)) return undefined;
  if (diagnostics.length > maxKept) return undefined;
  const found = diagnostics.map(({ range: _, fix: __, fixable: ___, ...rest }) => rest);
  const base = { by: version, at: at.getTime(), servedFrom, kind, diagnostics: found };
  return badEntries === undefined ? base : { ...base, badEntries };
}

/** Gives the report again for the same bytes; undefined where the verdict is somebody else's, of another place, or too old. */
export function recall(
  verdict: Verdict,
  bytes: Uint8Array,
  { source, servedFrom, at }: { readonly source: string; readonly servedFrom: string; readonly at: Date },
): Report | undefined {
  const age = at.getTime() - verdict.at;
  if (verdict.by !== version || verdict.servedFrom !== servedFrom || age < 0 || age > verdictLifeMs) return undefined;
  const { kind, diagnostics, badEntries } = verdict;
  const text = new TextDecoder().decode(bytes);
  const value: unknown = JSON.parse(text);
  const valid = !diagnostics.some(({ severity }) => severity === "error");
  const report = { source, kind, valid, diagnostics, text };
  if (kind === "server-card") return { ...report, card: value as Card };
  return { ...report, catalog: value as Catalog, ...(badEntries && { badEntries }) };
}

/** Writes a verdict as the text that is kept. */
export function writeVerdict(verdict: Verdict): string {
  return JSON.stringify(verdict);
}

/** Reads what {@link writeVerdict} wrote. */
export function readVerdict(text: string): Verdict {
  return JSON.parse(text) as Verdict;
}
