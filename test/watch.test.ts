// `validate --watch`: real files, really changed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../cli/run.ts";
import { createCommandLine, createHost } from "./support/host.ts";
import { root } from "./support/project.ts";

const good = JSON.stringify({
  $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  name: "com.example/weather",
  version: "1.0.0",
  description: "Weather",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
});
const bad = good.replace("1.0.0", "^1.0.0");

/** Longer than any machine takes to notice a change. */
const patienceMs = 20_000;

interface Watching {
  readonly folder: string;
  /** Resolves with what was printed since the last call, once it matches. */
  until(words: RegExp): Promise<string>;
  /** What is printed in the next half second. */
  quiet(): Promise<string>;
  /** Ends it, and gives the exit code. */
  end(): Promise<number>;
}

function watch(t: TestContext, argv: readonly string[], files: Record<string, string>): Watching {
  const { folder } = createCommandLine(t, { files });
  const stopping = new AbortController();
  t.after(() => stopping.abort());
  const said = { stdout: "", stderr: "" };
  const done = run(["validate", "--watch", ...argv], createHost(folder, { signal: stopping.signal }, said));
  let from = 0;
  const take = (): string => {
    const text = said.stdout.slice(from);
    from = said.stdout.length;
    return text;
  };
  return {
    folder,
    until: async (words) => {
      const start = performance.now();
      while (!words.test(said.stdout.slice(from)) || !said.stderr.includes("Ctrl-C")) {
        assert.ok(performance.now() - start < patienceMs, `${words} never came: ${said.stdout.slice(from)}`);
        await sleep(20);
      }
      return take();
    },
    quiet: async () => {
      await sleep(500);
      return take();
    },
    end: () => {
      stopping.abort();
      return done;
    },
  };
}

test("it tells what changed, and only that, until it is ended with 0", async (t) => {
  const seen = watch(t, ["cards"], { "cards/a.json": good, "cards/b.json": bad });
  const first = await seen.until(/1 document invalid, 1 valid/);
  assert.match(first, /cards\/b\.json/);
  writeFileSync(join(seen.folder, "cards/a.json"), bad);
  const second = await seen.until(/1 document invalid/);
  assert.match(second, /cards\/a\.json · Server Card v1 · \d/);
  assert.doesNotMatch(second, /b\.json/);
  writeFileSync(join(seen.folder, "cards/a.json"), good);
  assert.equal(await seen.until(/valid/), "cards/a.json · Server Card v1 · valid\n");
  assert.equal(await seen.end(), 0);
});

test("new folders and files are seen, and so is what goes away", async (t) => {
  const seen = watch(t, ["."], { "a.json": good });
  await seen.until(/valid/);
  mkdirSync(join(seen.folder, "deep/.well-known"), { recursive: true });
  await seen.quiet();
  writeFileSync(join(seen.folder, "deep/.well-known/c.json"), bad);
  assert.match(await seen.until(/invalid/), /deep\/\.well-known\/c\.json/);
  rmSync(join(seen.folder, "deep"), { recursive: true });
  assert.match(await seen.until(/gone/), /deep\/\.well-known\/c\.json · could not be read: the file is gone/);
  assert.equal(await seen.end(), 0);
});

test("a file that is replaced by another, as editors do, is seen, and a touch is not", async (t) => {
  const seen = watch(t, ["card.json"], { "card.json": good });
  await seen.until(/valid/);
  writeFileSync(join(seen.folder, "card.json"), good);
  writeFileSync(join(seen.folder, "other.json"), bad);
  assert.equal(await seen.quiet(), "");
  renameSync(join(seen.folder, "other.json"), join(seen.folder, "card.json"));
  await seen.until(/card\/version-range/);
  rmSync(join(seen.folder, "card.json"));
  await seen.until(/no such file/);
  writeFileSync(join(seen.folder, "card.json"), good);
  await seen.until(/· valid/);
  assert.equal(await seen.end(), 0);
});

test("settings and other files count while watching", async (t) => {
  const seen = watch(t, ["*.card.json", "--against", "package.json", "--off", "card/version-range"], {
    "a.card.json": bad,
    "package.json": '{ "version": "^1.0.0" }',
  });
  assert.doesNotMatch(await seen.until(/valid/), /version-range/);
  writeFileSync(join(seen.folder, "a.card.json"), good);
  assert.match(await seen.until(/invalid/), /card\/against-version/);
  assert.equal(await seen.end(), 0);
});

test("what cannot be watched is a usage error", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": good } });
  for (const argv of [
    ["-"],
    ["https://example.com/card"],
    ["card.json", "--format", "json"],
    ["card.json", "--output-file", "json=x.json"],
    ["card.json", "--baseline", "write"],
    ["card.json", "--fix"],
  ]) {
    const { code, stderr } = await line.run(["validate", "--watch", ...argv]);
    assert.equal(code, 2, argv.join(" "));
    assert.match(stderr, /--watch: only /);
  }
});

test("Ctrl-C ends the real program with 0", { skip: process.platform === "win32" }, async (t) => {
  const { folder } = createCommandLine(t, { files: { "card.json": good } });
  const child = spawn(process.execPath, [join(root, "dist/bin/mcp-discover.js"), "validate", "--watch", "card.json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => child.kill("SIGKILL"));
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  await new Promise<void>((resolve) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Ctrl-C")) resolve();
    });
  });
  child.kill("SIGINT");
  assert.equal(await ended, 0);
});
