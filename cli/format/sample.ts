// Writes the documents of explanations so that no character hides in them and no text fills a screen.

/** Longest text inside a sample, and longest sample that is no JSON value, in UTF-16 units. */
const maxSampleUnits = 160;

/** Gives a sample as lines of JSON in ASCII. A string is a document's raw text; anything else is its value. */
export function sampleText(sample: unknown): string {
  const text = typeof sample === "string" ? cut(sample, 4 * maxSampleUnits) : JSON.stringify(sample, shortened, 2);
  return text.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function shortened(_key: string, value: unknown): unknown {
  return typeof value === "string" ? cut(value, maxSampleUnits) : value;
}

function cut(text: string, units: number): string {
  return text.length > units ? `${text.slice(0, 20)}... (${text.length} characters)` : text;
}
