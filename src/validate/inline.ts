// The report of one card that stands inside a catalog, cut out of the catalog's own report.

import type { Card } from "../document/card.ts";
import { type Diagnostic, maxDiagnostics } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { kindOf } from "../document/sniff.ts";
import { isInlineCard } from "./judge-catalog.ts";
import { checkSchema } from "./schema-stage.ts";

/** A finding with its pointer from the card's root, without its fix, which edits the catalog; undefined where it is about something else. */
function within(prefix: string, diagnostic: Diagnostic): Diagnostic | undefined {
  const { fix: _, ...found } = diagnostic;
  const { pointer } = found;
  if (pointer === undefined || (pointer !== prefix && !pointer.startsWith(`${prefix}/`))) return undefined;
  return { ...found, pointer: pointer.slice(prefix.length) };
}

/** When a catalog has so many errors that some were cut, nobody can say that a card in it has none. */
const cut: Diagnostic = {
  code: "document/too-many-findings",
  severity: "error",
  message: `the catalog has more than ${maxDiagnostics} errors, so that this card could not be judged`,
  pointer: "",
  hint: "correct the errors of the catalog first",
};

/**
 * Gives the report of the card in `entries[index].data`. Pointers start at the card's root, ranges stay offsets in the
 * catalog's text, and `source` is the catalog's with the pointer as its fragment. `card` is present when the card
 * satisfied the schema. An entry that holds no card gives an invalid report of whatever it holds.
 */
export function inlineReport(catalogReport: Report, index: number): Report {
  const prefix = `/entries/${index}/data`;
  const entry = catalogReport.catalog?.entries[index];
  const data = isInlineCard(entry) ? entry.data : undefined;
  const diagnostics = catalogReport.diagnostics.flatMap((diagnostic) => within(prefix, diagnostic) ?? []);
  const { diagnostics: all, text } = catalogReport;
  if (all.length >= maxDiagnostics && all.every((diagnostic) => diagnostic.severity === "error")) diagnostics.push(cut);
  const broken = data === undefined || !checkSchema("card", data).next().done;
  return {
    source: `${catalogReport.source}#${prefix}`,
    kind: data === undefined ? "json" : kindOf(data),
    valid: !broken && diagnostics.every((diagnostic) => diagnostic.severity !== "error"),
    diagnostics,
    ...(text === undefined ? {} : { text }),
    ...(broken ? {} : { card: data as Card }),
  };
}
