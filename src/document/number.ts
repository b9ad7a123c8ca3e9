// Judges one JSON number: whether the value that JavaScript keeps is the value that was written.

/** What becomes of a number when it is read. */
export type NumberFate = "exact" | "changed" | "infinite";

/** Splits a decimal text into its significant digits and the power of ten of the last of them. */
function decimal(text: string): { digits: string; exponent: number } {
  const match = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const whole = match?.[1] ?? "0";
  const fraction = match?.[2] ?? "";
  const all = whole + fraction;
  let start = 0;
  while (start < all.length && all[start] === "0") start++;
  let end = all.length;
  while (end > start && all[end - 1] === "0") end--;
  if (start === end) return { digits: "", exponent: 0 };
  return { digits: all.slice(start, end), exponent: Number(match?.[3] ?? 0) - fraction.length + (all.length - end) };
}

/** Says whether the JSON number `token` survives as an IEEE 754 double (RFC 8259 section 6, RFC 7493 section 2.2). */
export function judgeNumber(token: string): NumberFate {
  if (token.length <= 15 && !/[eE]/.test(token)) return "exact";
  const value = Number(token);
  if (!Number.isFinite(value)) return "infinite";
  const written = decimal(token);
  const kept = decimal(String(value));
  return written.digits === kept.digits && written.exponent === kept.exponent ? "exact" : "changed";
}
