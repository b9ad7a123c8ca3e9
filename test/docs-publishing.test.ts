// Plays every command line of docs/publishing.md in order, and the workflow of docs/ci.md that publishes.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { publishOptions } from "../cli/publish-options.ts";
import { hostNames } from "../src/hosting/hosting.ts";
import { hostings } from "../src/hosting/hostings.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { readProjectFile } from "./support/project.ts";
import { openWeb } from "./support/web.ts";

const page = readProjectFile("docs/publishing.md");
const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");

const manifest = JSON.stringify({
  name: "@example/weather",
  version: "1.2.0",
  description: "Forecasts for any place on land",
});

function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "Content-Type, If-None-Match",
  "access-control-expose-headers": "ETag",
  "cache-control": "public, max-age=3600",
  etag: '"1"',
};

test("every command line of the page does what the page says", async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const line = createCommandLine(t, { files: { "package.json": manifest } });
  const commands = blocks.flatMap((block) => block.trim().split("\n"));
  assert.ok(commands.length >= 10);
  for (const text of commands) {
    const [command = "", comment = ""] = text.split(/\s+# /);
    const [program, ...argv] = words(command);
    assert.equal(program, "mcp-discover");
    const asksTheWorld = argv[0] === "check" || argv[0] === "crawl";
    if (asksTheWorld) {
      for (const [path, type] of [
        ["mcp/server-card", "application/mcp-server-card+json"],
        [".well-known/ai-catalog.json", "application/ai-catalog+json"],
        [".well-known/ard.json", "application/json"],
      ] as const) {
        const body = readFileSync(join(line.folder, "site", path));
        web.host("example.com").get(`/${path}`, { headers: { ...headers, "content-type": type }, body });
      }
    }
    const { code, stdout, stderr } = await line.run([...argv, ...(asksTheWorld ? playedBy(web, line) : [])]);
    assert.equal(code, 0, `${command}\n${stdout}${stderr}`);
    const [, said] = /^says: (.+)$/.exec(comment) ?? [];
    if (said !== undefined) assert.ok(stdout.startsWith(said), stdout);
  }
  const there = [...page.matchAll(/^\| `(?<path>[\w./-]+)`/gm)].map((match) => match.groups?.["path"] ?? "");
  for (const path of there.filter((each) => each.includes("/") || each.startsWith(".mcp")))
    assert.ok(existsSync(join(line.folder, "public", path)), path);
  for (const path of ["config/server-cards.nginx.conf", "public/_headers", "public/server.json", "mcp-discover.db"])
    assert.ok(existsSync(join(line.folder, path)), path);
});

test("the page names every host, how sure we are of each, and every option", () => {
  for (const name of hostNames) assert.ok(page.includes(name), name);
  const rows = [...page.matchAll(/^\| ((?:[\w ]+, )*[\w ]+?) +\| (run|read|by) /gm)];
  const proofs = { run: "run", read: "parsed", by: "documented" } as const;
  const said = rows.flatMap(([, names = "", word = "run"]) =>
    names.split(", ").map((name) => [name, proofs[word as keyof typeof proofs]]),
  );
  const short = (title: string): string => title.replace(/^Amazon | HTTP Server$| and CloudFront$| Hosting$/g, "");
  const known = hostNames.map((name) => [hostings[name].title, hostings[name].proof]);
  assert.deepEqual(
    said.map(([name, proof]) => `${name}: ${proof}`).sort(),
    known.map(([title = "", proof]) => `${short(short(title))}: ${proof}`).sort(),
  );
  for (const name of Object.keys(publishOptions)) {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (!["--quiet", "--color", "--base-url"].includes(flag)) assert.ok(page.includes(flag), flag);
  }
});

test("the workflow of docs/ci.md is one, and its lines run: the folder is held against the card, and drift fails", async (t) => {
  const [, text = ""] = /## Publishing[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readProjectFile("docs/ci.md")) ?? [];
  const workflow: {
    jobs: Record<string, { needs?: string; steps: { uses?: string; run?: string; with?: object }[] }>;
  } = parse(text);
  assert.deepEqual(Object.keys(workflow.jobs), ["card", "deploy", "live"]);
  const { inputs } = parse(readProjectFile("action.yml"));
  const runs: string[] = [];
  for (const { needs, steps } of Object.values(workflow.jobs)) {
    if (needs !== undefined) assert.ok(needs in workflow.jobs);
    for (const step of steps) {
      for (const name of Object.keys(step.uses?.startsWith("OWNER/") ? (step.with ?? {}) : {}))
        assert.ok(name in inputs);
      if (step.run !== undefined) runs.push(step.run);
    }
  }
  const [check = "", publish = ""] = runs.map((run) =>
    run.replace(/^npx --yes --package git\+https:\/\/HOST\/OWNER\/mcp-discover\.git#REF mcp-discover /, ""),
  );
  const line = createCommandLine(t, { files: { "package.json": manifest } });
  await line.run(["init", "--from", "package.json", "--url", "https://example.com/mcp"]);
  assert.equal((await line.run(words(check))).code, 1);
  assert.equal((await line.run(words(publish))).code, 0);
  assert.equal((await line.run(words(check))).code, 0);
});
