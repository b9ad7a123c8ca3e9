// Joins the command line to the process: streams, signals and the exit code.

import type { LoadedCommands } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import { openProcessHost, tellBug } from "./process-host.ts";
import { run } from "./run.ts";

/** Runs the command line of this process and sets its exit code. */
export async function main(loaded: LoadedCommands = {}): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2), openProcessHost(), { loaded });
  } catch (bug) {
    tellBug(bug);
    process.exitCode = exitCode.bug;
  }
}
