// Makes a fresh clone ready to run: installs what is missing and builds what is stale. Plain Node, no dependency.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a command with its output on stderr, so that stdout stays the answer of what comes after. */
function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Whether node_modules holds just what the lockfile says. Optional packages may be absent: the tool says so itself. */
function installed() {
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const want = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const have = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(want).every(
    ([path, entry]) => path === "" || entry.optional || have[path]?.version === entry.version,
  );
}

/** The newest change below a folder, as milliseconds since the epoch. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether a source is newer than the last build. */
function stale() {
  const stamp = join(root, "dist/.built");
  if (!existsSync(stamp)) return true;
  const sources = ["src", "cli", "registry", "test", "bench", "schemas", "scripts", "package.json", "tsconfig.json"];
  return sources.some((name) => newest(join(root, name)) > statSync(stamp).mtimeMs);
}

if (!installed()) {
  console.error("installing what is missing (the database engine compiles once: a few minutes)");
  run("npm", ["ci", "--ignore-scripts=false"]);
}
if (stale()) run(process.execPath, [join(root, "scripts/build.mjs")]);
