// Times as RFC 3339 text: a visit gives many rows the same times, and writing one out costs more than finding it again.

/** Texts that are kept at once. */
const mostKept = 4_096;

const kept = new Map<number, string>();

/** Writes a time (milliseconds since the epoch) in UTC. */
export function instant(ms: number): string {
  const known = kept.get(ms);
  if (known !== undefined) return known;
  const text = new Date(ms).toISOString();
  if (kept.size >= mostKept) kept.clear();
  kept.set(ms, text);
  return text;
}
