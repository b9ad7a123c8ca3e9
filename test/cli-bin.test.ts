// The built program as a process: what it loads, how it ends, and what it does when nobody listens.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { reportToJson } from "../src/document/report-json.ts";
import { rules } from "../src/validate/rules/index.ts";
import { validate } from "../src/validate/validate.ts";
import { projectRoot } from "./support/shared-data.ts";
import { cardOf } from "./support/web.ts";

const bin = join(projectRoot, "dist/bin/mcp-discover.js");
const folder = mkdtempSync(join(tmpdir(), "mcp-discover-bin-"));
after(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "card.json"), JSON.stringify(cardOf("com.example/weather")));

test("the program validates a file and ends with its code", () => {
  const good = spawnSync(process.execPath, [bin, "validate", "card.json"], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([good.status, good.stdout, good.stderr], [0, "card.json · Server Card v1 · valid\n", ""]);
  const bad = spawnSync(process.execPath, [bin, "validate", "nothing.json"], { cwd: folder, encoding: "utf8" });
  assert.equal(bad.status, 3);
  const help = spawnSync(process.execPath, [bin, "validate", "-h"], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([help.status, help.stderr], [0, ""]);
  assert.match(help.stdout, /-h, --help +say what this command does/);
});

test("a run that waits for what never comes is a bug of ours, and no success", () => {
  const script = `import(${JSON.stringify(join(projectRoot, "dist/cli/main.js"))}).then(({ main }) =>
    main({ validate: { operands: [{ name: "[files...]" }], options: {}, examples: [], run: () => new Promise(() => {}) } }));`;
  const ended = spawnSync(process.execPath, ["-e", script, "script", "validate", "x"], { encoding: "utf8" });
  assert.equal(ended.status, 70, ended.stderr);
  assert.match(ended.stderr, /^this is a bug in mcp-discover[\s\S]*the run stopped before its end/);
});

test("what cannot be written to a full disk is told as that, and is no bug", { skip: !existsSync("/dev/full") }, () => {
  for (const argv of ["validate card.json", "rules", "explain card/sse", "--help"]) {
    const { status, stderr } = spawnSync("sh", ["-c", `"$0" "$1" ${argv} > /dev/full`, process.execPath, bin], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.deepEqual([status, stderr], [3, "error: standard output cannot be written: the disk is full\n"], argv);
  }
});

test("help ends with 0, however it is asked for", () => {
  for (const argv of [
    ["--help"],
    ["help"],
    ["help", "validate"],
    ["validate", "-h"],
    ["check", "--help"],
    ["--version"],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [bin, ...argv], { encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""], argv.join(" "));
  }
});

test("a reader that goes away ends the run quietly with 0", async () => {
  const child = spawn(process.execPath, [bin, "validate", "--help"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = await new Promise<[number | null]>((resolve) =>
    child.once("close", (...ended) => resolve([ended[0]])),
  );
  assert.equal(stderr, "");
  assert.equal(code, 0);
});

test("validating a file loads one program file, and neither sockets, streams nor other programs", () => {
  const hook = join(folder, "hook.cjs");
  const loaded = join(folder, "loaded.json");
  writeFileSync(
    hook,
    `process.once("exit", () => require("node:fs").writeFileSync(${JSON.stringify(loaded)},
      JSON.stringify({ own: Object.keys(require.cache), builtin: process.moduleLoadList })));`,
  );
  const run = (...args: string[]): { own: string[]; builtin: string[] } => {
    const { status, stderr } = spawnSync(process.execPath, ["--require", hook, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return JSON.parse(readFileSync(loaded, "utf8"));
  };
  writeFileSync(join(folder, "nothing.cjs"), "");
  const bare = run("nothing.cjs");
  const { own, builtin } = run(bin, "validate", "card.json");
  assert.deepEqual(
    own.filter((path) => path !== hook),
    [bin, join(projectRoot, "dist/bin/validate.js")],
  );
  const source = readFileSync(join(projectRoot, "dist/bin/validate.js"), "utf8");
  for (const word of ["undici", "better-sqlite3", "supports-color", "publicSuffix", "node:child_process", "node:net"])
    assert.equal(source.includes(word), false, word);
  const more = builtin.filter((name) => !bare.builtin.includes(name));
  const costly =
    /NativeModule (?:net|stream|tty|child_process|http|https|tls|dgram|readline|fs\/promises|internal\/modules\/esm.*)$/;
  assert.deepEqual(
    more.filter((name) => costly.test(name)),
    [],
  );
});

test("the built program says of each rule's documents what the library says", () => {
  const documents = join(folder, "documents");
  mkdirSync(documents);
  const expected = rules
    .flatMap(({ id, good, bad }) => Object.entries({ good, bad }).map(([name, value]) => ({ id, name, value })))
    .map(({ id, name, value }) => {
      const source = `${id.replace("/", "-")}-${name}.json`;
      const text = JSON.stringify(value, null, 2);
      writeFileSync(join(documents, source), text);
      return reportToJson(validate(text, { source }));
    })
    .sort((a, b) => (a.source < b.source ? -1 : 1));
  const names = expected.map(({ source }) => source);
  const { stdout } = spawnSync(process.execPath, [bin, "validate", "--format", "json", ...names], {
    cwd: documents,
    encoding: "utf8",
  });
  // The level that a catalog reaches is the command line's own addition.
  const said = JSON.parse(stdout).reports.map(({ level: _, ...report }: Record<string, unknown>) => report);
  assert.deepEqual(said, JSON.parse(JSON.stringify(expected)));
});

test("a value that an option cannot take is told with the option's name, also by a command that is loaded lazily", () => {
  for (const command of ["validate", "discover"]) {
    const { status, stderr } = spawnSync(process.execPath, [bin, command, "--timeout", "soon", "example.com"], {
      encoding: "utf8",
    });
    assert.equal(status, 2);
    assert.match(stderr, /^error: --timeout: /);
  }
});

test("a Node.js that is too old is told so in one line", () => {
  const source = readFileSync(bin, "utf8");
  assert.doesNotMatch(source, /\?\?|\?\.|\bawait\b/, "the launcher must parse on an old Node.js");
  const asked = 'Object.defineProperty(process.versions, "node", { value: "18.20.8" });';
  writeFileSync(join(folder, "old.mjs"), `${asked}\nawait import(${JSON.stringify(bin)});`);
  const old = spawnSync(process.execPath, [join(folder, "old.mjs")], { encoding: "utf8" });
  assert.deepEqual([old.status, old.stderr], [2, "mcp-discover needs Node.js 20.19 or newer; this is 18.20.8.\n"]);
});

test("a command that is loaded later reports misuse like every other", () => {
  const ended = spawnSync(process.execPath, [bin, "publish", "card.json"], { cwd: folder, encoding: "utf8" });
  assert.equal(ended.status, 2);
  assert.match(ended.stderr, /^error: name the folder to write with --out\n/);
});

test("each command of the built program can be loaded", () => {
  for (const name of ["validate", "discover", "crawl", "publish", "serve"]) {
    const ended = spawnSync(process.execPath, [bin, name, "--help"], { encoding: "utf8" });
    assert.equal(ended.status, 0, ended.stderr);
    assert.match(ended.stdout, new RegExp(`^Usage: mcp-discover ${name}`));
  }
});
