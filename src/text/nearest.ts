// Finds the word that somebody who mistyped probably meant.

/** Longer texts are no mistyped word. */
const maxCharacters = 60;

/** Gives the word with the fewest letters to change, if they are at most a third of it; undefined where none is near. */
export function nearest(text: string, words: Iterable<string>): string | undefined {
  if (text.length > maxCharacters) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const changes = distance(text, word);
    if (changes < least && changes <= Math.max(1, Math.floor(word.length / 3))) {
      least = changes;
      best = word;
    }
  }
  return best;
}

/** Letters to add, remove, replace, or exchange with the next one (optimal string alignment). */
function distance(from: string, to: string): number {
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const [here, wanted] = [from[line - 1], to[column - 1]];
      const swapped = line > 1 && here === to[column - 2] && wanted === from[line - 2];
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + (here === wanted ? 0 : 1),
          swapped ? (above[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    above = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
