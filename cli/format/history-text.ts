// The history of a name or a host for people: a line a change that says what happened, and under it from what to what.

import type { Change } from "../../registry/store/store.ts";
import type { JsonChange } from "../../src/document/json-changes.ts";
import { printable } from "../../src/document/printable.ts";
import { eventWords, longDay, memberPath, shortTime } from "./change-words.ts";
import type { TextLayout } from "./diagnostics.ts";
import type { Palette } from "./palette.ts";
import { shorten, wrap } from "./width.ts";
import { count } from "./words.ts";

/** Where no terminal says its width. */
const plainColumns = 80;

/** Differences that are shown of one change. */
const shownDifferences = 8;

/** One side of a difference, cut to the line. */
function side(mark: string, value: unknown, columns: number): string {
  return shorten(`${mark} ${printable(JSON.stringify(value))}`, columns);
}

function* differenceLines(change: JsonChange, palette: Palette, columns: number): Iterable<string> {
  yield `    ${memberPath(change.pointer)}`;
  if (change.from !== undefined) yield `    ${palette.error(side("-", change.from, columns - 4))}`;
  if (change.to !== undefined) yield `    ${palette.good(side("+", change.to, columns - 4))}`;
}

/** Formats one change. Its name stands there only where several names are told. */
export function changeText(
  change: Change,
  { palette, columns = plainColumns }: TextLayout,
  { named }: { readonly named: boolean },
): string {
  const who = named ? `${printable(change.name)} ${printable(change.version)}: ` : `${printable(change.version)}: `;
  const [first = "", ...rest] = wrap(`${who}${eventWords(change)}`, columns - 18);
  const lines = [`${palette.faint(shortTime(change.at))}  ${first}`, ...rest.map((line) => `${" ".repeat(18)}${line}`)];
  if (change.event !== "identity") {
    for (const one of change.changes.slice(0, shownDifferences)) lines.push(...differenceLines(one, palette, columns));
    const more = change.changes.length - shownDifferences;
    if (more > 0) lines.push(`    ${palette.faint(`and ${count(more, "difference")} more: --format ndjson`)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The first line: the last thing that happened, and how much there is. */
export function historyHeading(last: Change, total: number, { palette, columns = plainColumns }: TextLayout): string {
  const told = `${printable(last.name)}: ${eventWords(last)} on ${longDay(last.at)}`;
  const more = total > 1 ? `, the last of ${count(total, "change")}` : "";
  const lines = wrap(told + more, columns).map((line) => palette.strong(line));
  return `${lines.join("\n")}\n\n`;
}
