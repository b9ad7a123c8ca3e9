// What a baseline hid, and what it lists that is no more, as text for people.

import { printable } from "../../src/document/printable.ts";
import type { Unknown } from "../../src/validate/baseline.ts";
import { count } from "./words.ts";

/** Gone findings told by name; the rest is counted. */
const maxGoneLines = 10;

/** One line for what is hidden, and a short list of what is gone; empty where there is neither. */
export function baselineText({ hidden, gone }: Unknown): string {
  const lines = hidden > 0 ? [`${count(hidden, "known finding")} hidden by the baseline`] : [];
  if (gone.length > 0) {
    const total = gone.reduce((sum, each) => sum + each.count, 0);
    lines.push(`${count(total, "known finding")} gone; --baseline write takes what is gone out of the baseline:`);
    lines.push(
      ...gone.slice(0, maxGoneLines).map(({ file, code, pointer }) => {
        return `  ${printable(file)} ${printable(code)}${pointer === "" ? "" : ` at ${printable(pointer)}`}`;
      }),
    );
    if (gone.length > maxGoneLines) lines.push(`  and ${gone.length - maxGoneLines} more`);
  }
  return lines.map((line) => `${line}\n`).join("");
}
