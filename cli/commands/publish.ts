// `publish`: writes the files that make cards findable from a domain.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { printable } from "../../src/document/printable.ts";
import { UsageError } from "../../src/usage-error.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import type { Host } from "../host.ts";
import { publishOptions } from "../publish-options.ts";
import { publishOnce } from "../publish-site.ts";
import { watchLoop } from "../watch-loop.ts";

/** `publish CARD... --out FOLDER`. */
export const publishCommand: Command = defineCommand({
  operands: [{ name: "<cards...>", summary: "files, folders or globs of Server Cards, or - for standard input" }],
  options: publishOptions,
  examples: [
    { line: "mcp-discover publish server-card.json --out public", what: "one card, on the site of its first remote" },
    {
      line: "mcp-discover publish server-card.json --out public --for netlify",
      what: "and how Netlify is to serve it",
    },
    { line: "mcp-discover publish cards --out public --base-url https://example.com --dry-run", what: "look first" },
    { line: "mcp-discover publish cards --out public --check", what: "in CI: is what is there up to date?" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof publishOptions>, host: Host): Promise<number> {
  if (given.out === undefined || given.out === "") throw new UsageError("name the folder to write with --out");
  if (given.hostConfig !== undefined && given.for === undefined)
    throw new UsageError("--host-config: name the host too, with --for");
  const config = given.hostConfig === undefined ? undefined : resolve(host.cwd, given.hostConfig);
  if (given.hostConfig === "" || config === resolve(host.cwd, given.out))
    throw new UsageError("--host-config: name a folder that is not served");
  for (const [flag, folder] of [["--out", given.out] as const, ["--host-config", given.hostConfig] as const])
    if (folder !== undefined && statSync(resolve(host.cwd, folder), { throwIfNoEntry: false })?.isDirectory() === false)
      throw new UsageError(`${flag}: "${folder}" is a file, not a folder`);
  if (!given.watch) return await publishOnce(operands, given, host);
  if (given.check || given.dryRun) throw new UsageError("--watch writes: leave out --check and --dry-run");
  if (given.format !== "text") throw new UsageError("--watch: only prints text");
  if (operands.includes("-")) throw new UsageError("--watch: only files, folders and globs can be watched");
  return await watchLoop(operands, host, async (first) => {
    try {
      await publishOnce(operands, { ...given, again: !first }, host);
    } catch (error) {
      if (first || !(error instanceof UsageError)) throw error;
      await host.stderr.write(`error: ${printable(error.message)}\n`);
    }
    if (first) await host.stderr.write("watching; Ctrl-C ends it\n");
  });
}
