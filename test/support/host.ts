// A Host with streams in memory and a folder of its own, so that a test can run the command line inside itself.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Host, Output, Terminal } from "../../cli/host.ts";
import { run } from "../../cli/run.ts";

/** What a test says of the world. */
export interface World {
  /** Files to write before the run, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** The width of the terminal; absent for no terminal. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  /** Who can be asked; absent for nobody. */
  readonly terminal?: Terminal;
}

/** What a run left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in a folder of its own. */
export interface CommandLine {
  readonly folder: string;
  /** Runs one command line. `world` adds to what the command line was made with. */
  run(argv: readonly string[], world?: World): Promise<Outcome>;
}

/** Makes a folder that goes away with the test, and a command line that runs in it. */
export function createCommandLine(test: Pick<TestContext, "after">, world: World = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-test-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, world.files);
  return {
    folder,
    run: async (argv, more = {}) => {
      writeFiles(folder, more.files);
      const said = { stdout: "", stderr: "" };
      const code = await run(argv, createHost(folder, { ...world, ...more }, said));
      return { code, ...said };
    },
  };
}

/** Makes a Host that writes what is said into `said`, piece by piece, as it is said. */
export function createHost(folder: string, world: World, said: { stdout: string; stderr: string }): Host {
  const output = (name: "stdout" | "stderr"): Output => ({
    write: async (text) => {
      said[name] += text;
    },
    isTTY: world.columns !== undefined,
    columns: world.columns,
  });
  const input = world.stdin ?? "";
  return {
    stdin: (async function* () {
      yield typeof input === "string" ? Buffer.from(input) : input;
    })(),
    stdout: output("stdout"),
    stderr: output("stderr"),
    env: world.env ?? {},
    cwd: folder,
    signal: world.signal ?? new AbortController().signal,
    now: world.now ?? (() => new Date()),
    openTerminal: () => world.terminal,
  };
}

function writeFiles(folder: string, files: World["files"] = {}): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
