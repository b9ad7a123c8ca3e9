// Runs every benchmark in turn, each in a process of its own.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

for (const name of ["startup", "validate", "crawl", "recrawl", "check", "search", "search-speed", "registry"]) {
  spawnSync(process.execPath, [fileURLToPath(new URL(`./${name}.js`, import.meta.url))], { stdio: "inherit" });
}
