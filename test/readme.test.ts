// Plays the README's five-minute tour: the card that it shows, each command that it names, in its order, over real sockets.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { commands } from "../cli/commands.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { projectFiles, readProjectFile } from "./support/project.ts";
import { openWeb } from "./support/web.ts";

const readme = readProjectFile("README.md");

/** The tour's command lines, as they stand in indented blocks. */
const tour = [...readme.matchAll(/^ {4}mcp-discover (.+)$/gm)].map((match) => (match[1] ?? "").split(" "));

/** The card that the reader is told to save. */
const card = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";

test("the README's tour works as it says, command after command", async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const line = createCommandLine(t);
  const played = new Set<string>();

  for (const argv of tour) {
    const [command = ""] = argv;
    played.add(command);
    if (command === "validate" && !argv.includes("--fix")) {
      const { code, stdout } = await line.run(argv, { files: { "server-card.json": card } });
      assert.equal(code, 1);
      assert.match(stdout, /version "\^1\.2\.0" is a range/);
      assert.match(stdout, /write the one version/);
    } else if (command === "explain" || command === "validate") {
      assert.ok((await line.run(argv)).code <= 1);
    } else if (command === "init") {
      const { code, stderr } = await line.run(argv);
      assert.equal(code, 0, stderr);
    } else if (command === "publish") {
      const { code, stderr } = await line.run(argv);
      assert.equal(code, 0, stderr);
      assert.match(
        readFileSync(join(line.folder, "config/server-cards.nginx.conf"), "utf8"),
        /location = \/mcp\/server-card/,
      );
      for (const [path, type] of [
        ["mcp/server-card", "application/mcp-server-card+json"],
        [".well-known/ai-catalog.json", "application/ai-catalog+json"],
      ] as const) {
        const body = readFileSync(join(line.folder, "site", path));
        web.host("example.com").get(`/${path}`, { headers: { "content-type": type }, body });
      }
    } else if (command === "check") {
      const { code, stdout, stderr } = await line.run([...argv, ...playedBy(web, line)]);
      assert.equal(code, 1, stderr);
      assert.match(stdout, /^example\.com publishes 1 MCP server\./);
      assert.match(stdout, /Do this\n/);
    } else if (command === "discover" || command === "crawl") {
      const { code, stderr } = await line.run([...argv, ...playedBy(web, line)]);
      assert.equal(code, 0, stderr);
    } else if (command === "add") {
      const { code, stdout, stderr } = await line.run(argv);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /traffic to example\.com[\s\S]*\+\+\+ \.vscode\/mcp\.json/);
    } else if (command === "serve") {
      const stop = new AbortController();
      const serving = line.run([...argv, "--port", "0", "--format", "json"], { signal: stop.signal });
      setTimeout(() => stop.abort(), 300);
      const { code, stdout } = await serving;
      assert.equal(code, 0);
      assert.match(stdout, /"event": ?"listening"/);
    } else assert.fail(`the README names "${command}", which this test does not play`);
  }
  for (const command of ["validate", "init", "publish", "check", "discover", "add", "crawl", "serve"])
    assert.ok(played.has(command), command);
});

test("every command that a page names exists, and every link of the README leads somewhere", () => {
  const known = new Set([...commands.map(({ name }) => name), "help"]);
  const pages = ["README.md", "CONTRIBUTING.md", ...projectFiles(["docs"], [".md"])];
  const unknown = pages.flatMap((page) =>
    [...readProjectFile(page).matchAll(/(?:^ {4}(?:\$ )?(?:npx )?|`)mcp-discover ([a-z]+)/gm)]
      .filter((match) => !known.has(match[1] ?? ""))
      .map((match) => `${page}: ${match[0]}`),
  );
  assert.deepEqual(unknown, []);
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? "");
  for (const link of links) if (!link.startsWith("http") && link !== "schemas") assert.ok(readProjectFile(link), link);
});
