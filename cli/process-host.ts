// The Host that is this process: its streams, its environment, its clock and its signals.

import { fstatSync, statSync, writeSync } from "node:fs";
import { printable } from "../src/document/printable.ts";
import { exitCode } from "./exit-code.ts";
import { ClosedPipe, type Host, type Output, OutputFailed } from "./host.ts";
import { systemProblem } from "./system-problem.ts";

/** Makes the Host of this process. The first SIGINT or SIGTERM aborts its signal, the second ends the process at once. */
export function openProcessHost(): Host {
  const stopping = new AbortController();
  const stop = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    stopping.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  process.on("uncaughtException", (bug) => {
    tellBug(bug);
    // Nothing can be trusted to end by itself after this.
    process.exit(exitCode.bug);
  });
  return {
    stdin: {
      [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
    },
    stdout: openOutput(1, () => process.stdout),
    stderr: openOutput(2, () => process.stderr),
    env: process.env,
    cwd: process.cwd(),
    signal: stopping.signal,
    now: () => new Date(),
    // A terminal that says it has no columns can show no question.
    openTerminal: () =>
      process.stdin.isTTY && process.stderr.isTTY && process.stderr.columns > 0
        ? { input: process.stdin, output: process.stderr }
        : undefined,
  };
}

/** Says on stderr that the fault is ours, with the stack. */
export function tellBug(bug: unknown): void {
  const stack = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  const lines = stack.split("\n").map(printable);
  process.stderr.write(`this is a bug in mcp-discover, not in your document:\n${lines.join("\n")}\n`);
}

/** What any pipe takes in one piece without waiting for its reader (POSIX promises 512, Linux and macOS 4096 and more). */
const atOnceBytes = 4096;

/** The stream is set up when it is needed: most runs say one short thing at most, and starting must be cheap. */
function openOutput(fd: 1 | 2, stream: () => NodeJS.WriteStream): Output {
  let opened: NodeJS.WriteStream | undefined;
  let written = false;
  function open(): NodeJS.WriteStream {
    // Without a listener a closed pipe would be an uncaught error; the write that met it says so itself.
    opened ??= stream().on("error", () => {});
    return opened;
  }
  function writeStream(rest: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      open().write(rest, (error) => (error ? reject(failureOf(error, fd)) : resolve()));
    });
  }
  return {
    write: async (text) => {
      const first = !written && opened === undefined && !mayBeTerminal(fd);
      written = true;
      const rest = first ? writeAtOnce(fd, text) : text;
      if (rest.length > 0) await writeStream(rest);
    },
    get isTTY(): boolean {
      return mayBeTerminal(fd) && open().isTTY === true;
    },
    get columns(): number | undefined {
      return this.isTTY ? open().columns : undefined;
    },
  };
}

/** False for files, pipes and the null device. */
function mayBeTerminal(fd: number): boolean {
  try {
    const found = fstatSync(fd);
    return found.isCharacterDevice() && found.rdev !== statSync("/dev/null", { throwIfNoEntry: false })?.rdev;
  } catch {
    return true; // The stream knows more about what cannot be looked at.
  }
}

/** Writes a short text without setting up a stream. Gives what is left: all of a long text, and what could not be written. */
function writeAtOnce(fd: 1 | 2, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.length > atOnceBytes) return bytes;
  let length = 0;
  try {
    while (length < bytes.length) length += writeSync(fd, bytes, length);
  } catch (error) {
    const closed = error instanceof Error ? failureOf(error, fd) : error;
    if (closed instanceof ClosedPipe) throw closed;
    // A pipe that is full for now, for example: the stream waits, or fails in its own words.
  }
  return bytes.subarray(length);
}

function failureOf(error: Error, fd: 1 | 2): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") return new ClosedPipe();
  const problem = systemProblem(error);
  return problem === undefined
    ? error
    : new OutputFailed(`standard ${fd === 1 ? "output" : "error"} cannot be written: ${problem.words}`);
}
