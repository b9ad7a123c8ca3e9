// Loads a server by wrk, which costs the processor less than any load from Node.js.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is asked, and for how long. */
export interface LoadOptions {
  /** Asked in turn. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** What came of it. */
export interface Loaded {
  readonly requests: number;
  readonly seconds: number;
  /** Answers that were neither 200 nor 304, and connections that failed. */
  readonly errors: number;
  readonly p99Ms: number;
}

const connections = 32;

/** Whether wrk is there. */
export function canLoad(): boolean {
  return spawnSync("wrk", ["-v"]).error === undefined;
}

const script = (paths: string, headers: Readonly<Record<string, string>>): string => `
local paths = {}
for line in io.lines(${JSON.stringify(paths)}) do paths[#paths + 1] = line end
local headers = {${Object.entries(headers)
  .map(([name, value]) => `[${JSON.stringify(name)}] = ${JSON.stringify(value)}`)
  .join(", ")}}
local made, at = {}, 0
init = function() for i, path in ipairs(paths) do made[i] = wrk.format("GET", path, headers) end end
request = function() at = at % #made + 1; return made[at] end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("%d %d %d %d\\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(99)))
end
`;

/** Loads the server from another process. */
export async function load(url: string, { paths, headers, seconds }: LoadOptions): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-load-"));
  const list = join(folder, "paths");
  const lua = join(folder, "load.lua");
  writeFileSync(list, `${paths.join("\n")}\n`);
  writeFileSync(lua, script(list, headers));
  const child = spawn("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "20s", "-s", lua, url]);
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  await new Promise((resolve) => child.once("close", resolve));
  rmSync(folder, { recursive: true });
  const [requests = 0, us = 1, errors = 1, p99 = 0] = (out.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { requests, seconds: us / 1e6, errors, p99Ms: p99 / 1_000 };
}
