// Strangers' text in Markdown: code, never markup.

import { printable } from "../../src/document/printable.ts";

/**
 * A code span in a table cell: nothing in it is a link, a mention, an image or HTML (security.md L4). Its fence is longer than
 * any run of backticks in it. `##[`, which a GitHub Actions log obeys, is spelt as `printable()` spells what it hides.
 */
export function codeSpan(text: string): string {
  const safe = printable(text).replaceAll("##[", "#\\u{23}[").replaceAll("|", "\\|").trim();
  if (safe === "") return "";
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const edge = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return `${fence}${edge}${safe}${edge}${fence}`;
}
