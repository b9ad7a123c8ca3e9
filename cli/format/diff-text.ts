// A unified diff as text for people: strangers' characters made visible, changes in colour.

import { printable } from "../../src/document/printable.ts";
import type { Palette } from "./palette.ts";

/** A line without what could move a cursor; tabs and the CR of a Windows line end stay, so that `patch` can read the diff. */
function safe(line: string): string {
  const body = line.endsWith("\r") ? line.slice(0, -1) : line;
  return body.split("\t").map(printable).join("\t") + line.slice(body.length);
}

/** A document's text for a terminal: its lines stay, what cannot be seen becomes visible. */
export function visibleText(text: string): string {
  return text.split("\n").map(safe).join("\n");
}

function painted(line: string, palette: Palette): string {
  if (line.startsWith("--- ") || line.startsWith("+++ ")) return palette.strong(line);
  if (line.startsWith("@@")) return palette.faint(line);
  if (line.startsWith("+")) return palette.good(line);
  return line.startsWith("-") ? palette.error(line) : line;
}

/** Formats what `lineDiff` gave. Where nothing had to be made visible and there is no colour, it is the diff itself. */
export function diffText(diff: string, palette: Palette): string {
  return diff
    .split("\n")
    .map((line) => painted(safe(line), palette))
    .join("\n");
}
