// The whole way of one document: bytes, gate, kind, schema, rules, report.

import { checkDialect } from "../dialects/checks/check-dialect.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import type { Kind } from "../document/kind.ts";
import { type Document, readDocument } from "../document/read.ts";
import type { Report } from "../document/report.ts";
import { kindOf } from "../document/sniff.ts";
import { checkArrays, checkCardLimits } from "./card-limits.ts";
import { judgeCard, take } from "./judge-card.ts";
import { judgeCatalog } from "./judge-catalog.ts";
import type { ValidateOptions } from "./options.ts";
import { type OtherKind, otherKind } from "./other-kinds.ts";
import { arrangeAll } from "./place.ts";
import { unsealed } from "./sealed.ts";
import { adjusted, applySeverities } from "./severities.ts";
import type { Unplaced } from "./unplaced.ts";

type Verdict = Pick<Report, "card" | "catalog" | "badEntries"> & { readonly findings: readonly Unplaced[] };

function hasError(findings: Iterable<{ readonly severity: string }>): boolean {
  for (const found of findings) if (found.severity === "error") return true;
  return false;
}

function judgeCardDocument(document: Document, options: ValidateOptions): Verdict {
  const limits = take(checkCardLimits(document, options));
  if (limits.some((found) => found.severity === "error" && !found.code.startsWith("admission/")))
    return { findings: limits };
  const { card, findings } = judgeCard(document.value, options);
  return { findings: [...limits, ...findings], ...(card === undefined ? {} : { card }) };
}

function judgeCatalogDocument(document: Document, options: ValidateOptions): Verdict {
  const limits = take(checkArrays(document));
  if (limits.length > 0) return { findings: limits };
  const { catalog, findings, badEntries } = judgeCatalog(document.value, options);
  return catalog === undefined ? { findings } : { findings, catalog, badEntries };
}

function judge(document: Document, kind: Kind, options: ValidateOptions): Verdict {
  if (hasError(document.diagnostics)) return { findings: [] };
  if (kind === "server-card") return judgeCardDocument(document, options);
  if (kind === "ai-catalog" || kind === "ard-catalog") return judgeCatalogDocument(document, options);
  return { findings: [otherKind(kind as OtherKind, document.value), ...take(checkDialect(kind, document.value))] };
}

function report(source: string, kind: Kind, diagnostics: readonly Diagnostic[], rest: Partial<Report>): Report {
  return { source, kind, valid: !hasError(diagnostics), diagnostics, ...rest };
}

/**
 * Judges one document. Throws TypeError for what is neither bytes nor text, else never, whatever they hold; a text of any
 * length up to the limit takes bounded time.
 * `valid` is false when anything found is an error; a document that is no Server Card v1 and no AI Catalog is always
 * invalid, with one `document/*` error that says what it is, and warnings where it breaks its own dialect.
 */
export function validate(input: Uint8Array | string, options: ValidateOptions = {}): Report {
  const source = options.source ?? "-";
  const read = readDocument(input);
  if (!read.readable)
    return report(source, read.kind, read.diagnostics, read.text === undefined ? {} : { text: read.text });
  const kind = kindOf(read.value);
  const { findings, ...parts } = judge(read, kind, options);
  const { severities } = options;
  const said = [...adjusted(read.diagnostics, severities)];
  const { diagnostics, ...cut } = arrangeAll(read.text, said, [
    ...adjusted(unsealed(read.value, findings), severities),
  ]);
  const judged = report(source, kind, diagnostics, { text: read.text, ...cut, ...parts });
  return severities === undefined ? judged : applySeverities(judged, severities);
}
