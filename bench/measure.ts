// How the benchmarks measure: interleaved runs, medians, ratios; never an assertion.

import { spawnSync } from "node:child_process";

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs each command in turns, `rounds` times, and gives the median wall time of each in milliseconds. */
export function medianWallMs(
  commands: Readonly<Record<string, readonly string[]>>,
  rounds: number,
): Record<string, number> {
  const times = Object.fromEntries(Object.keys(commands).map((name): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, [file = "", ...args]] of Object.entries(commands)) {
      const started = performance.now();
      const { status } = spawnSync(file, args, { stdio: "ignore" });
      if (status !== 0) throw new Error(`${name} exited with ${status}`);
      // Round -1 warms the page cache and does not count.
      if (round >= 0) times[name]?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** Prints one measured line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
