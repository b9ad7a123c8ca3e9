// Joins the command line to the process: streams, signals and the exit code.

import type { LoadedCommands } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import { openProcessHost, tellBug } from "./process-host.ts";
import { run } from "./run.ts";

/**
 * Runs the command line of this process and sets its exit code. A run that waits for what never comes leaves Node without work,
 * which it takes for success: here it is a bug.
 */
export async function main(loaded: LoadedCommands = {}): Promise<void> {
  const tellUnfinished = (): void => {
    tellBug(new Error("the run stopped before its end"));
    process.exitCode = exitCode.bug;
  };
  process.once("beforeExit", tellUnfinished);
  try {
    process.exitCode = await run(process.argv.slice(2), openProcessHost(), { loaded });
  } catch (bug) {
    tellBug(bug);
    process.exitCode = exitCode.bug;
  }
  process.off("beforeExit", tellUnfinished);
}
