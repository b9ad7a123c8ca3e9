// Turns what a person typed into the words that are looked for: as they stand, as beginnings, or mended.

import type { Engine } from "./engine.ts";
import { createWords, wordsOf } from "./search-words.ts";

/** A way to look for a word, and how much a match counts. */
export interface Variant {
  /** Any of these; each is letters and digits, as `wordsOf` gives it. */
  readonly words: readonly string[];
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

/** Counting stops here: a word that more entries have is common, and how common is told from how new these are. */
const manyEntries = 500;

/** Words beyond this many narrow nothing down. */
const maxTerms = 8;

/** Words that are nowhere are mended up to this many: looking for what each may have meant takes a millisecond. */
const maxMended = 3;

/** Prepares the statements once, and gives the reader. None where a text has no word. */
export function createSearchTerms(engine: Engine): (text: string) => readonly Term[] {
  const words = createWords(engine);
  const newest = engine.prepare<{ n: number; oldest: number | null }>(
    `SELECT count(*) AS n, min(id) AS oldest FROM
      (SELECT rowid AS id FROM entries_fts WHERE entries_fts MATCH @match ORDER BY rowid DESC LIMIT ${manyEntries})`,
  );
  const total = engine.prepare<{ n: number }>("SELECT max(id) AS n FROM entries");

  function countOf(word: string, all: number): number {
    const { n, oldest } = newest.get({ match: `"${word}"` }) ?? { n: 0, oldest: null };
    return n < manyEntries ? n : Math.max(n, Math.round((n * all) / (all - (oldest ?? 0) + 1)));
  }

  function termOf(typed: string, { isLast, all, mend }: { isLast: boolean; all: number; mend: boolean }): Term {
    const here = countOf(typed, all);
    const other = sameAs[typed];
    const also = other === undefined ? [] : [{ words: [other], weight: prefixWeight }];
    // The word at the end may not be finished.
    const unfinished = typed.length >= minPrefix && (here === 0 || isLast);
    const begun = unfinished ? words.begunBy(typed) : [];
    const rarity = Math.log(1 + all / (1 + Math.max(here, 1)));
    if (here > 0 || begun.length > 0 || also.length > 0) {
      const variants = [
        ...(here > 0 ? [{ words: [typed], weight: 1 }] : []),
        ...(begun.length > 0 ? [{ words: begun, weight: prefixWeight }] : []),
        ...also,
      ];
      return { typed, words: [typed, ...(other === undefined ? [] : [other])], variants, rarity };
    }
    const near = mend ? words.near(typed).filter((word) => countOf(word, all) > 0) : [];
    const variants = near.map((word, index) => ({ words: [word], weight: mendedWeight / (1 + index) }));
    const [meant] = near;
    return { typed, words: near, variants, rarity, ...(meant !== undefined && { meant }) };
  }

  return (text) => {
    const typed = [...new Set(wordsOf(text))];
    const telling = typed.filter((word) => !little.has(word));
    const asked = (telling.length > 0 ? telling : typed).slice(0, maxTerms);
    const all = Math.max(total.get()?.n ?? 1, 1);
    let unknown = 0;
    return asked.map((word, index) => {
      const term = termOf(word, { isLast: index === asked.length - 1, all, mend: unknown < maxMended });
      if (term.meant !== undefined || term.variants.length === 0) unknown += 1;
      return term;
    });
  };
}

/** The part of a full-text query that any of these tokens answers. */
export function anyOf(tokens: readonly string[]): string {
  return `(${tokens.map((token) => `"${token}"`).join(" OR ")})`;
}
