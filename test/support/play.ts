// The command line's own options that lead it into a played web.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandLine } from "./host.ts";
import type { Web } from "./web.ts";

/** Writes the web's root into the command line's folder and gives the options: names are resolved, certificates checked. */
export function playedBy(web: Web, line: CommandLine): string[] {
  writeFileSync(join(line.folder, "root.pem"), web.ca);
  const rules = web
    .rules()
    .flatMap(({ host, port, address, dialPort }) => ["--resolve", `${host}:${port}:${address}:${dialPort}`]);
  return ["--ca", "root.pem", ...rules];
}
