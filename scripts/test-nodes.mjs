// Runs the test suite on other Node lines, from the binaries that npm carries, and says which could not be had.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The lines that the package promises, beside the one that it is developed on. */
const lines = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24"];

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "mcp-discover-nodes-"));
let failed = false;

/** Installs one Node line below the scratch folder. Returns the path of its binary, or undefined. */
function install(line) {
  const folder = join(scratch, `node-${line}`);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const done = spawnSync("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", `${name}@${line}`], {
    stdio: "ignore",
    shell: process.platform === "win32",
  });
  const binary = join(folder, "node_modules", name, "bin", "node");
  return done.status === 0 && existsSync(binary) ? binary : undefined;
}

/** A copy of the built project whose native module is built for that line. Returns its folder, or undefined. */
function copyFor(line, binary) {
  const folder = join(scratch, `project-${line}`, "main");
  for (const name of [
    "dist",
    "schemas",
    "docs",
    "test",
    "scripts",
    "src",
    "cli",
    "registry",
    "bench",
    "package.json",
    "package-lock.json",
    ".npmrc",
    "README.md",
    "CHANGELOG.md",
    "biome.json",
  ]) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  // The real folder, not a link to it: the rebuild below must not touch the one that is worked in.
  cpSync(realpathSync(join(root, "node_modules")), join(folder, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  if (existsSync(join(root, "../shared"))) symlinkSync(join(root, "../shared"), join(folder, "../shared"));
  const env = { ...process.env, PATH: `${join(binary, "..")}:${process.env.PATH}` };
  // The headers of the running line are not those of another: let the build fetch what it needs, and say so when it cannot.
  delete env.npm_config_nodedir;
  const headers = join(binary, "../../include/node");
  if (existsSync(headers)) env.npm_config_nodedir = join(binary, "../..");
  const rebuilt = spawnSync("npm", ["rebuild", "better-sqlite3"], { cwd: folder, env, stdio: "ignore" });
  if (rebuilt.status !== 0) {
    rmSync(join(folder, "node_modules/better-sqlite3"), { recursive: true, force: true });
    console.log(`Node ${line}: better-sqlite3 could not be built for it; tests of the store are skipped there`);
  }
  return folder;
}

for (const line of lines) {
  const binary = install(line);
  if (binary === undefined) {
    console.log(`Node ${line}: no binary could be had here; not tested`);
    continue;
  }
  const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
  const folder = copyFor(line, binary);
  const tests = readdirSync(join(folder, "dist/test"))
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => join("dist/test", name));
  console.log(`Node ${line} (${version}): running ${tests.length} test files`);
  const run = spawnSync(binary, ["--test", ...tests], {
    cwd: folder,
    stdio: "inherit",
    env: { ...process.env, PATH: `${join(binary, "..")}:${process.env.PATH}` },
  });
  if (run.status !== 0) failed = true;
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
