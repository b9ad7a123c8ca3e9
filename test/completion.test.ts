// Completion scripts, in the shells that they are for, where those are installed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { commands } from "../cli/commands.ts";
import { allCodes } from "../src/validate/code-table.ts";
import { createCommandLine } from "./support/host.ts";

function skipWithout(shell: string): string | false {
  return spawnSync(shell, ["-c", "exit 0"]).status !== 0 && `${shell} is not installed`;
}

async function writeScript(t: TestContext, shell: string): Promise<string> {
  const line = createCommandLine(t);
  const { code, stdout } = await line.run(["completion", shell]);
  assert.equal(code, 0);
  const path = join(line.folder, `completion.${shell}`);
  writeFileSync(path, stdout);
  return path;
}

/** What bash offers for the last of some words, split at `=` as bash splits them. */
function offeredByBash(script: string, words: readonly string[]): readonly string[] {
  const program = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mcp_discover; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", program, script, "mcp-discover", ...words], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  return stdout.split("\n").filter((word) => word !== "");
}

test("bash completes commands, options, values and codes", { skip: skipWithout("bash") }, async (t) => {
  const script = await writeScript(t, "bash");
  const offered = (...words: string[]): readonly string[] => offeredByBash(script, words);
  assert.deepEqual(offered("va"), ["validate"]);
  assert.deepEqual(
    offered("").filter((word) => !word.startsWith("-")),
    [...commands.map(({ name }) => name), "help"],
  );
  assert.deepEqual(offered("validate", "--fo"), ["--format"]);
  assert.deepEqual(offered("validate", "--format", "s"), ["sarif"]);
  assert.deepEqual(offered("validate", "--format", "="), ["text", "json", "sarif", "junit", "github", "markdown"]);
  assert.deepEqual(offered("validate", "--format", "=", "ju"), ["junit"]);
  assert.deepEqual(offered("validate", "--output-file", "sa"), ["sarif="]);
  assert.deepEqual(offered("validate", "--output-file", "sarif", "=", "re"), []);
  assert.deepEqual(offered("validate", "card.json", "--fail-on", ""), ["error", "warning", "info", "never"]);
  assert.deepEqual(offered("explain", "card/version-r"), ["card/version-range"]);
  assert.deepEqual(offered("explain", ""), allCodes);
  assert.deepEqual(offered("validate", "--off", "card/version-r"), ["card/version-range"]);
  assert.deepEqual(offered("schema", "server"), ["server-card"]);
  assert.deepEqual(offered("completion", "z"), ["zsh"]);
  assert.deepEqual(offered("help", "pub"), ["publish"]);
  assert.deepEqual(offered("discover", "exam"), []);
});

test("every option of every command is completed in all three shells", async (t) => {
  const line = createCommandLine(t);
  for (const shell of ["bash", "zsh", "fish"]) {
    const script = (await line.run(["completion", shell])).stdout;
    for (const listing of commands) {
      const help = (await line.run([listing.name, "--help"])).stdout;
      const flags = [...help.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, flag]) => flag);
      assert.ok(flags.length > 0);
      const lines = script.split("\n");
      const at = lines.findIndex((each) => each.trim().startsWith(`${listing.name})`));
      const part = shell === "fish" ? script : `${lines[at]}\n${lines[at + 1]}`;
      for (const flag of flags) {
        const spelt = shell === "fish" ? `__fish_seen_subcommand_from ${listing.name}' -l ${flag} ` : `--${flag}`;
        assert.ok(part.includes(spelt), `${shell} ${listing.name} --${flag}`);
      }
    }
  }
});

test("zsh takes its script", { skip: skipWithout("zsh") }, async (t) => {
  const { status, stderr } = spawnSync("zsh", ["-fn", await writeScript(t, "zsh")], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});

test("fish completes commands and values", { skip: skipWithout("fish") }, async (t) => {
  const script = await writeScript(t, "fish");
  const offered = (words: string): string =>
    spawnSync("fish", ["--no-config", "-c", `source ${script}; complete -C '${words}'`], { encoding: "utf8" }).stdout;
  assert.match(offered("mcp-discover va"), /^validate\t/m);
  assert.match(offered("mcp-discover validate --format s"), /^sarif$/m, "the option's summary is not the value's");
  assert.match(offered("mcp-discover validate --form"), /^--format\t\S.*\n$/, "the option is offered once");
});

test("another shell is a mistake of usage", async (t) => {
  const { code, stderr } = await createCommandLine(t).run(["completion", "tcsh"]);
  assert.equal(code, 2);
  assert.match(stderr, /bash, zsh, fish/);
});
