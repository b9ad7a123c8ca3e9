// Hosts in one member of objects, one object a line.

import { isMembers } from "../../document/sniff.ts";
import { refuse, type Source } from "./candidate.ts";
import { readLines } from "./read-lines.ts";

/** A longer line is not parsed: it is no row of a list of hosts. */
export const rowMaxLength: number = 64 * 1024;

/** Yields the texts in the member `column` of each line's object: a string, or strings in an array. */
export async function* fromNdjson(chunks: AsyncIterable<Uint8Array>, column: string): Source {
  for await (const { text, cut } of readLines(chunks, rowMaxLength)) {
    if (text.trim() === "") continue;
    if (cut) {
      yield refuse(text, "too-long", `the line is longer than ${rowMaxLength} characters`);
      continue;
    }
    const row = parse(text);
    if (!isMembers(row)) {
      yield refuse(text, "not-json", "the line is no JSON object");
      continue;
    }
    const value = Object.hasOwn(row, column) ? row[column] : undefined;
    const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
    if (texts.length === 0) yield refuse(text, "no-column", `the line has no text in "${column}"`);
    yield* texts;
  }
  return {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
