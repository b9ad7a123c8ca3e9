// Runs the test suite on other Node lines, from the binaries that npm carries, and says which could not be had.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The lines that the package promises; others may be named as arguments. */
const lines = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24"];

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "mcp-discover-nodes-"));
let failed = false;

function run(command, args, options) {
  return spawnSync(command, args, { encoding: "utf8", shell: process.platform === "win32", ...options });
}

/** Installs one Node line below the scratch folder. Returns the path of its binary, or undefined. */
function installNode(line) {
  const folder = join(scratch, `node-${line}`);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const done = run("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", `${name}@${line}`]);
  const binary = join(folder, "node_modules", name, "bin", "node");
  return done.status === 0 && existsSync(binary) ? binary : undefined;
}

/** A copy of the project's own files, installed and built with that line. Returns its folder, or undefined. */
function installProject(line, env) {
  const folder = join(scratch, `project-${line}`, "main");
  const { stdout } = run("git", ["ls-files", "-z"], { cwd: root });
  for (const name of stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(root, name), join(folder, name));
  }
  if (existsSync(join(root, "../shared"))) symlinkSync(join(root, "../shared"), join(folder, "../shared"));
  return run("npm", ["ci"], { cwd: folder, env, stdio: ["ignore", "ignore", 2] }).status === 0 ? folder : undefined;
}

for (const line of lines) {
  const binary = installNode(line);
  if (binary === undefined) {
    console.log(`Node ${line}: no binary could be had here; not tested`);
    continue;
  }
  const env = { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH}` };
  // Headers of its own, where they came along: native modules must not be built with those of another line.
  if (existsSync(join(binary, "../../include/node"))) env.npm_config_nodedir = join(binary, "../..");
  const folder = installProject(line, env);
  if (folder === undefined) {
    console.log(`Node ${line}: the project cannot be installed there`);
    failed = true;
    continue;
  }
  const tests = readdirSync(join(folder, "dist/test")).filter((name) => name.endsWith(".test.js"));
  console.log(`Node ${line} (${run(binary, ["--version"]).stdout.trim()}): running ${tests.length} test files`);
  const files = tests.map((name) => join("dist/test", name));
  if (run(binary, ["--test", ...files], { cwd: folder, env, stdio: "inherit" }).status !== 0) failed = true;
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
