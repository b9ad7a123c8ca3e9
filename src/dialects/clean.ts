// Takes out of a value what the gate found wrong in its text, so that nothing made from it has the same errors.

import { maxKeyLength } from "../document/limits.ts";
import { isMembers } from "../document/sniff.ts";

const loneSurrogate = /\p{Surrogate}/gu;

/**
 * A copy of a parsed value with U+FFFD for lone surrogates, null for numbers beyond any reader, and without the members
 * that the gate forbids. Recursive: the gate has bounded the depth.
 */
export function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replace(loneSurrogate, "\ufffd");
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(clean);
  if (!isMembers(value)) return value;
  const kept = Object.entries(value).filter(
    ([name]) => name !== "__proto__" && name !== "prototype" && name.length <= maxKeyLength,
  );
  return Object.fromEntries(kept.map(([name, child]) => [name.replace(loneSurrogate, "\ufffd"), clean(child)]));
}
