// The list of everything that can be found, by family.

import type { CodeInfo } from "../../src/document/code-info.ts";
import type { TextLayout } from "./diagnostics.ts";
import { families, familyOf } from "./families.ts";
import { schemaVersion, tool } from "./json.ts";
import { wrap } from "./width.ts";
import { count } from "./words.ts";

/** A code and what it means. */
export type Described = CodeInfo & { readonly code: string };

/** Gives a table of codes under a heading for each family, and a last line that counts. */
export function rulesText(all: readonly Described[], { palette, columns }: TextLayout): string {
  const widest = Math.max(...all.map(({ code }) => code.length));
  const lines = grouped(all).flatMap(({ title, rows }) => [
    palette.strong(title),
    ...rows.flatMap(({ code, severity, title: words }) => {
      const [first = "", ...rest] = columns === undefined ? [words] : wrap(words, Math.max(24, columns - widest - 13));
      const word = palette[severity]((severity === "info" ? "note" : severity).padEnd(8));
      return [`  ${word} ${code.padEnd(widest)}  ${first}`, ...rest.map((line) => `${" ".repeat(widest + 13)}${line}`)];
    }),
    "",
  ]);
  return `${[...lines, `${count(all.length, "code")}. What one means: mcp-discover explain ${all[0]?.code ?? "CODE"}`].join("\n")}\n`;
}

function grouped(all: readonly Described[]): { readonly title: string; readonly rows: readonly Described[] }[] {
  return Object.entries(families)
    .map(([family, { title }]) => ({ title, rows: all.filter(({ code }) => familyOf(code) === family) }))
    .filter(({ rows }) => rows.length > 0);
}

/** Gives the object that `rules --format json` prints (schemas/rules.schema.json). */
export function rulesJson(all: readonly Described[]): unknown {
  return {
    schemaVersion,
    tool,
    rules: all.map(({ code, severity, title, rationale, spec }) => ({
      code,
      family: familyOf(code),
      severity,
      title,
      rationale,
      ...(spec === undefined ? {} : { spec }),
    })),
  };
}
