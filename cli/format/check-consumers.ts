// Who can read what a host publishes: a row for each reader, a column for each server.

import { browser, type Consumer } from "../../src/check/consumers.ts";
import { printable } from "../../src/document/printable.ts";
import { profiles } from "../../src/profiles/profiles.ts";
import type { TextLayout } from "./diagnostics.ts";
import { widthOf, wrap } from "./width.ts";
import { figures } from "./words.ts";

/** The readers' rows; what one lacks is told once, shortly, with how much more there is. */
export function consumerLines(consumers: readonly Consumer[], layout: TextLayout): string[] {
  const meant = consumers.filter(({ reads }) => reads !== "not-applicable");
  if (meant.length === 0) return [];
  const { palette, columns } = layout;
  const names = [...new Set(meant.map(({ name }) => name))];
  const width = Math.max(...names.map((name) => widthOf(titleOf(name))));
  const lines = names.flatMap((name) => {
    const rows = meant.filter((row) => row.name === name);
    const start = `  ${titleOf(name)}${" ".repeat(width - widthOf(titleOf(name)))}   `;
    const no = rows.filter(({ reads }) => reads === "no");
    if (no.length === 0) return [`${start}${palette.good("yes")}`];
    const verdict = no.length === rows.length ? "no" : "in part";
    const told = reason(no, rows.length);
    const room = columns === undefined ? Number.POSITIVE_INFINITY : columns - width - 5 - verdict.length - 3;
    const styled = verdict === "no" ? palette.error(verdict) : palette.warning(verdict);
    if (widthOf(told) <= room) return [`${start}${styled}   ${told}`];
    const wrapped = columns === undefined ? [told] : wrap(told, columns - 6);
    return [`${start}${styled}`, ...wrapped.map((line) => `      ${line}`)];
  });
  return [palette.strong("Who can read it"), ...lines, ""];
}

function titleOf(name: string): string {
  if (name === browser) return "Clients in a browser";
  return profiles.find((profile) => profile.name === name)?.title ?? name;
}

function reason(no: readonly Consumer[], all: number): string {
  const misses = new Set(no.flatMap(({ missing }) => missing.map(({ message }) => message)));
  const [first = "the document cannot be read"] = misses;
  const more = misses.size > 1 ? `, and ${figures(misses.size - 1)} more` : "";
  const which =
    no.length < all ? ` (${no.map(({ server, document }) => printable(server ?? document)).join(", ")})` : "";
  return `${printable(first)}${more}${which}`;
}
