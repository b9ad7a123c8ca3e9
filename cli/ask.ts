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
  const answer = await whileOpen(terminal, signal, (how) =>
    text({
      message,
      ...(initial === undefined ? {} : { initialValue: printable(initial) }),
      ...(example === undefined ? {} : { placeholder: example }),
      validate: (given = "") => problem(given.trim()),
      ...how,
    }),
  );
  return isCancel(answer) ? undefined : answer.trim();
}

/** Asks for a yes; no is what stands there. Gives false for no, and where the person gives up or the signal aborts. */
export async function askYes(message: string, terminal: Terminal, signal: AbortSignal): Promise<boolean> {
  return (await whileOpen(terminal, signal, (how) => confirm({ message, initialValue: false, ...how }))) === true;
}

/**
 * Asks with a signal that also aborts when the person ends the input (Ctrl-D): readline then only pauses it, and the question
 * would stay open until Node ran out of work and took that for success.
 */
async function whileOpen<T>(
  { input, output }: Terminal,
  signal: AbortSignal,
  asked: (how: Terminal & { readonly signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  let isAnswered = false;
  // An answer pauses the input too, and is known a moment later.
  const onPause = (): unknown => setImmediate(() => isAnswered || ended.abort());
  input.once("pause", onPause);
  try {
    return await asked({ input, output, signal: AbortSignal.any([signal, ended.signal]) });
  } finally {
    isAnswered = true;
    input.off("pause", onPause);
  }
}
