// Reads the cards that are to be published, and says what keeps them from it.

import { resolve, sep } from "node:path";
import { printable } from "../src/document/printable.ts";
import type { Report } from "../src/document/report.ts";
import type { Publication } from "../src/publish/site.ts";
import { UsageError } from "../src/usage-error.ts";
import { validate } from "../src/validate/validate.ts";
import { exitCode } from "./exit-code.ts";
import { plain } from "./format/palette.ts";
import { validateText } from "./format/validate-text.ts";
import { count } from "./format/words.ts";
import type { Host } from "./host.ts";
import { readInputs } from "./inputs.ts";

/** Cards to publish. */
export interface ReadCards {
  readonly publications: readonly Publication[];
  /** Which of them `validate` would warn of, a sentence a card. */
  readonly notes: readonly string[];
}

/** How cards are read. */
export interface Wanted {
  /** The folders that publish writes. */
  readonly written: readonly string[];
  /** Only what keeps cards from being published is said. */
  readonly quiet: boolean;
}

/**
 * Reads the cards; or, having said on stderr what is wrong with them, gives the exit code. What lies in one of the folders that
 * publish writes is no source, where only a folder or a pattern led to it. Throws UsageError for a URL.
 */
export async function readPublications(
  names: readonly string[],
  { written, quiet }: Wanted,
  host: Host,
): Promise<ReadCards | number> {
  const reports = await readReports(names, { written, quiet }, host);
  if (host.signal.aborted) return exitCode.partial;
  if (await allGood(reports, host))
    return { publications: reports.flatMap(publication), notes: reports.flatMap(warned) };
  return reports.some(({ failure }) => failure === undefined) ? exitCode.findings : exitCode.unknown;
}

async function readReports(names: readonly string[], { written, quiet }: Wanted, host: Host): Promise<Report[]> {
  const reports: Report[] = [];
  const isWritten = (path: string): boolean =>
    written.some((folder) => resolve(host.cwd, path).startsWith(`${resolve(host.cwd, folder)}${sep}`));
  for await (const input of readInputs(names, host, { quiet })) {
    if ("url" in input) throw new UsageError(`"${input.url}" is a URL: publish takes files`);
    const { source } = input;
    if (!names.includes(source) && isWritten(source)) continue;
    if ("bytes" in input) reports.push(validate(input.bytes, { source }));
    else {
      const failure = { code: "file", message: input.problem } as const;
      reports.push({ source, kind: "empty", valid: false, diagnostics: [], failure });
    }
  }
  return reports;
}

/** Says what is wrong with the documents, on stderr; whether all are valid cards. */
async function allGood(reports: readonly Report[], host: Host): Promise<boolean> {
  const bad = reports.filter((report) => !report.valid);
  const others = reports.filter((report) => report.valid && report.card === undefined);
  const layout = { palette: plain, columns: host.stderr.columns };
  const text = validateText(bad, layout, { quiet: false, fixWith: "validate --fix" });
  if (bad.length > 0) await host.stderr.write(`${text}nothing was written\n`);
  for (const { source, kind } of others) {
    await host.stderr.write(`error: ${printable(source)} is no Server Card (${kind}); nothing was written\n`);
  }
  return bad.length + others.length === 0;
}

function warned({ source, diagnostics }: Report): string[] {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (warnings === 0) return [];
  const tells = `mcp-discover validate ${source} tells ${warnings === 1 ? "it" : "them"}`;
  return [`${source === "-" ? "standard input" : source} has ${count(warnings, "warning")}: ${tells}`];
}

function publication({ source, card, text }: Report): Publication[] {
  return card === undefined ? [] : [{ source, card, text: text ?? JSON.stringify(card, null, 2) }];
}
