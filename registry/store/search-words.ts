// The words of names, titles and tags, by their trigrams: what a slip of the keyboard may have meant.

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

/** The vocabulary of an opened database. */
export interface Words {
  /** Adds the words of these texts; within the caller's transaction. */
  add(texts: readonly string[]): void;
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
  const know = engine.prepare("INSERT INTO words (word) VALUES (@word) ON CONFLICT DO NOTHING");
  const addGram = engine.prepare("INSERT INTO word_grams (gram, word) VALUES (@gram, @word) ON CONFLICT DO NOTHING");
  const having = engine.prepare<{ word: string }>("SELECT word FROM word_grams WHERE gram = @gram LIMIT @most");
  return {
    add(texts) {
      for (const word of new Set(texts.flatMap(wordsOf).filter(isUseful))) {
        if (know.run({ word }).changes > 0) for (const gram of gramsOf(word)) addGram.run({ gram, word });
      }
    },
    near(word) {
      if (!isUseful(word)) return [];
      const grams = gramsOf(word);
      const shared = new Map<string, number>();
      for (const gram of grams) {
        for (const { word: other } of having.all({ gram, most: maxLooked }))
          shared.set(other, (shared.get(other) ?? 0) + 1);
      }
      return [...shared]
        .map(([other, count]) => ({ other, likeness: (2 * count) / (grams.length + gramsOf(other).length) }))
        .filter(({ other, likeness }) => likeness >= minLikeness && other !== word)
        .sort((a, b) => b.likeness - a.likeness || (a.other < b.other ? -1 : 1))
        .slice(0, maxMeanings)
        .map(({ other }) => other);
    },
  };
}
