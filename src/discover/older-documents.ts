// Takes documents of older kinds for what they are: a card, or a list of cards, made of what they say and marked as such.

import { dialectOf } from "../dialects/dialects.ts";
import { migrate } from "../dialects/migrate.ts";
import type { Kind } from "../document/kind.ts";
import type { Report } from "../document/report.ts";
import { type Answer, finalUrl } from "../http/exchange.ts";
import { validate } from "../validate/validate.ts";

const current: ReadonlySet<Kind> = new Set<Kind>(["server-card", "ai-catalog", "ard-catalog"]);

/** Whether documents of a kind describe servers, but in no current form. */
export function isOlderKind(kind: Kind): boolean {
  return !current.has(kind) && dialectOf(kind) !== undefined;
}

/**
 * Gives the report of what an older document becomes; the same report where it is none, or describes no server that a
 * client could reach. `kind` stays the document's own, and each card says in `_meta` what it was made of (spec.md 4.8).
 */
export function readOlder(report: Report, answer: Answer, { admission }: { readonly admission: boolean }): Report {
  if (!isOlderKind(report.kind)) return report;
  const url = finalUrl(answer);
  const { cards, catalog } = migrate(answer.bytes, { url });
  const [only, ...others] = cards;
  const made = only !== undefined && others.length === 0 ? only.card : catalog;
  if (made === undefined) return report;
  const options = { source: report.source, servedFrom: new URL(url).hostname, admission };
  return { ...validate(JSON.stringify(made), options), kind: report.kind };
}
