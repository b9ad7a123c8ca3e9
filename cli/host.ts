// What the command line may touch of the world it runs in, so that a test can run it inside itself.

import type { Readable, Writable } from "node:stream";

/** A stream that text is written to. */
export interface Output {
  /** Resolves when the text was taken. Rejects with {@link ClosedPipe} when nobody reads any more, and with {@link OutputFailed} when it cannot be written. */
  write(text: string): Promise<void>;
  readonly isTTY: boolean;
  /** The terminal's width now; undefined where there is no terminal. */
  readonly columns: number | undefined;
}

/** A person who can be asked. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** The world of one run. stdout is the answer, stderr the conversation. */
export interface Host {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An absolute path: names of files are relative to it. */
  readonly cwd: string;
  /** Aborts when the user asks to stop; what is under way is given up and what was learned is kept. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** The terminal where both standard input and the conversation are one; undefined where nobody can be asked. */
  openTerminal(): Terminal | undefined;
}

/** An answer could not be written where it was to go, and the message says why: the run ends with 3. */
export class OutputFailed extends Error {
  override name = "OutputFailed";
}

/** The reader of an output went away (`| head`): the run ends quietly with 0. */
export class ClosedPipe extends Error {
  override name = "ClosedPipe";
}
