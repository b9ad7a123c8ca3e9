// "Do this": what clears the findings, numbered, with the exact lines.

import type { Check } from "../../src/check/check.ts";
import { printable } from "../../src/document/printable.ts";
import type { TextLayout } from "./diagnostics.ts";
import { wrap } from "./width.ts";
import { count } from "./words.ts";

/** The numbered list; nothing where there is nothing to do. */
export function adviceLines(found: Check, { palette, columns }: TextLayout): string[] {
  const items = [...documentItems(found), ...found.advice.map(({ text, snippets }) => ({ text, snippets }))];
  if (items.length === 0) return [];
  const lines = items.flatMap(({ text, snippets }, index) => {
    const [first = "", ...rest] = columns === undefined ? [printable(text)] : wrap(printable(text), columns - 5);
    return [
      `  ${index + 1}. ${first}`,
      ...rest.map((line) => `     ${line}`),
      ...snippets.flatMap(({ where, text: block }) => {
        const place = columns === undefined ? [where] : wrap(where, columns - 7);
        const body = block === "" ? [] : block.split("\n").map((line) => `       ${printable(line)}`.trimEnd());
        return [...place.map((line) => `     ${palette.faint(line)}`), ...body];
      }),
    ];
  });
  return [palette.strong("Do this"), ...lines, ""];
}

interface Item {
  readonly text: string;
  readonly snippets: Check["advice"][number]["snippets"];
}

/** What is wrong in the documents comes first: a perfectly delivered card that is invalid helps nobody. */
function documentItems({ documents }: Check): readonly Item[] {
  return documents.flatMap(({ url, report }) => {
    const errors = report.diagnostics.filter(({ severity }) => severity === "error").length;
    return errors === 0 ? [] : [{ text: `mend ${count(errors, "error")} in ${url}, shown above`, snippets: [] }];
  });
}
