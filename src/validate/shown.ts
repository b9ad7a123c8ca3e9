// How a message quotes a value of the document.

/** A value in a message: short, and without the parts of a URL that may hold a credential. */
export function shown(value: unknown): string {
  if (typeof value !== "string") {
    if (Array.isArray(value)) return "an array";
    return typeof value === "object" && value !== null ? "an object" : String(value);
  }
  const safe = value.replace(/\/\/[^/@\s]{1,1000}@/, "//…@").replace(/\?.*$/su, "?…");
  return `"${safe.length > 80 ? `${safe.slice(0, 80)}…` : safe}"`;
}
