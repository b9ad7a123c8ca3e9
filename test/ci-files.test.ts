// The GitHub Action and the pre-commit hook: their shell steps run for real, in a folder of their own.

import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { parse } from "yaml";
import { projectFiles, readProjectFile, root } from "./support/project.ts";
import { obeyed, readMarkdown, readSarif } from "./support/readers.ts";
import { cardOf } from "./support/web.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly uses?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readProjectFile("action.yml"));
const bash = spawnSync("bash", ["-c", "exit 0"]).status === 0;
const skip = !bash && "bash is not installed";

interface Job {
  readonly folder: string;
  /** Runs the shell steps in order, as the runner does, until one fails; gives the last exit code and what was printed. */
  run(inputs: Readonly<Record<string, string>>): { readonly code: number | null; readonly log: string };
  output(name: string): string | undefined;
}

function openJob(t: TestContext, files: Readonly<Record<string, string>>): Job {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-action-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "work", path)), { recursive: true });
    writeFileSync(join(folder, "work", path), text);
  }
  mkdirSync(join(folder, "temp"));
  const known = new Map<string, string>();
  return {
    folder,
    output: (name) => known.get(`steps.validate.outputs.${name}`),
    run: (inputs) => {
      known.clear();
      for (const [name, { default: value }] of Object.entries(action.inputs))
        known.set(`inputs.${name}`, inputs[name] ?? value);
      let log = "";
      for (const step of action.runs.steps) {
        if (step.run === undefined) continue;
        const { status, stdout, stderr } = runStep(step, folder, known);
        log += stdout + stderr;
        if (status !== 0) return { code: status, log };
      }
      return { code: 0, log };
    },
  };
}

function runStep(step: Step, folder: string, known: Map<string, string>): SpawnSyncReturns<string> {
  const output = join(folder, "output");
  writeFileSync(output, "");
  writeFileSync(join(folder, "step.sh"), step.run ?? "");
  const env: Record<string, string> = {
    PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
    RUNNER_TEMP: join(folder, "temp"),
  };
  for (const [name, value] of Object.entries(step.env ?? {})) {
    env[name] = value.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, expression: string) => known.get(expression) ?? "");
  }
  const script = ["--noprofile", "--norc", "-eo", "pipefail", join(folder, "step.sh")];
  const ran = spawnSync("bash", script, { cwd: join(folder, "work"), env, encoding: "utf8" });
  for (const line of readFileSync(output, "utf8").split("\n")) {
    if (line !== "")
      known.set(`steps.${step.id}.outputs.${line.slice(0, line.indexOf("="))}`, line.slice(line.indexOf("=") + 1));
  }
  return ran;
}

const good = JSON.stringify(cardOf("com.example/weather"));
const bad = JSON.stringify(
  cardOf("com.example/weather", { version: "^1.2.0", description: "::error::owned" }),
  null,
  2,
);
const warned = JSON.stringify(cardOf("com.example/weather", { websiteUrl: "http://example.com/" }));

test("the action is composite, and no input is pasted into a script", () => {
  assert.equal(action.runs.using, "composite");
  for (const step of action.runs.steps) {
    assert.doesNotMatch(step.run ?? "", /\$\{\{/, step.name);
    if (step.run === undefined) assert.match(step.uses ?? "", /^github\/codeql-action\/upload-sarif@v\d+$/);
    else assert.equal(step.shell, "bash", step.name);
  }
  const text = readProjectFile("action.yml");
  for (const [, name = ""] of text.matchAll(/\binputs\.([\w-]+)/g)) assert.ok(name in action.inputs, name);
  for (const name of Object.keys(action.inputs)) assert.match(text, new RegExp(`inputs\\.${name}\\b`));
});

test("the action fails a bad card: annotations in the log, SARIF in a file, a summary on the page", { skip }, (t) => {
  const job = openJob(t, { "cards/bad card.json": bad, "cards/good.json": good });
  const { code, log } = job.run({ files: "cards/good.json\n  cards/bad card.json  \n\n" });
  assert.equal(code, 1, log);
  const commands = obeyed(log).map((each) =>
    typeof each === "string" ? each : `${each.command} ${each.properties["file"]} ${each.properties["title"]}`,
  );
  assert.deepEqual(commands, [
    "error cards/bad card.json card/version-range",
    "notice cards/bad card.json card/version-semver",
  ]);
  const { results } = readSarif(readFileSync(job.output("sarif-file") ?? "", "utf8"));
  assert.equal(results[0]?.uri, "cards/bad%20card.json");
  assert.match(readMarkdown(readFileSync(join(job.folder, "summary.md"), "utf8")).title, /1 of 2 documents invalid/);
  assert.equal(job.output("exit-code"), "1");
});

test("the action passes a good card, and a warning only as far as fail-on lets it", { skip }, (t) => {
  const job = openJob(t, { "server-card.json": good, "other/card.json": warned });
  assert.equal(job.run({ files: "server-card.json" }).code, 0);
  assert.equal(job.run({}).code, 0);
  assert.equal(job.run({ "fail-on": "warning" }).code, 1);
  assert.equal(job.run({ files: "absent.json" }).code, 3);
  assert.equal(job.run({ "fail-on": "sometimes" }).code, 2);
  assert.equal(job.run({ "fail-on": "warning", options: "--off\ncard/url-http" }).code, 0);
});

test("with a target, the action checks it after the files, or alone, and fails with its code", { skip }, (t) => {
  const job = openJob(t, { "server-card.json": good });
  // A name that nobody can own: what cannot be found out is 3.
  assert.equal(job.run({ files: "server-card.json", check: "absent.invalid" }).code, 3);
  const alone = job.run({ files: "", check: "absent.invalid", "check-options": "--quiet\n" });
  assert.equal(alone.code, 3);
  assert.equal(job.run({ files: "", check: "--help" }).code, 3, "a target is never an option");
});

test("what stands in an input is never run", { skip }, (t) => {
  const job = openJob(t, { "server-card.json": good });
  for (const text of [
    "$(touch owned)",
    "`touch owned`",
    "; touch owned",
    '"; touch owned; "',
    "--output-file=text=owned",
  ]) {
    for (const name of ["files", "fail-on", "version", "check"])
      assert.notEqual(job.run({ [name]: text }).code, 0, `${name} ${text}`);
    assert.equal(existsSync(join(job.folder, "work/owned")), false, text);
  }
});

test("with a version, that version of the package is installed, without its scripts", { skip }, (t) => {
  const job = openJob(t, { "server-card.json": good });
  mkdirSync(join(job.folder, "bin"));
  const npm = join(job.folder, "bin/npm");
  writeFileSync(npm, '#!/bin/sh\necho "npm $*"\nexit 7\n');
  chmodSync(npm, 0o755);
  const { code, log } = job.run({ version: "0.1.0" });
  assert.equal(code, 7);
  assert.match(log, /^npm install .*--ignore-scripts .*mcp-discover@0\.1\.0$/m);
});

test("the pre-commit hook takes the files that are cards and catalogs, and its entry is a command that works", (t) => {
  const [hook] = parse(readProjectFile(".pre-commit-hooks.yaml"));
  assert.equal(hook.language, "node");
  const files = new RegExp(hook.files);
  for (const path of [
    "server-card.json",
    "public/mcp/server-card",
    "a/b.server-card.json",
    ".well-known/ai-catalog.json",
  ]) {
    assert.match(path, files);
  }
  for (const path of ["package.json", "my-ai-catalog.json.bak", "server-card.ts"]) assert.doesNotMatch(path, files);
  const [command, ...args] = hook.entry.split(" ");
  const { bin } = JSON.parse(readProjectFile("package.json"));
  const { folder } = openJob(t, { "server-card.json": bad });
  const { status, stdout } = spawnSync(process.execPath, [join(root, bin[command]), ...args, "work/server-card.json"], {
    cwd: folder,
    encoding: "utf8",
  });
  assert.equal(status, 1);
  assert.match(stdout, /card\/version-range/);
});

test("as long as the package is not on npm, no page tells to run that name from there", () => {
  assert.match(readProjectFile("README.md"), /The package is not on npm yet/);
  for (const page of ["README.md", ...projectFiles(["docs"], [".md"])]) {
    const lines = readProjectFile(page).match(/^.*\bnpx (?!--yes --package git\+https:).*$/gm) ?? [];
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("Once it is published,")),
      [],
      page,
    );
  }
  assert.match(action.inputs["version"]?.description ?? "", /once that is on npm/);
});
