// Says how two JSON values differ, member by member, in bounded size.

import { escapeSegment } from "./pointer.ts";

/** One difference. A side is absent where the value is not there. */
export interface JsonChange {
  readonly pointer: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The most differences that are told; what follows is left out. */
export const maxJsonChanges = 100;

/** A longer value is told as its beginning, in characters of its JSON. */
export const maxToldCharacters = 1000;

function isParent(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The value itself, or the beginning of its JSON as a string where it is long. */
function told(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length <= maxToldCharacters ? value : `${text.slice(0, maxToldCharacters)}…`;
}

function* walk(from: unknown, to: unknown, pointer: string): Generator<JsonChange> {
  if (from === to) return;
  const bothLists = Array.isArray(from) && Array.isArray(to);
  if (isParent(from) && isParent(to) && (bothLists || Array.isArray(from) === Array.isArray(to))) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const inside = `${pointer}/${escapeSegment(key)}`;
      if (!Object.hasOwn(to, key)) yield { pointer: inside, from: told(from[key]) };
      else if (!Object.hasOwn(from, key)) yield { pointer: inside, to: told(to[key]) };
      else yield* walk(from[key], to[key], inside);
    }
  } else yield { pointer, from: told(from), to: told(to) };
}

/**
 * Gives the differences of two JSON values in document order, by JSON Pointer (RFC 6901); the items of lists are compared
 * place by place. At most {@link maxJsonChanges}.
 */
export function jsonChanges(from: unknown, to: unknown): readonly JsonChange[] {
  const found: JsonChange[] = [];
  for (const change of walk(from, to, "")) {
    if (found.length === maxJsonChanges) break;
    found.push(change);
  }
  return found;
}
