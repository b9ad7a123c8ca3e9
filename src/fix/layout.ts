// How the members of an object are laid out in a text, so that a new one can stand like the others.

import type { Range } from "../document/diagnostic.ts";
import type { Locator } from "../document/locate.ts";
import { escapeSegment } from "../document/pointer.ts";

/** One member or item: its name (none for an item) and its value, as they stand in the text. */
export interface Part {
  readonly key?: Range;
  readonly value: Range;
}

/** A text, the value it spells, and a way from pointers to places in it. */
export interface Source {
  readonly text: string;
  readonly value: unknown;
  readonly locate: Locator;
}

/** Where a part begins: at its name, or at its value where it has none. */
export function startOf({ key, value }: Part): number {
  return (key ?? value).start;
}

/** The members or items of the object or array at `pointer`, in the order of the text (a program sees numbers first). */
export function partsAt(source: Source, pointer: string, container: object): readonly Part[] {
  const parts: Part[] = [];
  for (const name of Object.keys(container)) {
    const at = `${pointer}/${escapeSegment(name)}`;
    const value = source.locate(at);
    const key = Array.isArray(container) ? undefined : source.locate(at, { onKey: true });
    if (value !== undefined) parts.push(key === undefined ? { value } : { key, value });
  }
  return parts.sort((a, b) => startOf(a) - startOf(b));
}

/** The last line break of a stretch of white space and the indentation after it; undefined where there is no line break. */
function lastLine(space: string): string | undefined {
  const at = Math.max(space.lastIndexOf("\n"), space.lastIndexOf("\r"));
  if (at < 0) return undefined;
  return space.slice(space[at] === "\n" && space[at - 1] === "\r" ? at - 1 : at);
}

/** What stands before the first member of the document: its line break and one step of indentation, where it has lines. */
function firstLine(text: string): string | undefined {
  return lastLine(/^\s*[[{](\s*)/.exec(text)?.[1] ?? "");
}

const lineBreak = /^[\n\r]+/;

/** Spaces and tabs at the start of the line in which `offset` lies. */
function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** How new members are written into one object. */
export interface Layout {
  /** Before each member: a line break and indentation, or what little white space there is. */
  readonly lead: string;
  /** Before the closing brace, where the object is empty as yet. */
  readonly tail: string;
  /** Between a name and its value. */
  readonly colon: string;
  /** One step of indentation for objects inside; undefined where everything stands on one line. */
  readonly unit: string | undefined;
}

const defaultUnit = "  ";

/** Reads the layout of the object at `range` from its last member, or from the document where it has none. */
export function layoutOf(text: string, range: Range, parts: readonly Part[]): Layout {
  const first = firstLine(text);
  const unit = first?.replace(lineBreak, "") || defaultUnit;
  const last = parts.at(-1);
  if (last?.key === undefined) {
    if (first === undefined) return { lead: "", tail: "", colon: ": ", unit: undefined };
    const tail = (lineBreak.exec(first)?.[0] ?? "") + indentAt(text, range.start);
    return { lead: tail + unit, tail, colon: ": ", unit };
  }
  const before = /[{,](\s*)$/.exec(text.slice(parts.at(-2)?.value.end ?? range.start, last.key.start))?.[1] ?? "";
  const between = text.slice(last.key.end, last.value.start);
  const colon = /[\n\r]/.test(between) ? ": " : between;
  const lead = lastLine(before);
  if (lead !== undefined) return { lead, tail: "", colon, unit };
  const isTight = colon.endsWith(":");
  return { lead: parts.length === 1 && !isTight ? " " : before, tail: "", colon, unit: undefined };
}

/** Writes a value in a layout; lines inside it are indented as the member itself. */
export function written(value: unknown, { lead, colon, unit }: Layout): string {
  return unit === undefined ? oneLine(value, colon) : JSON.stringify(value, null, unit).replaceAll("\n", lead);
}

/** A value on one line: `{ "isRequired": true }`, or without spaces where the document has none after its colons. */
function oneLine(value: unknown, colon: string): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const space = colon.endsWith(":") ? "" : " ";
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}${colon}${oneLine(item, colon)}`);
  return members.length === 0 ? "{}" : `{${space}${members.join(`,${space}`)}${space}}`;
}
