// Turns what a person typed into the words that are looked for: as they stand, as beginnings, or mended.

import type { Engine } from "./engine.ts";
import { maxSearchTerms } from "./search-terms.ts";
import { createWords, wordsOf } from "./search-words.ts";

/** A way to look for a word, and how much a match counts. */
export interface Variant {
  /** A full-text query that holds nothing but quoted words. */
  readonly match: string;
  /** 1 for the word itself, less for what it may begin or have meant. */
  readonly weight: number;
}

/** One word that was typed. */
export interface Term {
  readonly typed: string;
  /** The words that it stands for: itself, or what it may have meant. */
  readonly words: readonly string[];
  readonly variants: readonly Variant[];
  /** What is looked for instead, where the word itself is nowhere. */
  readonly meant?: string;
  /** How rare it is: large for a word that few entries have. */
  readonly rarity: number;
}

/** Words of questions that say nothing of what is looked for; they count only where nothing else was typed. */
const little: ReadonlySet<string> = new Set(
  "a an and any are as at be by can do for from get has have how i in is it its me my of on or our server servers so that the their this to use want we what where which who will with you your mcp".split(
    " ",
  ),
);

/** Abbreviations that everybody in the field writes for one word or the other. */
const sameAs: Readonly<Record<string, string>> = {
  k8s: "kubernetes",
  db: "database",
  docs: "documentation",
  repo: "repository",
};

const prefixWeight = 0.6;
const mendedWeight = 0.7;
const minPrefix = 2;

/** Counting stops here: a word that more entries have is common. */
const maxCounted = 2_000;

/** Prepares the statements once, and gives the reader. None where a text has no word. */
export function createSearchTerms(engine: Engine): (text: string) => readonly Term[] {
  const words = createWords(engine);
  const count = engine.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM entries_fts WHERE entries_fts MATCH @match LIMIT ${maxCounted})`,
  );
  const total = engine.prepare<{ n: number }>("SELECT max(id) AS n FROM entries");
  const found = (match: string): number => count.get({ match })?.n ?? 0;

  function termOf(typed: string, isLast: boolean, all: number): Term {
    const exact = `"${typed}"`;
    const rarityOf = (n: number): number => Math.log(1 + all / (1 + n));
    const here = found(exact);
    const other = sameAs[typed];
    const also = other === undefined ? [] : [{ match: `"${other}"`, weight: prefixWeight }];
    const same = { typed, words: [typed, ...(other === undefined ? [] : [other])] };
    // The word at the end may not be finished.
    const prefix = typed.length >= minPrefix && (here === 0 || isLast) ? `"${typed}"*` : undefined;
    const begun = prefix === undefined ? 0 : found(prefix);
    if (here > 0 || begun > here || also.length > 0) {
      const variants = [
        ...(here > 0 ? [{ match: exact, weight: 1 }] : []),
        ...(prefix !== undefined && begun > here ? [{ match: prefix, weight: prefixWeight }] : []),
        ...also,
      ];
      return { ...same, variants, rarity: rarityOf(Math.max(here, 1)) };
    }
    const near = words.near(typed).filter((word) => found(`"${word}"`) > 0);
    const variants = near.map((word, index) => ({ match: `"${word}"`, weight: mendedWeight / (1 + index) }));
    const [meant] = near;
    return { typed, words: near, variants, rarity: rarityOf(1), ...(meant !== undefined && { meant }) };
  }

  return (text) => {
    const typed = [...new Set(wordsOf(text))];
    const telling = typed.filter((word) => !little.has(word));
    const asked = (telling.length > 0 ? telling : typed).slice(0, maxSearchTerms);
    const all = Math.max(total.get()?.n ?? 1, 1);
    return asked.map((word, index) => termOf(word, index === asked.length - 1, all));
  };
}
