// The exit codes, which scripts rely on: part of the outer contract.

import type { Host } from "./host.ts";

/** What the process ends with. `unknown`: could not find out (network, file, store); `partial`: a budget or a signal ended it. */
export const exitCode = { clean: 0, findings: 1, usage: 2, unknown: 3, partial: 4, bug: 70 } as const;

/** Says on stderr that a signal ended the run, and gives the exit code of that. */
export async function tellStopped({ stderr }: Host): Promise<ExitCode> {
  await stderr.write("stopped before the end\n");
  return exitCode.partial;
}

/** One of {@link exitCode}. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
