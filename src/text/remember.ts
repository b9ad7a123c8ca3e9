// Keeps the last answers of a reader that many rules ask about the same few texts of a card.

const keptAnswers = 64;

/** Longer texts are few, and would be held in memory for nothing. */
const keptMaxUnits = 1024;

/** Gives the same reader with a memory. What it answers is shared, so nobody may change it. */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const answer = read(text);
    if (text.length > keptMaxUnits) return answer;
    if (kept.size >= keptAnswers) kept.clear();
    kept.set(text, answer);
    return answer;
  };
}
