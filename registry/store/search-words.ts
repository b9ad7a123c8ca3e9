// The words of all entries: what a beginning may go on to, and, by the trigrams of names, titles and tags, what a slip of the keyboard may have meant.

import type { Engine } from "./engine.ts";

/** Shorter words are too near to too many others. */
export const minMendedLength = 4;

/** Longer words are nobody's names; nothing is kept or looked for beyond it. */
export const maxWordLength = 40;

/** How alike two words must be, by Dice's coefficient over their trigrams: 0 (nothing shared) to 1 (the same). */
export const minLikeness = 0.5;

/** Words that share a trigram are looked at up to this many: common trigrams stand in very many words. */
const maxLooked = 500;

/** At most this many meanings of one word are tried. */
const maxMeanings = 3;

/** A beginning is completed to this many words, the shortest: what is nearest to what was typed. */
export const maxCompletions = 24;

/** Words with one beginning that are looked at for the shortest. */
const maxBegun = 1_000;

/** Words that are known to be known, so that most texts cost no query. */
const maxRemembered = 50_000;

/** The vocabulary of an opened database. */
export interface Words {
  /** Adds the words of names, titles and tags, and those of other texts; within the caller's transaction. */
  add(named: readonly string[], others: readonly string[]): void;
  /** The known words with a beginning, shortest first, without the beginning itself. */
  begunBy(beginning: string): readonly string[];
  /** The known words most like an unknown one, best first; empty where none is near. */
  near(word: string): readonly string[];
}

/** The words of a text, folded as the full-text index folds them: lower case, no diacritics. */
export function wordsOf(text: string): string[] {
  // Most texts are ASCII, which folds to itself.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const folded = text.normalize("NFKD").replace(/\p{Mn}+/gu, "");
  return folded.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The trigrams of a word with its ends marked, each once. A beginning counts twice: people seldom miss it. */
export function gramsOf(word: string): string[] {
  const marked = `^^${word}$`;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= marked.length; at += 1) grams.add(marked.slice(at, at + 3));
  return [...grams];
}

function isUseful(word: string): boolean {
  return word.length >= minMendedLength && word.length <= maxWordLength;
}

/** Prepares the statements once. */
export function createWords(engine: Engine): Words {
  const know = engine.prepare("INSERT INTO words (word, named) VALUES (@word, @named) ON CONFLICT DO NOTHING");
  const name = engine.prepare("UPDATE words SET named = 1 WHERE word = @word AND named = 0");
  const addGram = engine.prepare("INSERT INTO word_grams (gram, word) VALUES (@gram, @word) ON CONFLICT DO NOTHING");
  const having = engine.prepare<{ word: string }>("SELECT word FROM word_grams WHERE gram = @gram LIMIT @most");
  const begun = engine.prepare<{ word: string }>(
    `SELECT word FROM words WHERE word > @beginning AND word < @end ORDER BY word LIMIT ${maxBegun}`,
  );
  const remembered = new Map<string, boolean>();

  function add(word: string, named: boolean): void {
    const known = remembered.get(word);
    if (known === true || (known === false && !named)) return;
    const isNew = know.run({ word, named: named ? 1 : 0 }).changes > 0;
    const isNamed = named && (isNew || name.run({ word }).changes > 0);
    if (isNamed && isUseful(word)) for (const gram of gramsOf(word)) addGram.run({ gram, word });
    // What is new may be rolled back: only a word that was there before is remembered.
    if (isNew || isNamed) return;
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(word, named);
  }

  return {
    add(named, others) {
      for (const word of new Set(named.flatMap(wordsOf))) if (word.length <= maxWordLength) add(word, true);
      for (const word of new Set(others.flatMap(wordsOf))) if (word.length <= maxWordLength) add(word, false);
    },
    begunBy(beginning) {
      const words = begun.all({ beginning, end: `${beginning}\u{10ffff}` }).map(({ word }) => word);
      return words.sort((a, b) => a.length - b.length).slice(0, maxCompletions);
    },
    near(word) {
      if (!isUseful(word)) return [];
      const grams = gramsOf(word);
      const shared = new Map<string, number>();
      for (const gram of grams) {
        for (const { word: other } of having.all({ gram, most: maxLooked }))
          shared.set(other, (shared.get(other) ?? 0) + 1);
      }
      // Fewer shared grams than this cannot make two words alike enough, whatever the other's length.
      const enough = [...shared].filter(([, count]) => count >= (grams.length * minLikeness) / (2 - minLikeness));
      return enough
        .map(([other, count]) => ({ other, likeness: (2 * count) / (grams.length + gramsOf(other).length) }))
        .filter(({ other, likeness }) => likeness >= minLikeness && other !== word)
        .sort((a, b) => b.likeness - a.likeness || (a.other < b.other ? -1 : 1))
        .slice(0, maxMeanings)
        .map(({ other }) => other);
    },
  };
}
