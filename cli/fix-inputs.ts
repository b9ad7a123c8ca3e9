// `validate --fix`: mends documents where they are, shows what it would do, or passes standard input on mended.

import { resolve } from "node:path";
import { veiledText } from "../src/admission/veil.ts";
import type { Diagnostic } from "../src/document/diagnostic.ts";
import { printable } from "../src/document/printable.ts";
import type { Report } from "../src/document/report.ts";
import { type FixedDocument, fixDocument, type Judge } from "../src/fix/fix-document.ts";
import { lineDiff } from "../src/text/line-diff.ts";
import { UsageError } from "../src/usage-error.ts";
import { openPalette } from "./colour.ts";
import { diffText, visibleText } from "./format/diff-text.ts";
import { count } from "./format/words.ts";
import type { Host } from "./host.ts";
import type { Input } from "./inputs.ts";
import { replaceFile } from "./replace-file.ts";

/** What the user said about fixing. */
export interface FixOptions {
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly format: string;
}

/** Mends one input after another. */
export interface Fixer {
  /** Where the verdicts are told: stderr is their stdout where a document or a diff takes that. */
  readonly host: Host;
  /** Mends a document and gives the verdict on what it is now, or would be. */
  fix(input: Extract<Input, { bytes: Uint8Array }>, judge: Judge): Promise<Report>;
  /** Says so where errors were left and nothing could be mended. */
  end(): Promise<void>;
  /** Whether something that could be mended could not be written. */
  readonly failed: boolean;
}

/** Creates what mends the inputs of one run. Throws UsageError for what cannot be mended so. */
export function createFixer(operands: readonly string[], given: FixOptions, host: Host): Fixer {
  if (!given.fix) throw new UsageError("--dry-run shows what --fix would do: give both");
  const url = operands.find((operand) => /^https?:\/\//i.test(operand));
  if (url !== undefined) throw new UsageError(`--fix writes files, and "${url}" is none: save the document first`);
  const isTaken = given.dryRun || operands.includes("-");
  if (isTaken && given.format !== "text")
    throw new UsageError(
      `--format ${given.format}: the ${given.dryRun ? "diff" : "document"} takes standard output; use --output-file ${given.format}=PATH`,
    );
  let failed = false;
  let mended = 0;
  let left = 0;
  return {
    host: isTaken ? { ...host, stdout: host.stderr } : host,
    get failed(): boolean {
      return failed;
    },
    async fix({ source, bytes }, judge) {
      const result = fixDocument(bytes, judge);
      mended += result.fixed.length;
      left += result.report.diagnostics.filter(({ severity }) => severity === "error").length;
      if (result.stopped && !given.quiet) await host.stderr.write(toldStop(source));
      if (source === "-" && !given.dryRun) await pass(result, host);
      if (result.fixed.length === 0 || result.text === undefined) return result.report;
      if (given.dryRun) await host.stdout.write(diffText(diffOf(source, result), await openPalette(host, given.color)));
      else if (source !== "-") {
        const problem = await replaceFile(resolve(host.cwd, source), { before: bytes, after: result.text });
        if (problem !== undefined) {
          failed = true;
          await host.stderr.write(`not fixed ${nameOf(source)}: ${problem}\n`);
          return result.before;
        }
      }
      if (!given.quiet) await host.stderr.write(told(source, result, given.dryRun));
      return result.report;
    },
    async end() {
      if (mended === 0 && left > 0 && !given.quiet) await host.stderr.write("nothing here can be mended by --fix\n");
    },
  };
}

/** Standard input comes out on standard output, mended or as it was; what is no text does not. A terminal gets it made visible. */
async function pass({ text }: FixedDocument, host: Host): Promise<void> {
  if (text === undefined) return;
  await host.stdout.write(host.stdout.isTTY ? visibleText(text) : text);
}

/** The diff of what is said about a document: what a finding calls a credential is covered on both sides (security.md V14). */
function diffOf(source: string, { before, report, text = "" }: FixedDocument): string {
  const path = printable(source === "-" ? "standard-input" : source.replace(/^\/+/, ""));
  const mark = before.diagnostics.some(({ code }) => code === "json/bom") ? "\ufeff" : "";
  const covered = (of: Report): string => veiledText(of) ?? "";
  const isMarked = text.startsWith("\ufeff") ? "\ufeff" : "";
  return lineDiff(mark + covered(before), isMarked + covered(report), { from: `a/${path}`, to: `b/${path}` });
}

function nameOf(source: string): string {
  return source === "-" ? "standard input" : printable(source);
}

function toldStop(source: string): string {
  return `stopped fixing ${nameOf(source)}: too many of its fixes cannot be made; correct some of what is left by hand\n`;
}

function told(source: string, { fixed }: FixedDocument, dryRun: boolean): string {
  const times = new Map<Diagnostic["code"], number>();
  for (const { code } of fixed) times.set(code, (times.get(code) ?? 0) + 1);
  const codes = [...times].map(([code, number]) => (number === 1 ? code : `${code} (${number} times)`));
  const verb = dryRun ? "would fix" : "fixed";
  return `${verb} ${count(fixed.length, "finding")} in ${nameOf(source)}: ${codes.join(", ")}\n`;
}
