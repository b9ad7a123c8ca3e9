// Gives findings their place in the text, their order, and their limit.

import { type Diagnostic, maxDiagnostics, type Severity } from "../document/diagnostic.ts";
import { createLocator } from "../document/locate.ts";
import type { Report } from "../document/report.ts";
import type { Unplaced } from "./unplaced.ts";

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function rankOf({ severity, fix }: Diagnostic): number {
  return weight[severity] - (severity !== "error" && fix !== undefined ? 0.5 : 0);
}

function place(found: Unplaced, locator: ReturnType<typeof createLocator>): Diagnostic {
  const { part, onKey, ...diagnostic } = found;
  if (found.range !== undefined || found.pointer === undefined) return diagnostic;
  const range = locator(found.pointer, { part, onKey });
  return range === undefined ? diagnostic : { ...diagnostic, range };
}

/**
 * Cuts to {@link maxDiagnostics}, errors before warnings before infos, then locates, then sorts by place in the text.
 * Of warnings and infos those that can be mended are kept first: what `--fix` mends makes room for the others.
 * `text` is parsed for positions only where something is to be located.
 */
export function arrange(
  text: string,
  placed: readonly Diagnostic[],
  unplaced: readonly Unplaced[],
): readonly Diagnostic[] {
  return arrangeAll(text, placed, unplaced).diagnostics;
}

/** The same, with what was cut: errors, and what can be mended. */
export function arrangeAll(
  text: string,
  placed: readonly Diagnostic[],
  unplaced: readonly Unplaced[],
): Pick<Report, "diagnostics" | "unshown"> {
  const locator = createLocator(text);
  const ranked = [...placed.map((diagnostic) => ({ diagnostic })), ...unplaced.map((found) => ({ found }))]
    .map((item) => ({ ...item, rank: rankOf("found" in item ? item.found : item.diagnostic) }))
    .sort((a, b) => a.rank - b.rank);
  const unshown = ranked
    .slice(maxDiagnostics)
    .map((item) => ("found" in item ? item.found : item.diagnostic))
    .filter(({ severity, fix }) => severity === "error" || fix !== undefined);
  const diagnostics = ranked
    .slice(0, maxDiagnostics)
    .map((item) => ("found" in item ? place(item.found, locator) : item.diagnostic))
    .sort(
      (a, b) =>
        (a.range?.start ?? 0) - (b.range?.start ?? 0) ||
        weight[a.severity] - weight[b.severity] ||
        (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    );
  return unshown.length === 0 ? { diagnostics } : { diagnostics, unshown };
}
