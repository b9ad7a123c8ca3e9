// A code frame: the line that a finding is about, with a mark under the part that is wrong.

import type { Range } from "../../src/document/diagnostic.ts";
import { printable } from "../../src/document/printable.ts";
import { fitEnd, shorten, widthOf } from "./width.ts";

/** What a frame looks like. Both texts are safe to print. */
export interface Frame {
  /** The line, cut around the finding where it is too long. */
  readonly code: string;
  /** Spaces and carets that stand under it. */
  readonly mark: string;
}

/** How much of a long line is shown before the finding. */
const leadCells = 24;

/** Frames a range of a text in at most `cells` columns. Of a range over several lines, the first is shown. */
export function frame(text: string, range: Range, cells: number): Frame {
  const lineStart = lastLineEnd(text, range.start) + 1;
  const lineEnd = nextLineEnd(text, range.start);
  // A card may be one line of a megabyte: nothing beyond what can be shown is looked at.
  const windowStart = Math.max(lineStart, range.start - cells);
  const windowEnd = Math.min(lineEnd, range.start + 2 * cells);
  const markedEnd = Math.max(range.start, Math.min(range.end, windowEnd));
  let before = shown(text.slice(windowStart, range.start));
  let marked = shown(text.slice(range.start, markedEnd));
  let after = shown(text.slice(markedEnd, windowEnd));
  const whole = widthOf(before) + widthOf(marked) + widthOf(after) <= cells;
  if (!whole || windowStart > lineStart) {
    const room = Math.max(leadCells, cells - widthOf(marked) - 2);
    const cut = fitEnd(before, Math.min(leadCells, room));
    if (cut !== before || windowStart > lineStart) before = `…${cut.slice(1)}`;
  }
  marked = shorten(marked, cells - widthOf(before));
  after = shorten(after, cells - widthOf(before) - widthOf(marked));
  return {
    code: `${before}${marked}${after}`.trimEnd(),
    mark: `${" ".repeat(widthOf(before))}${"^".repeat(Math.max(1, widthOf(marked)))}`,
  };
}

function shown(text: string): string {
  return printable(text.replaceAll("\t", "  "));
}

function lastLineEnd(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1), -1);
}

function nextLineEnd(text: string, offset: number): number {
  const ends = [text.indexOf("\n", offset), text.indexOf("\r", offset)].filter((end) => end !== -1);
  return Math.min(text.length, ...ends);
}
