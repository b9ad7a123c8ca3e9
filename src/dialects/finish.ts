// Turns drafts into finished cards: names told apart, each judged as validate would, each with its catalog entry.

import { type Card, type CatalogEntry, cardMediaType } from "../document/card.ts";
import { airIdentifier } from "../publish/identifier.ts";
import { validate } from "../validate/validate.ts";
import type { Draft, Note, Reason } from "./dialect.ts";

/** One card that was made. */
export interface MigratedCard {
  /** Satisfies the schema and breaks no rule of severity error. */
  readonly card: Card;
  /** An AI Catalog entry that holds the card inline; with `url` for `data` it lists a card published elsewhere. */
  readonly entry: CatalogEntry;
  /** Where in the document the server was described. */
  readonly pointer: string;
  /** Members of the card that the document does not state. */
  readonly synthesized: readonly string[];
  readonly dropped: readonly Note[];
  readonly warnings: readonly Note[];
}

/** The cards, and why other drafts gave none. */
export interface Finished {
  readonly cards: readonly MigratedCard[];
  readonly reasons: readonly Reason[];
}

/** At most this many errors of one refused card are told. */
const maxToldErrors = 3;

function identityOf(card: Card): string {
  return `${airIdentifier(card.name).identifier}\n${card.version}`;
}

/** The card under a name that is not taken; undefined where the document itself gave it a taken one. */
function untaken(card: Card, draft: Draft, taken: ReadonlySet<string>): Card | undefined {
  if (!taken.has(identityOf(card))) return card;
  if (!draft.synthesized.includes("name")) return undefined;
  for (let count = 2; ; count++) {
    const renamed = { ...card, name: `${card.name}-${count}` };
    if (!taken.has(identityOf(renamed))) return renamed;
  }
}

/** Judges the drafts and gives the cards among them their entries. */
export function finish(drafts: readonly Draft[]): Finished {
  const taken = new Set<string>();
  const reasons: Reason[] = [];
  const made: { readonly card: Card; readonly draft: Draft }[] = [];
  for (const draft of drafts) {
    const { pointer } = draft;
    const errors = validate(JSON.stringify(draft.card)).diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
      const told = errors.slice(0, maxToldErrors).map(({ message }) => message);
      reasons.push({ code: "invalid", pointer, message: `the card would be invalid: ${told.join("; ")}` });
      continue;
    }
    const card = untaken(draft.card as Card, draft, taken);
    if (card === undefined) {
      reasons.push({ code: "duplicate", pointer, message: "the document lists this name and version twice" });
      continue;
    }
    taken.add(identityOf(card));
    made.push({ card, draft });
  }
  const counts = new Map<string, number>();
  for (const { card } of made) {
    const { identifier } = airIdentifier(card.name);
    counts.set(identifier, (counts.get(identifier) ?? 0) + 1);
  }
  const cards = made.map(({ card, draft: { pointer, synthesized, dropped, warnings } }) => {
    const { identifier } = airIdentifier(card.name);
    const isVersioned = (counts.get(identifier) ?? 0) > 1;
    const entry: CatalogEntry = {
      identifier,
      type: cardMediaType,
      ...(isVersioned && { version: card.version }),
      data: card,
    };
    return { card, entry, pointer, synthesized, dropped, warnings };
  });
  return { cards, reasons };
}
