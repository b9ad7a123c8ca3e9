// Hosts one a line: domains and URLs, with `#` comments.

import { targetMaxLength } from "../../discover/target.ts";
import { refuse, type Source } from "./candidate.ts";
import { readLines } from "./read-lines.ts";

/** A line longer than this holds no target; room is left for a comment. */
export const lineMaxLength: number = 2 * targetMaxLength;

/** Yields what stands in the lines; blank ones and comments are passed over. */
export async function* fromLines(chunks: AsyncIterable<Uint8Array>): Source {
  for await (const { text, cut } of readLines(chunks, lineMaxLength)) {
    if (cut) {
      yield refuse(text, "too-long", `the line is longer than ${lineMaxLength} characters`);
      continue;
    }
    const target = text
      .trim()
      .replace(/(^|\s)#.*$/, "")
      .trimEnd();
    if (target !== "") yield target;
  }
  return {};
}
