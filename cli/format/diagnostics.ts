// Findings as text: what is wrong, the line it is on, and what to write instead.

import { veiledText } from "../../src/admission/veil.ts";
import type { Diagnostic, Severity } from "../../src/document/diagnostic.ts";
import { createPositions } from "../../src/document/position.ts";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import { frame } from "./frame.ts";
import type { Palette } from "./palette.ts";
import { widthOf, wrap } from "./width.ts";
import { count } from "./words.ts";

/** How the text is laid out. */
export interface TextLayout {
  readonly palette: Palette;
  /** Columns of the terminal; undefined where lines are not wrapped, because something else reads them. */
  readonly columns: number | undefined;
}

/** Frames are cut to this where no terminal says its width. */
const plainColumns = 100;

/** How many findings there are of each severity. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Counts findings. */
export function tally(diagnostics: readonly Diagnostic[]): Tally {
  const of = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), infos: of("info") };
}

/** `2 errors, 1 warning`; empty where there is nothing. */
export function tallyText({ errors, warnings, infos }: Tally): string {
  const parts = [
    errors > 0 ? count(errors, "error") : "",
    warnings > 0 ? count(warnings, "warning") : "",
    infos > 0 ? count(infos, "note") : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** The findings of a report as a block of lines, an empty line after each. */
export function diagnosticsText(report: Report, layout: TextLayout): string[] {
  // A frame must not print what a finding calls a credential (security.md V14).
  // In somebody's own settings keys may hide anywhere, as in those that migrate is given: there only pointers are told.
  const text = report.kind === "client-config" ? undefined : veiledText(report);
  const at = createPositions(text ?? "");
  return report.diagnostics.flatMap((diagnostic) => [...findingLines(diagnostic, text, layout, at), ""]);
}

function findingLines(
  diagnostic: Diagnostic,
  text: string | undefined,
  layout: TextLayout,
  at: ReturnType<typeof createPositions>,
): string[] {
  const { palette, columns } = layout;
  const { severity, hint, range } = diagnostic;
  const lines = headLines(diagnostic, layout);
  if (text !== undefined && range !== undefined) {
    const number = String(at(range.start).line).padStart(5);
    const { code: source, mark } = frame(text, range, (columns ?? plainColumns) - 9);
    const bar = palette.faint("│");
    lines.push(`  ${palette.faint(number)} ${bar} ${source}`, `        ${bar} ${palette[severity](mark)}`);
  } else if (diagnostic.pointer !== undefined && diagnostic.pointer !== "") {
    lines.push(palette.faint(`    at ${printable(diagnostic.pointer)}`));
  }
  const advice = hint === undefined ? [] : wrapped(printable(hint), layout, 4);
  return [...lines, ...advice.map((line) => `    ${line}`)];
}

function headLines({ severity, code, message }: Diagnostic, layout: TextLayout): string[] {
  const { palette, columns } = layout;
  const word = severity === "info" ? "note" : severity;
  const head = `  ${palette[severity](word)} ${palette.strong(code)}`;
  const said = printable(message);
  const width = 2 + word.length + 1 + code.length;
  if (columns === undefined || width + 3 + widthOf(said) <= columns) return [`${head}   ${said}`];
  return [head, ...wrapped(said, layout, 4).map((line) => `    ${line}`)];
}

function wrapped(text: string, { columns }: TextLayout, indent: number): string[] {
  return columns === undefined ? [text] : wrap(text, columns - indent);
}
