// The Host that is this process: its streams, its environment, its clock and its signals.

import { printable } from "../src/document/printable.ts";
import { exitCode } from "./exit-code.ts";
import { ClosedPipe, type Host, type Output } from "./host.ts";

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
    stdout: openOutput(() => process.stdout),
    stderr: openOutput(() => process.stderr),
    env: process.env,
    cwd: process.cwd(),
    signal: stopping.signal,
    now: () => new Date(),
  };
}

/** Says on stderr that the fault is ours, with the stack. */
export function tellBug(bug: unknown): void {
  const stack = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  const lines = stack.split("\n").map(printable);
  process.stderr.write(`this is a bug in mcp-discover, not in your document:\n${lines.join("\n")}\n`);
}

/** The stream is set up when it is first used: most runs say nothing on stderr, and starting must be cheap. */
function openOutput(stream: () => NodeJS.WriteStream): Output {
  let opened: NodeJS.WriteStream | undefined;
  function open(): NodeJS.WriteStream {
    // Without a listener a closed pipe would be an uncaught error; the write that met it says so itself.
    opened ??= stream().on("error", () => {});
    return opened;
  }
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        open().write(text, (error) => (error ? reject(closedOr(error)) : resolve()));
      }),
    get isTTY(): boolean {
      return open().isTTY === true;
    },
    get columns(): number | undefined {
      return open().isTTY ? open().columns : undefined;
    },
  };
}

function closedOr(error: Error): Error {
  const code = "code" in error ? error.code : undefined;
  return code === "EPIPE" || code === "ERR_STREAM_DESTROYED" ? new ClosedPipe() : error;
}
