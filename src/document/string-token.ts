// Reads one JSON string in a text, and looks for halves of surrogate pairs in it.

import type { Range } from "./diagnostic.ts";
import type { Expected } from "./syntax.ts";

/** A string that was read up to `end`, or a text that stopped being one there. */
export interface StringToken {
  /** The offset after the closing quote; with `expected`, the offset where the string broke off. */
  readonly end: number;
  /** What should have stood there; absent where the string is whole. */
  readonly expected?: Expected;
  /** A surrogate without its other half, raw or escaped (RFC 7493 section 2.1). */
  readonly lone?: Range;
}

const body = /[^"\\\u0000-\u001f\ud800-\udfff]*/y;
const hex4 = /[0-9a-fA-F]{4}/y;
const simpleEscapes = '"\\/bfnrt';

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** The code unit that a `\u` escape at `at` stands for; NaN where there is no such escape. */
function escapedUnit(text: string, at: number): number {
  if (text[at] !== "\\" || text[at + 1] !== "u") return Number.NaN;
  hex4.lastIndex = at + 2;
  return hex4.test(text) ? Number.parseInt(text.slice(at + 2, at + 6), 16) : Number.NaN;
}

/** Reads the string whose opening quote is at `start`, in linear time. */
export function readString(text: string, start: number): StringToken {
  let at = start + 1;
  let lone: Range | undefined;
  for (;;) {
    body.lastIndex = at;
    body.test(text);
    at = body.lastIndex;
    const code = text.charCodeAt(at);
    if (code === 0x22) return lone === undefined ? { end: at + 1 } : { end: at + 1, lone };
    if (code === 0x5c) {
      const unit = escapedUnit(text, at);
      if (Number.isNaN(unit)) {
        const letter = text[at + 1];
        if (letter === undefined || !simpleEscapes.includes(letter)) return { end: at, expected: "an escape" };
        at += 2;
      } else {
        const paired = isHigh(unit) && isLow(escapedUnit(text, at + 6));
        if (!paired && (isHigh(unit) || isLow(unit))) lone = { start: at, end: at + 6 };
        at += paired ? 12 : 6;
      }
    } else if (isHigh(code) || isLow(code)) {
      const paired = isHigh(code) && isLow(text.charCodeAt(at + 1));
      if (!paired) lone = { start: at, end: at + 1 };
      at += paired ? 2 : 1;
    } else return { end: at, expected: "a closing quote" };
  }
}
