// Copies of one server's card on several paths, and what they disagree about.

import { migrate } from "../dialects/migrate.ts";
import { canonicalJson } from "../document/canonical.ts";
import type { Card } from "../document/card.ts";
import type { Report } from "../document/report.ts";
import { quote } from "../text/quote.ts";
import type { SiteFinding } from "./site-finding.ts";

/** A document and where it was found. */
export interface Copy {
  readonly url: string;
  readonly report: Report;
}

const compared = ["name", "version", "description", "title", "remotes"] as const;

/**
 * Holds older or second copies against the cards that clients find: the one with the same name, or the only one. An older shape
 * is compared as the card that it would become. Yields one finding a copy that disagrees.
 */
export function* checkCopies(cards: readonly Copy[], copies: readonly Copy[]): Iterable<SiteFinding> {
  for (const { url, report } of copies) {
    if (cards.some((card) => card.url === url)) continue;
    for (const copy of cardsIn(report, url)) {
      const original = originalOf(copy, cards);
      if (original?.report.card === undefined) continue;
      const differences = differencesBetween(original.report.card, copy, report.kind !== "server-card");
      if (differences.length === 0) continue;
      yield {
        url,
        diagnostic: {
          code: "check/copies-differ",
          severity: "warning",
          message: `${quote(url)} and ${quote(original.url)} disagree: ${differences.join("; ")}`,
          hint: "make one from the other each time it changes, or remove the older one",
        },
      };
    }
  }
}

/** The cards that a document is or would become. What an older shape leaves open is not compared. */
function cardsIn(report: Report, url: string): readonly Partial<Card>[] {
  if (report.card) return [report.card];
  if (report.text === undefined || report.catalog !== undefined) return [];
  const migrated = migrate(report.text, { url });
  return migrated.cards.map(({ card, synthesized }) => {
    const stated = Object.entries(card).filter(([member]) => !synthesized.includes(member));
    return Object.fromEntries(stated) as Partial<Card>;
  });
}

function originalOf(copy: Partial<Card>, cards: readonly Copy[]): Copy | undefined {
  const same = cards.find(({ report }) => report.card?.name === copy.name);
  if (same) return same;
  const endpoints = new Set((copy.remotes ?? []).map(({ url }) => url));
  const alike = cards.find(({ report }) => report.card?.remotes?.some(({ url }) => endpoints.has(url)));
  return alike ?? (cards.length === 1 ? cards[0] : undefined);
}

/** An older shape has no name of its own kind, cuts what is long, and knows fewer members of a remote. */
function differencesBetween(card: Card, copy: Partial<Card>, older: boolean): string[] {
  const members = older ? (["version", "remotes"] as const) : compared;
  return members.flatMap((member) => {
    const [ours, theirs] = [card[member], copy[member]];
    if (older && theirs === undefined) return [];
    const [a, b] = older && member === "remotes" ? [urls(card), urls(copy)] : [text(ours), text(theirs)];
    return a === b ? [] : [`${member} is ${b}, not ${a}`];
  });
}

function urls({ remotes = [] }: Partial<Card>): string {
  return quote(remotes.map(({ url }) => url).join(" "));
}

function text(value: unknown): string {
  if (value === undefined) return "absent";
  return quote(typeof value === "string" ? value : canonicalJson(value));
}
