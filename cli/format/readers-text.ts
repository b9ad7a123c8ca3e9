// Who can read a document as text: a row for each reader, and once, numbered, what to change for the others.

import { printable } from "../../src/document/printable.ts";
import type { Miss } from "../../src/document/reading.ts";
import type { Report } from "../../src/document/report.ts";
import { profiles } from "../../src/profiles/profiles.ts";
import type { TextLayout } from "./diagnostics.ts";
import { widthOf, wrap } from "./width.ts";
import { figures } from "./words.ts";

/** One thing to change, in one place or in several alike. */
interface Change {
  readonly first: Miss;
  readonly pointers: Set<string>;
}

/** The readings of a report as a block of lines, an empty line last; nothing where there are none. */
export function readersText({ consumers }: Report, layout: TextLayout): string[] {
  if (consumers === undefined) return [];
  const { palette } = layout;
  const meant = consumers.filter(({ reads }) => reads !== "not-applicable");
  if (meant.length === 0) return ["  No reader that we know takes such a document.", ""];
  const changes = new Map<string, Change>();
  const titles = meant.map(({ name }) => profiles.find((profile) => profile.name === name)?.title ?? name);
  const width = Math.max(...titles.map(widthOf));
  const rows = meant.map(({ reads, missing }, index) => {
    const title = titles[index] ?? "";
    const start = `    ${title}${" ".repeat(width - widthOf(title))}`;
    if (reads === "yes") return `${start}   ${palette.good("yes")}`;
    const numbers = [...new Set(missing.map((miss) => numberOf(miss, changes)))].sort((a, b) => a - b);
    return `${start}   ${palette.error("no")}    ${numbersText(numbers)}`;
  });
  const list = [...changes.values()].flatMap((change, index) => changeLines(change, index + 1, layout));
  const advice = list.length === 0 ? [] : [`  ${palette.strong("What to change")}`, ...list, ""];
  return [`  ${palette.strong("Who can read it")}`, ...rows, "", ...advice];
}

/** Changes that read alike are one, wherever they are to be made. */
function numberOf(miss: Miss, changes: Map<string, Change>): number {
  const key = `${miss.change}\n${miss.message.replace(/\[\d+\]/g, "[]")}`;
  const known = changes.get(key);
  if (known === undefined) changes.set(key, { first: miss, pointers: new Set([miss.pointer]) });
  else known.pointers.add(miss.pointer);
  return [...changes.keys()].indexOf(key) + 1;
}

/** `1, 3-5, 8`. */
function numbersText(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let start = 0; start < numbers.length; ) {
    let end = start;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1;
    parts.push(end > start + 1 ? `${numbers[start]}-${numbers[end]}` : numbers.slice(start, end + 1).join(", "));
    start = end + 1;
  }
  return parts.join(", ");
}

function changeLines({ first, pointers }: Change, number: number, { columns }: TextLayout): string[] {
  const more = pointers.size > 1 ? `, and ${figures(pointers.size - 1)} more like it` : "";
  const fit = (text: string): string[] => (columns === undefined ? [text] : wrap(text, columns - 8));
  const [head = "", ...rest] = fit(printable(first.message) + more);
  const change = fit(printable(first.change));
  return [`    ${String(number).padStart(2)}  ${head}`, ...[...rest, ...change].map((line) => `        ${line}`)];
}
