// Recognises JSON about which the gate has nothing to say, by JSON.parse and a count, at a third of what the gate costs.

import { maxArrayItems, maxDepth, maxKeyLength } from "./limits.ts";

/** Longer texts go through the gate before anything is parsed, so that a hostile one cannot make a tree of millions. */
export const plainMaxUnits: number = 64 * 1024;

/** A value with its counts of members and array items, as the gate gives them. */
export interface PlainJson {
  readonly value: unknown;
  readonly keys: number;
  readonly items: number;
}

/** Half of a surrogate pair, raw or escaped, and a number that may not be exact: whether it is, only the gate can tell. */
const doubtful = /[\ud800-\udfff]|\\u[dD][89a-fA-F]|[:,[\s]-?(?:\d[\d.]*[eE]|[\d.]{15})/;

/** The end of each member's name. Within a string it may be found too: then there are more of them than members. */
const nameEnd = /"[\t\n\r ]*:/g;

interface Counts {
  keys: number;
  items: number;
}

/** Counts what a value holds; false where it holds something that the gate reports. */
function isPlain(value: unknown, depth: number, counts: Counts): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) {
    if (value.length > maxArrayItems) return false;
    counts.items += value.length;
    for (let index = 0; index < value.length; index += 1) if (!isPlain(value[index], depth + 1, counts)) return false;
    return true;
  }
  for (const name in value) {
    if (name === "__proto__" || name === "prototype" || name.length > maxKeyLength) return false;
    counts.keys += 1;
    if (!isPlain((value as Readonly<Record<string, unknown>>)[name], depth + 1, counts)) return false;
  }
  return true;
}

/**
 * The value of a JSON text with members in it and without any finding of the gate; undefined where it is none, or may be none.
 * That no name stands twice follows from the counts: JSON.parse keeps one of two alike, the text has both.
 */
export function readPlainJson(text: string): PlainJson | undefined {
  if (text.length > plainMaxUnits || doubtful.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const counts = { keys: 0, items: 0 };
  if (!isPlain(value, 1, counts) || text.match(nameEnd)?.length !== counts.keys) return undefined;
  return { value, ...counts };
}
