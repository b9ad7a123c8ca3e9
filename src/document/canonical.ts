// Writes a JSON value in the one form that everybody hashes alike (RFC 8785, JCS).

/**
 * Gives the canonical text of a value that JSON.parse gave: members sorted by the UTF-16 units of their names, no white
 * space, numbers and strings as ECMAScript writes them, which is what RFC 8785 3.2.2 asks for. Throws RangeError on
 * what no JSON holds: a number that is not finite, a lone surrogate (RFC 8785 3.1), undefined.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, item]) => `${canonicalJson(name)}:${canonicalJson(item)}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("a number is not finite");
  if (typeof value === "string" && !isWhole(value)) throw new RangeError("a text holds a lone surrogate");
  const text = JSON.stringify(value);
  if (text === undefined) throw new RangeError("a value is no JSON value");
  return text;
}

function isWhole(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
