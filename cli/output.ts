// Where a command's answer goes: stdout in the chosen format, and any number of files in formats of their own.

import { resolve } from "node:path";
import { UsageError } from "../src/usage-error.ts";
import type { TextLayout } from "./format/diagnostics.ts";
import { plain } from "./format/palette.ts";
import { type Host, OutputFailed } from "./host.ts";
import { type Option, readWord } from "./option.ts";

/** One `--output-file`. */
export interface OutputFile {
  readonly format: string;
  readonly path: string;
}

/** `--output-file FORMAT=PATH`: also write that format there. */
export function outputFileOption(formats: readonly string[]): Option<readonly OutputFile[]> {
  return {
    value: "FORMAT=PATH",
    repeatable: true,
    summary: "also write this format to this file; repeatable",
    initial: [],
    words: formats.map((format) => `${format}=`),
    read: (text, before) => {
      const at = text.indexOf("=");
      if (at < 1 || at === text.length - 1) throw new UsageError(`"${text}" is not FORMAT=PATH`);
      return [...before, { format: readWord(text.slice(0, at), formats), path: text.slice(at + 1) }];
    },
  };
}

/** An answer in each of its formats. Text is laid out for where it goes; a format that few ask for is loaded first. */
export type Formats = Readonly<Record<string, (layout: TextLayout) => string | Promise<string>>>;

/** Writes an answer to stdout and to the files. Rejects with OutputFailed where a file cannot be written. */
export async function writeAnswer(
  formats: Formats,
  wanted: { readonly format: string; readonly files: readonly OutputFile[]; readonly layout: TextLayout },
  host: Host,
): Promise<void> {
  for (const { format, path } of wanted.files) {
    const text = (await formats[format]?.({ palette: plain, columns: undefined })) ?? "";
    const { writeWhole } = await import("./whole-file.ts");
    const problem = await writeWhole(resolve(host.cwd, path), text);
    if (problem !== undefined) throw new OutputFailed(`--output-file: "${path}" cannot be written: ${problem}`);
  }
  const text = (await formats[wanted.format]?.(wanted.layout)) ?? "";
  if (text === "") return;
  const { start, end } = fenceOf(host);
  await host.stdout.write(wanted.format === "text" ? `${start}${text}${end}` : text);
}

/**
 * In a GitHub Actions log a line that begins with `::` is a command. Text that may quote strangers is fenced by a line that
 * stops commands, and one that starts them again with a word that no stranger can guess (security.md L3). Gives both lines,
 * empty everywhere else.
 */
export function fenceOf(host: Host): { readonly start: string; readonly end: string } {
  if ((host.env["GITHUB_ACTIONS"] ?? "") === "") return { start: "", end: "" };
  const word = crypto.randomUUID();
  return { start: `::stop-commands::${word}\n`, end: `::${word}::\n` };
}
