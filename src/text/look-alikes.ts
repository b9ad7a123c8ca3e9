// Finds words that mix letters of two scripts so that they read as another word.

/** Cyrillic, Greek and Armenian letters that most fonts draw as a Latin letter, beside the letter that they look like. */
const latinLooks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    с: "c",
    ԁ: "d",
    е: "e",
    һ: "h",
    і: "i",
    ј: "j",
    ӏ: "l",
    о: "o",
    р: "p",
    ԛ: "q",
    ѕ: "s",
    у: "y",
    ү: "y",
    х: "x",
    ѵ: "v",
    ԝ: "w",
    ё: "e",
    ї: "i",
    А: "A",
    В: "B",
    С: "C",
    Е: "E",
    Н: "H",
    І: "I",
    Ј: "J",
    К: "K",
    М: "M",
    О: "O",
    Р: "P",
    Ѕ: "S",
    Т: "T",
    Х: "X",
    Ү: "Y",
    Ғ: "F",
    Ԍ: "G",
    Ӏ: "I",
    ο: "o",
    ν: "v",
    α: "a",
    ι: "i",
    ρ: "p",
    υ: "u",
    κ: "k",
    τ: "t",
    ϲ: "c",
    ϳ: "j",
    Α: "A",
    Β: "B",
    Ε: "E",
    Ζ: "Z",
    Η: "H",
    Ι: "I",
    Κ: "K",
    Μ: "M",
    Ν: "N",
    Ο: "O",
    Ρ: "P",
    Τ: "T",
    Υ: "Y",
    Χ: "X",
    օ: "o",
    ո: "n",
    ս: "u",
    հ: "h",
    ց: "g",
    զ: "q",
    Տ: "S",
    Օ: "O",
  }),
);

const word = /[\p{L}\p{M}\p{N}]+/gu;

/** Gives the Latin text that a string imitates, letter by letter. */
export function skeleton(text: string): string {
  return [...text].map((letter) => latinLooks.get(letter) ?? letter).join("");
}

/**
 * Gives the words that mix Latin letters with look-alikes of another script ("Gооgle" with two Cyrillic о), in order.
 * A word wholly in one script is never one of them, nor is a word whose foreign letters look like nothing Latin ("αβtest").
 */
export function mixedScriptWords(text: string): readonly string[] {
  if (!/[\u0370-\u03ff\u0400-\u058f]/.test(text)) return [];
  const found: string[] = [];
  for (const [candidate] of text.matchAll(word)) {
    const letters = [...candidate].filter((letter) => /\p{L}/u.test(letter));
    const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
    const foreign = letters.filter((letter) => /[\u0370-\u03ff\u0400-\u058f]/.test(letter));
    if (latin.length > 0 && foreign.length > 0 && foreign.every((letter) => latinLooks.has(letter)))
      found.push(candidate);
  }
  return found;
}

/** True for a word that is written wholly in look-alikes of Latin letters ("аррӏе"): fit for a host label, where no sentence surrounds it. */
export function isWhollyLookAlike(text: string): boolean {
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter));
  return letters.length > 1 && letters.every((letter) => latinLooks.has(letter));
}
