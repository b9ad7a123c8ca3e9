// Tells errors that a fix has brought from those that only came to light because more of the document can now be judged.

import { catalogMediaType } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import { maxDiagnostics } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { inlineReport } from "../validate/inline.ts";
import { entryType, isInlineCard } from "../validate/judge-catalog.ts";

const inData = /^\/entries\/(\d+)\/data(?:\/|$)/;

/** Everything that is known of a document, also what was cut from its report. */
export function findingsOf({ diagnostics, unshown = [] }: Report): readonly Diagnostic[] {
  return unshown.length === 0 ? diagnostics : [...diagnostics, ...unshown];
}

function errorsOf(report: Report): readonly Diagnostic[] {
  return findingsOf(report).filter(({ severity }) => severity === "error");
}

function isMalformed({ code }: Diagnostic): boolean {
  return code.startsWith("schema/") || code.startsWith("json/") || code.startsWith("document/");
}

/** Whether the card or catalog in which `error` is was judged as far as `error` before it was there. */
function wasJudged(before: Report, error: Diagnostic): boolean {
  const index = inData.exec(error.pointer ?? "")?.[1];
  if (index === undefined) return isMalformed(error) || before.card !== undefined || before.catalog !== undefined;
  const at = Number(index);
  const entry = before.catalog?.entries[at];
  if (before.catalog === undefined || before.badEntries?.includes(at)) return false;
  if (!isInlineCard(entry)) return entryType(entry) === catalogMediaType;
  return isMalformed(error) || inlineReport(before, at).card !== undefined;
}

/** Says whether the document that `after` is about has an error that the one before it had not. */
export function bringsErrors(before: Report, after: Report): boolean {
  const had = errorsOf(before);
  // Where errors were cut, it is not known which ones were there: new kinds of error are then what counts.
  const isCut = had.length >= maxDiagnostics;
  const keyOf = (error: Diagnostic): string => (isCut ? error.code : `${error.code} ${error.pointer}`);
  const known = new Set(had.map(keyOf));
  return errorsOf(after).some((error) => !known.has(keyOf(error)) && wasJudged(before, error));
}
