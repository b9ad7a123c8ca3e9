// Publishing into a folder that others use too: what is replaced, what is left alone, and what is said of it.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { run } from "../cli/run.ts";
import { manifestName } from "../cli/site-manifest.ts";
import { cardSchemaUrl } from "../src/document/card.ts";
import { hostNames } from "../src/hosting/hosting.ts";
import { createCommandLine, createHost } from "./support/host.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { projectRoot } from "./support/shared-data.ts";

const bin = join(projectRoot, "dist/bin/mcp-discover.js");

const cardText = (more: object = {}): string =>
  `${JSON.stringify({
    $schema: cardSchemaUrl,
    name: "com.example/weather",
    version: "1.0.0",
    description: "Answers questions about the weather",
    remotes: [{ type: "streamable-http", url: "https://example.com/mcp" }],
    ...more,
  })}\n`;

const argv = ["publish", "card.json", "--out", "public"];
const files = { "card.json": cardText() };

/** What stands in a folder: paths with contents, links by where they lead. */
function snapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (at: string, prefix: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      const stat = lstatSync(path);
      if (stat.isSymbolicLink()) found[prefix + name] = `-> ${readlinkSync(path)}`;
      else if (stat.isDirectory()) walk(path, `${prefix}${name}/`);
      else found[prefix + name] = readFileSync(path, "latin1");
    }
  };
  if (existsSync(folder)) walk(folder, "");
  return found;
}

test("a file that publish did not write is not overwritten, by whatever name, and nothing else is written either", async (t) => {
  for (const path of [".well-known/ai-catalog.json", ".well-known/ard.json", "mcp/server-card"]) {
    const line = createCommandLine(t, { files: { ...files, [`public/${path}`]: "somebody's own" } });
    const before = snapshot(join(line.folder, "public"));
    const { code, stderr } = await line.run(argv);
    assert.equal(code, 1);
    assert.ok(stderr.includes(`${path} is there already and was not written by publish: --force replaces it`), stderr);
    assert.deepEqual(snapshot(join(line.folder, "public")), before);
    assert.equal((await line.run([...argv, "--force"])).code, 0);
    assert.equal((await line.run([...argv, "--check"])).code, 0);
  }
});

test("where a list that is not ours is in the way, --check says that alone", async (t) => {
  const line = createCommandLine(t, { files });
  await line.run(argv);
  writeFileSync(join(line.folder, "public", manifestName), '{"somebody":"else"}');
  const { code, stdout, stderr } = await line.run([...argv, "--check"]);
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /was not written by publish/);
});

test("what publish wrote is replaced when the card changes; what somebody changed since is not", async (t) => {
  const line = createCommandLine(t, { files });
  assert.equal((await line.run(argv)).code, 0);
  const next = { "card.json": cardText({ version: "1.1.0" }) };
  assert.equal((await line.run(argv, { files: next })).code, 0);
  assert.match(readFileSync(join(line.folder, "public/mcp/server-card"), "utf8"), /1\.1\.0/);
  writeFileSync(join(line.folder, "public/mcp/server-card"), "edited by hand");
  const { code, stderr } = await line.run(argv, { files });
  assert.equal(code, 1);
  assert.match(stderr, /mcp\/server-card is there already and was changed since publish wrote it/);
  assert.equal(readFileSync(join(line.folder, "public/mcp/server-card"), "utf8"), "edited by hand");
});

test("the list of what was written satisfies its schema; a lost or damaged one makes nobody's file ours", async (t) => {
  const line = createCommandLine(t, { files });
  await line.run(argv);
  const list = join(line.folder, "public", manifestName);
  assertMatchesSchema("publish-manifest", JSON.parse(readFileSync(list, "utf8")));
  const next = { "card.json": cardText({ version: "1.1.0" }) };
  for (const text of [
    undefined,
    "",
    "[",
    "null",
    '{"files":[]}',
    '{"files":{"mcp/server-card":7}}',
    '{"files":{"../../card.json":"x"}}',
  ]) {
    if (text === undefined) rmSync(list);
    else writeFileSync(list, text);
    const { code, stderr } = await line.run(argv, { files: next });
    assert.equal(code, 1, text);
    assert.match(stderr, /was not written by publish/);
    if (text !== undefined) assert.equal(readFileSync(list, "utf8"), text);
  }
  rmSync(list);
  assert.equal((await line.run(argv, { files })).code, 0, "the same texts need no leave");
  assert.equal((await line.run(argv, { files: next })).code, 0, "and are ours again");
});

test("a second run writes nothing, not even the same", async (t) => {
  const line = createCommandLine(t, { files });
  const whole = [...argv, "--for", "netlify", "--host-config", "config", "--aliases"];
  await line.run(whole);
  const stamps = (): string[] =>
    ["public", "config"].flatMap((folder) =>
      Object.keys(snapshot(join(line.folder, folder))).map((path) => {
        const { mtimeMs, ino } = lstatSync(join(line.folder, folder, path));
        return `${path} ${ino} ${mtimeMs}`;
      }),
    );
  const before = stamps();
  await line.run(whole);
  assert.deepEqual(stamps(), before);
});

test("a folder of cards may hold the site: what was published there is no source", async (t) => {
  const line = createCommandLine(t, { files: { "site/card.json": cardText() } });
  for (const out of ["site/public", "site/public"]) {
    const { code, stderr } = await line.run(["publish", "site", "--out", out, "--aliases", "--json-twin"]);
    assert.equal(code, 0, stderr);
  }
  const { code } = await line.run([
    "publish",
    "site/**/*.json",
    "--out",
    "site/public",
    "--aliases",
    "--json-twin",
    "--check",
  ]);
  assert.equal(code, 0);
});

test("killed at any moment, publish leaves every file old or new, whole, and the next run mends the rest", async (t) => {
  const line = createCommandLine(t, { files });
  assert.equal((await line.run([...argv, "--aliases", "--server-json"])).code, 0);
  for (let round = 1; round <= 12; round++) {
    writeFileSync(join(line.folder, "card.json"), cardText({ version: `1.0.${round}`, title: `Round ${round}` }));
    const child = spawn(process.execPath, [bin, ...argv, "--aliases", "--server-json", "--force"], {
      cwd: line.folder,
    });
    const ended = once(child, "exit");
    setTimeout(() => child.kill("SIGKILL"), 60 + round * 12);
    await ended;
    for (const [path, text] of Object.entries(snapshot(join(line.folder, "public"))))
      if (!path.endsWith(".tmp")) assert.ok(text.endsWith("}\n") && JSON.parse(text), path);
  }
  assert.equal((await line.run([...argv, "--aliases", "--server-json", "--force"])).code, 0);
  assert.equal((await line.run([...argv, "--aliases", "--server-json", "--check"])).code, 0);
});

test("--check says what drifted and writes nothing", async (t) => {
  const line = createCommandLine(t, { files });
  const missing = await line.run([...argv, "--check"]);
  assert.equal(missing.code, 1);
  assert.match(missing.stdout, /^3 files to be written to public for https:\/\/example\.com\n/);
  assert.equal(existsSync(join(line.folder, "public")), false);
  await line.run(argv);
  const clean = await line.run([...argv, "--check"]);
  assert.deepEqual([clean.code, clean.stderr], [0, ""]);
  const before = snapshot(join(line.folder, "public"));
  const drifted = await line.run([...argv, "--check", "--quiet"], {
    files: { "card.json": cardText({ version: "2.0.0" }) },
  });
  assert.deepEqual([drifted.code, drifted.stdout], [1, ""]);
  assert.deepEqual(snapshot(join(line.folder, "public")), before);
});

test("--format json tells each run as its schema has it", async (t) => {
  const line = createCommandLine(t, {
    files: { ...files, "public/_headers": "/*\n  X: y\n", "public/.well-known/ard.json": "{}" },
  });
  const json = ["--format", "json", "--for", "netlify", "--aliases"];
  const told = async (
    ...more: string[]
  ): Promise<{
    code: number;
    answer: Record<string, unknown> & { files: { path: string; state: string; url?: string }[] };
  }> => {
    const { code, stdout } = await line.run([...argv, ...json, ...more]);
    const answer = JSON.parse(stdout);
    assertMatchesSchema("publish", answer);
    return { code, answer };
  };
  const refused = await told();
  const stateOf = (path: string): string | undefined => refused.answer.files.find((file) => file.path === path)?.state;
  assert.deepEqual(
    [refused.code, stateOf("public/.well-known/ard.json"), stateOf("public/_headers")],
    [1, "blocked", "theirs"],
  );
  const checked = await told("--check");
  assert.deepEqual([checked.code, checked.answer["upToDate"]], [1, false]);
  assert.equal((await told("--force", "--host-config", "config")).code, 0);
  assert.equal(readFileSync(join(line.folder, "public/_headers"), "utf8"), "/*\n  X: y\n", "not even by force");
  rmSync(join(line.folder, "public/_headers"));
  assert.equal((await told("--host-config", "config")).code, 0);
  const clean = await told("--host-config", "config", "--check");
  assert.deepEqual([clean.code, clean.answer["upToDate"]], [0, true]);
  assert.equal(
    clean.answer.files.find(({ path }) => path === "public/mcp/server-card")?.url,
    "https://example.com/mcp/server-card",
  );
});

test("--dry-run shows a diff that patch applies to what is there", async (t) => {
  const line = createCommandLine(t, { files });
  await line.run(argv);
  const { stdout } = await line.run([...argv, "--dry-run"], { files: { "card.json": cardText({ version: "2.0.0" }) } });
  const diff = stdout.slice(stdout.indexOf("--- a/"));
  assert.match(diff, /^--- a\/public\/mcp\/server-card\n\+\+\+ b\/public\/mcp\/server-card\n/);
  if (spawnSync("patch", ["--version"]).status !== 0) return t.skip("patch is not installed");
  const patched = spawnSync("patch", ["-p1"], { cwd: line.folder, input: diff });
  assert.equal(patched.status, 0, patched.stdout.toString());
  assert.equal((await line.run([...argv, "--check"])).code, 0);
  return undefined;
});

test("files that are no longer part of the site are named, and left", async (t) => {
  const line = createCommandLine(t, { files });
  await line.run([...argv, "--aliases"]);
  const { code, stderr } = await line.run(argv);
  assert.equal(code, 0);
  assert.match(
    stderr,
    /^note: public\/\.well-known\/mcp\/server-card\.json was published before and no longer is: delete it\n$/,
  );
  assert.ok(existsSync(join(line.folder, "public/.well-known/mcp/server-card.json")));
  assert.match((await line.run(argv)).stderr, /delete it/, "until that is done");
});

test("a host's file that people write by hand is theirs: its lines are told, and --check waits for them", async (t) => {
  const mine = "/*\n  X-Frame-Options: DENY\n";
  const line = createCommandLine(t, { files: { ...files, "public/_headers": mine } });
  const netlify = [...argv, "--for", "netlify"];
  const { code, stdout } = await line.run(netlify);
  assert.equal(code, 0);
  assert.match(stdout, /_headers +yours: lines to add below/);
  assert.equal(readFileSync(join(line.folder, "public/_headers"), "utf8"), mine);
  assert.equal((await line.run([...netlify, "--check"])).code, 1);
  const block =
    /^ {4}\/\.well-known\/ai-catalog\.json\n(?:(?: {4}.*)?\n)+/m.exec(stdout)?.[0].replace(/^ {4}/gm, "") ?? "";
  writeFileSync(join(line.folder, "public/_headers"), mine + block);
  assert.equal((await line.run([...netlify, "--check"])).code, 0);
});

test("settings of one's own hold our lines in whatever order, among others, as text and as JSON", async (t) => {
  const own = { cleanUrls: true, headers: [{ source: "/(.*)", headers: [{ key: "X-Frame-Options", value: "DENY" }] }] };
  const line = createCommandLine(t, { files });
  const vercel = [...argv, "--for", "vercel", "--host-config", "."];
  await line.run(vercel);
  const path = join(line.folder, "vercel.json");
  const { headers } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify(own));
  assert.equal((await line.run([...vercel, "--check"])).code, 1);
  writeFileSync(path, JSON.stringify({ ...own, headers: [...own.headers, ...headers.toReversed()] }));
  assert.equal((await line.run([...vercel, "--check"])).code, 0);
  for (const text of [
    "[not json",
    "null",
    `{"headers":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
    '{"headers":["\\ud800"]}',
  ]) {
    writeFileSync(path, text);
    assert.equal((await line.run([...vercel, "--check"])).code, 1, text.slice(0, 20));
  }

  const netlify = [...argv, "--for", "netlify"];
  await line.run(netlify);
  const file = join(line.folder, "public/_headers");
  const blocks = readFileSync(file, "utf8").trimEnd().split("\n\n");
  writeFileSync(file, ["/*\n  X-Frame-Options: DENY", ...blocks.toReversed()].join("\r\n\r\n"));
  assert.equal((await line.run([...netlify, "--check"])).code, 0);
  writeFileSync(file, blocks.slice(1).join("\n\n"));
  assert.equal((await line.run([...netlify, "--check"])).code, 1);
});

test("every host: what it is told is idempotent, and nothing but the named folders is touched", async (t) => {
  for (const name of hostNames) {
    const line = createCommandLine(t, { files });
    const whole = [...argv, "--for", name, "--host-config", "config", "--aliases", "--server-json"];
    const first = await line.run(whole);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^Mind on /m);
    const second = await line.run(whole);
    assert.match(second.stdout, /^nothing to change: public and config hold/, name);
    assert.doesNotMatch(second.stdout, /^Mind on /m, `${name}: advice that is no news`);
    assert.equal((await line.run([...whole, "--check"])).code, 0, name);
    const tops = new Set(readdirSync(line.folder));
    tops.delete("config");
    assert.deepEqual([...tops].sort(), ["card.json", "public"], name);
  }
});

test("an endpoint where a host's settings or the list of what was written are is refused before anything is written", async (t) => {
  for (const [path, ...options] of [
    ["_headers", "--for", "netlify"],
    ["_Headers/a", "--for", "cloudflare"],
    ["_redirects", "--for", "netlify", "--aliases"],
    [".htaccess", "--for", "apache"],
    [".nojekyll", "--for", "github-pages"],
    [manifestName],
  ] as const) {
    const remotes = [{ type: "streamable-http", url: `https://example.com/${path}` }];
    const line = createCommandLine(t, { files: { "card.json": cardText({ remotes }) } });
    const { code, stderr } = await line.run([...argv, ...options]);
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /^error: "[^"]+\/server-card(?:\.json)?" and .* both need .*: give the server another endpoint/i,
    );
    assert.ok(!existsSync(join(line.folder, "public")), path);
  }
});

test("GitHub Pages gets the twin in the catalogs, and Jekyll is told to leave dots alone", async (t) => {
  const line = createCommandLine(t, { files });
  const { stdout } = await line.run([...argv, "--for", "github-pages"]);
  assert.deepEqual(Object.keys(snapshot(join(line.folder, "public"))).sort(), [
    ".mcp-discover-publish.json",
    ".nojekyll",
    ".well-known/ai-catalog.json",
    ".well-known/ard.json",
    "mcp/server-card",
    "mcp/server-card.json",
  ]);
  assert.match(readFileSync(join(line.folder, "public/.well-known/ai-catalog.json"), "utf8"), /server-card\.json"/);
  assert.doesNotMatch(stdout, /octet-stream, since the name/);
});

test("--query takes two to five questions a server, and says whose where there are several", async (t) => {
  const line = createCommandLine(t, { files });
  const ask = (...queries: string[]): Promise<{ code: number; stderr: string }> =>
    line.run([...argv, ...queries.flatMap((text) => ["--query", text])]);
  assert.equal((await ask("Will it rain?")).code, 2);
  assert.equal((await ask("Will it rain?", "com.example/weather=How warm is it?")).code, 0);
  assert.match(readFileSync(join(line.folder, "public/.well-known/ard.json"), "utf8"), /"How warm is it\?"/);
  const two = {
    ...files,
    "b.json": cardText({ name: "com.example/b", remotes: [{ type: "streamable-http", url: "https://example.com/b" }] }),
  };
  const { code, stderr } = await line.run(
    ["publish", "card.json", "b.json", "--out", "public", "--query", "Will it rain?", "--query", "Will it snow?"],
    { files: two },
  );
  assert.equal(code, 2);
  assert.match(stderr, /write NAME=Will it rain\?/);
});

test("--watch publishes again when a card changes, says what is wrong with a bad one, and goes on", async (t) => {
  const line = createCommandLine(t, { files });
  const stop = new AbortController();
  const said = { stdout: "", stderr: "" };
  const running = run([...argv, "--watch"], createHost(line.folder, { signal: stop.signal }, said));
  const published = join(line.folder, "public/mcp/server-card");
  const until = async (what: () => boolean): Promise<void> => {
    for (let tries = 0; !what() && tries < 1200; tries++) await sleep(25);
    assert.ok(what(), said.stdout + said.stderr);
  };
  const holds = (version: string) => (): boolean =>
    existsSync(published) && readFileSync(published, "utf8").includes(version);
  await until(() => holds("1.0.0")() && said.stderr.includes("watching"));
  writeFileSync(join(line.folder, "card.json"), "{");
  await until(() => said.stderr.includes("json/syntax"));
  assert.ok(holds("1.0.0")());
  writeFileSync(join(line.folder, "card.json"), cardText({ version: "1.2.0" }));
  await until(holds("1.2.0"));
  writeFileSync(join(line.folder, "card.json"), cardText({ version: "latest" }));
  await until(() => said.stderr.includes("card.json has 1 warning: mcp-discover validate card.json tells it"));
  stop.abort();
  assert.equal(await running, 0);
});

test("usage: a folder for the host's files without a host, or the served one itself, or watching with --check", async (t) => {
  const line = createCommandLine(t, { files });
  for (const more of [
    ["--host-config", "config"],
    ["--for", "nginx", "--host-config", "public"],
    ["--for", "iis"],
    ["--watch", "--check"],
    ["--publisher", ""],
  ]) {
    const { code, stderr } = await line.run([...argv, ...more]);
    assert.equal(code, 2, more.join(" "));
    assert.match(stderr, /^error: /);
  }
  assert.equal(existsSync(join(line.folder, "public")), false);
});

/** Something that may stand in a folder before we come. */
type Thing = "file" | "folder" | "link to a file" | "link to a folder" | "dangling link" | "pipe";
const things: readonly Thing[] = ["file", "folder", "link to a file", "link to a folder", "dangling link", "pipe"];

function put(thing: Thing, path: string, outside: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) || lstatSync(path, { throwIfNoEntry: false })) return;
  if (thing === "file") writeFileSync(path, `own: ${path.length}`);
  else if (thing === "folder") mkdirSync(path);
  else if (thing === "pipe") spawnSync("mkfifo", [path]);
  else
    symlinkSync(
      join(outside, thing === "link to a file" ? "file" : thing === "link to a folder" ? "folder" : "none"),
      path,
    );
}

test("whatever stands in the folder, nothing of it is lost or followed, and a refusal says what is in the way", {
  skip: process.platform === "win32",
}, async () => {
  const places = fc.constantFrom(
    ".well-known",
    ".well-known/ai-catalog.json",
    ".well-known/ard.json",
    "mcp",
    "mcp/server-card",
    "mcp/other",
    "_headers",
    manifestName,
    "name with\nline break",
    "ünïcode ☂",
  );
  const names = fc.constantFrom(
    "public",
    "pub lic",
    "-public",
    "ö/ü",
    "a\nb",
    "$(touch x)",
    "...",
    ".hidden",
    "public/",
  );
  const found = fc.uniqueArray(fc.tuple(places, fc.constantFrom(...things)), {
    selector: ([place]) => place,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(names, found, async (name, each) => {
      const home = mkdtempSync(join(tmpdir(), "publish-fuzz-"));
      try {
        const line = createCommandLine({ after: () => {} }, { files });
        const outside = join(home, "outside");
        mkdirSync(join(outside, "folder"), { recursive: true });
        writeFileSync(join(outside, "file"), "outside");
        const out = join(line.folder, name);
        mkdirSync(out, { recursive: true });
        for (const [place, thing] of each) {
          const above = lstatSync(join(out, dirname(place)), { throwIfNoEntry: false });
          if (above === undefined || above.isDirectory()) put(thing, join(out, place), outside);
        }
        const read = (): Record<string, string> => (each.some(([, thing]) => thing === "pipe") ? {} : snapshot(out));
        const [before, beyond] = [read(), snapshot(outside)];
        const { code, stderr } = await line.run(["publish", "card.json", `--out=${name}`, "--for", "netlify"]);
        assert.ok(code === 0 || code === 1, `${code} ${stderr}`);
        if (code === 1) assert.match(stderr, /error: .+(?:symbolic link|in the way|not written by publish)/);
        const after = read();
        for (const [path, text] of Object.entries(before)) assert.equal(after[path], text, path);
        if (code === 1) assert.deepEqual(after, before);
        assert.deepEqual(snapshot(outside), beyond);
        rmSync(line.folder, { recursive: true, force: true });
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
});

/** Root may write everywhere, so the run is somebody else's; that somebody must be able to read the program. */
const nobody = 65_534;
const cannotPlayNobody =
  process.getuid?.() !== 0
    ? false
    : spawnSync(process.execPath, [bin, "--version"], { uid: nobody, gid: nobody }).status !== 0 &&
      "another user cannot run the program";

test("a folder that may not be written is said so, with exit code 3, and stays as it was", {
  skip: cannotPlayNobody,
}, async (t) => {
  const home = mkdtempSync(join(tmpdir(), "publish-readonly-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  chmodSync(home, 0o755);
  writeFileSync(join(home, "card.json"), cardText());
  mkdirSync(join(home, "public/.well-known"), { recursive: true });
  for (const folder of ["public/.well-known", "public"]) chmodSync(join(home, folder), 0o555);
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const child = spawn(process.execPath, [bin, ...argv], { cwd: home, ...user });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const [code] = await once(child, "close");
  for (const folder of ["public", "public/.well-known"]) chmodSync(join(home, folder), 0o755);
  assert.equal(code, 3, stderr);
  assert.match(stderr, /^error: .*public.* cannot be read or written: permission denied\n$/);
  assert.deepEqual(snapshot(join(home, "public")), {});
});
