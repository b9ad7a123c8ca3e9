// What a shell can complete on our command line, taken from the table of commands.

import { allCodes } from "../../src/validate/code-table.ts";
import type { Listing } from "../command.ts";
import { flagOf } from "../option.ts";

/** What may follow: one of a few words, a file, or a text that only the user knows. */
export type Completion = readonly string[] | "files" | "text";

/** One option, as a shell sees it. */
export interface CompletedOption {
  readonly flag: string;
  readonly summary: string;
  /** Undefined for a switch. */
  readonly value: Completion | undefined;
  /** What stands for the value in help; empty for a switch. */
  readonly placeholder: string;
  /** Its value only ever follows a `=`. */
  readonly attached: boolean;
  readonly repeatable: boolean;
}

/** One command, as a shell sees it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What its operands are; "text" where it takes none. */
  readonly operands: Completion;
}

/** Loads every command and gives what can be completed of it; `help` completes the names. */
export async function completions(listings: readonly Listing[]): Promise<readonly CompletedCommand[]> {
  const all = await Promise.all(listings.map(completed));
  const names = listings.map(({ name }) => name);
  return [...all, { name: "help", summary: "say what a command does", options: [], operands: names }];
}

async function completed({ name, summary, load }: Listing): Promise<CompletedCommand> {
  const command = await load();
  const options = Object.entries(command.options).map(([key, option]): CompletedOption => {
    const { value, valueOptional, repeatable } = option;
    const words = option.words ?? meant(value ?? "");
    return {
      flag: flagOf(key, option),
      summary: option.summary,
      value: value === undefined ? undefined : words,
      placeholder: value ?? "",
      attached: valueOptional === true,
      repeatable: repeatable === true,
    };
  });
  const help = { flag: "--help", summary: "say what this command does", value: undefined, placeholder: "" };
  const [operand] = command.operands;
  const operands = operand === undefined ? "text" : (operand.words ?? "files");
  return {
    name,
    summary,
    options: [...options, { ...help, attached: false, repeatable: false }],
    operands: operands.length === 0 ? "text" : operands,
  };
}

/** What a value is, by the word that stands for it in help. */
function meant(placeholder: string): Completion {
  if (placeholder === "CODE") return allCodes;
  return /FILE|PATH|FOLDER/.test(placeholder) ? "files" : "text";
}
