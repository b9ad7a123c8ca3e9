// What a command is: its words for help, its options, and the function that does it.

import { UsageError } from "../src/usage-error.ts";
import type { Host } from "./host.ts";
import type { Options, Values } from "./option.ts";

/** What the user asked of a command. */
export interface Call<S extends Options> {
  readonly operands: readonly string[];
  readonly options: Values<S>;
  /** Where each option that was given comes from; the others have their initial value. */
  readonly from: ReadonlyMap<string, "command line" | "environment">;
}

/** One operand, or with `...` in its name several. */
export interface Operand {
  readonly name: string;
  readonly summary: string;
  /** What a shell may complete it with; files where nothing is said. */
  readonly words?: readonly string[];
}

/** One command of the tool. */
export interface Command<S extends Options = Options> {
  /** The operands as help shows them: `[inputs...]`, `<target>`; empty for none. */
  readonly operands: readonly Operand[];
  readonly options: S;
  /** Command lines that work, each with what it is for. */
  readonly examples: readonly { readonly line: string; readonly what: string }[];
  /** Does it, and resolves to an exit code. Throws UsageError; anything else thrown is a bug. */
  run(call: Call<S>, host: Host): Promise<number>;
}

/**
 * Forgets which options a command has, so that commands can stand in one table. Its run throws UsageError where an operand is
 * empty: that is a variable that nobody set, and no folder or host that anybody meant.
 */
export function defineCommand<S extends Options>(command: Command<S>): Command {
  return {
    ...command,
    async run(call, host) {
      if (call.operands.includes(""))
        throw new UsageError("an argument is empty: name something there, or is a variable of the shell not set?");
      return await command.run({ ...call, options: call.options as Values<S> }, host);
    },
  };
}

/** A command's name and one line, known without loading it. */
export interface Listing {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** Commands that are there already and need no loading, by name. */
export type LoadedCommands = Readonly<Record<string, Command>>;
