// The limits of a crawl as a table for people.

import type { Limit, LimitGroup } from "../crawl-limits.ts";
import type { TextLayout } from "./diagnostics.ts";
import { wrap } from "./width.ts";
import { figures, size } from "./words.ts";

/** Where no terminal says its width. */
const plainColumns = 80;

const valueCells = 12;

/** Formats all limits: the number, what it is, and the name of its constant. */
export function limitsText(groups: readonly LimitGroup[], { palette, columns = plainColumns }: TextLayout): string {
  const row = (limit: Limit): string => {
    const [first = "", ...rest] = wrap(`${limit.reason} (${limit.name})`, columns - valueCells - 4);
    const indent = " ".repeat(valueCells + 4);
    return [`  ${valueText(limit).padStart(valueCells)}  ${first}`, ...rest.map((line) => indent + line)].join("\n");
  };
  return groups.map(({ about, limits }) => `${palette.strong(about)}\n${limits.map(row).join("\n")}\n`).join("\n");
}

const units: readonly (readonly [ms: number, name: string])[] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"],
];

/** `15 s`, `4.0 MiB`, `1,000`; a time in the largest unit that it is a whole number of. */
function valueText({ value, unit }: Limit): string {
  if (unit === "bytes") return size(value).replace(".0 ", " ");
  if (unit !== "ms") return figures(value);
  const [ms, name] = units.find(([each]) => value % each === 0 && value >= each) ?? [1, "ms"];
  return `${figures(value / ms)} ${name}`;
}
