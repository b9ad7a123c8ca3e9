// Asks a person at a terminal: the one file that imports the package that draws the prompts. Loaded only when there is a question.

import { confirm, isCancel, text } from "@clack/prompts";
import { printable } from "../src/document/printable.ts";
import type { Terminal } from "./host.ts";

/** One question. */
export interface Question {
  /** What is asked, in our own words. */
  readonly message: string;
  /** What stands there already, to be taken or changed. May be a stranger's. */
  readonly initial?: string;
  /** An example, shown while nothing is written. */
  readonly example?: string;
  /** What is wrong with an answer; undefined where it is good. */
  problem(answer: string): string | undefined;
}

/** Asks, again until the answer is good. Gives undefined where the person gives up, or the signal aborts. */
export async function ask(
  { message, initial, example, problem }: Question,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await text({
    message,
    ...(initial === undefined ? {} : { initialValue: printable(initial) }),
    ...(example === undefined ? {} : { placeholder: example }),
    validate: (given = "") => problem(given.trim()),
    input: terminal.input,
    output: terminal.output,
    signal,
  });
  return isCancel(answer) ? undefined : answer.trim();
}

/** Asks for a yes; no is what stands there. Gives false for no, and where the person gives up or the signal aborts. */
export async function askYes(message: string, terminal: Terminal, signal: AbortSignal): Promise<boolean> {
  const { input, output } = terminal;
  return (await confirm({ message, initialValue: false, input, output, signal })) === true;
}
