// `migrate`: turns an older or neighbouring document into Server Cards v1 and an AI Catalog entry.

import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { migrate } from "../../src/dialects/migrate.ts";
import { printable } from "../../src/document/printable.ts";
import { readDocument } from "../../src/document/read.ts";
import { readUrl } from "../../src/text/read-url.ts";
import { UsageError } from "../../src/usage-error.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { toJson } from "../format/json.ts";
import { migrateJson } from "../format/migrate-json.ts";
import { migrateText } from "../format/migrate-text.ts";
import type { Host } from "../host.ts";
import { readInputs } from "../inputs.ts";
import { type Migrated, migrated } from "../migrated.ts";
import { choice, type Option, toggle } from "../option.ts";
import { color, quiet } from "../options.ts";
import { fenceOf } from "../output.ts";
import { BlockedPath } from "../site-files.ts";
import { writeBeside } from "../write-beside.ts";

const url: Option<string | undefined> = {
  value: "URL",
  summary: "where the document was served: relative endpoints and the name are made from it",
  initial: undefined,
  read(text) {
    const protocol = readUrl(text)?.protocol;
    if (protocol !== "https:" && protocol !== "http:") throw new UsageError(`"${text}" is not an https: or http: URL`);
    return text;
  },
};

const options = {
  url,
  hybrid: toggle("make the file for /.well-known/mcp/server-card.json: a card that older clients can read too"),
  write: toggle("write NAME.server-card.json beside the file, and say which files were written"),
  force: toggle("let --write replace files that are there"),
  format: choice("how to print", ["text", "json"], "text"),
  quiet,
  color,
};

/** `migrate FILE`. */
export const migrateCommand: Command = defineCommand({
  operands: [{ name: "<file>", summary: "one document of any older or neighbouring form, or - for standard input" }],
  options,
  examples: [
    { line: "mcp-discover migrate old-card.json > server-card.json", what: "the card, and on stderr what changed" },
    {
      line: "curl -s https://example.com/.well-known/mcp.json | mcp-discover migrate - --url https://example.com/.well-known/mcp.json",
      what: "what a site serves, with its URL for relative endpoints",
    },
    { line: "mcp-discover migrate old-card.json --hybrid --write", what: "the card, and the file for older clients" },
  ],
  run,
});

type Given = Call<typeof options>["options"];

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [name = ""] = operands;
  if (statSync(resolve(host.cwd, name), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`"${name}" is a folder: name one document`);
  const inputs = [];
  for await (const input of readInputs([name], host)) inputs.push(input);
  if (host.signal.aborted) return exitCode.partial;
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) throw new UsageError(`"${name}" is several files: migrate takes one`);
  if ("url" in input)
    throw new UsageError(`migrate takes a file: curl -s ${name} | mcp-discover migrate - --url ${name}`);
  if ("problem" in input) return fail(`${name}: ${input.problem}`, exitCode.unknown, host);
  const read = readDocument(input.bytes);
  const migration = migrate(input.bytes, given.url === undefined ? {} : { url: given.url });
  const value = read.readable ? read.value : undefined;
  const result = migrated(migration, value, { source: input.source, hybrid: given.hybrid });
  return answer(result, given, host);
}

/** Says what became of the document, then gives it out. The talk comes first, so that it is not lost when writing fails. */
async function answer(result: Migrated, given: Given, host: Host): Promise<number> {
  const { answer: document, migration } = result;
  const isText = given.format === "text";
  if (isText && (!given.quiet || document === undefined)) {
    const layout = { palette: await openPalette(host, given.color), columns: host.stderr.columns };
    const { start, end } = fenceOf(host);
    await host.stderr.write(`${start}${migrateText(result, layout)}${end}`);
  }
  if (document !== undefined && given.hybrid && isText && !given.write && migration.cards.length !== 1) {
    const message = `a file for older clients describes one server, and this gives ${migration.cards.length}`;
    return fail(message, exitCode.findings, host);
  }
  let written: readonly string[] = [];
  if (given.write && document !== undefined) {
    const folder = result.source === "-" ? "" : dirname(result.source);
    try {
      await writeBeside(resolve(host.cwd, folder), result.files, { force: given.force });
    } catch (error) {
      if (error instanceof BlockedPath) return fail(error.message, exitCode.findings, host);
      if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) throw error;
      return fail(`the files cannot be written (${String(error.code)})`, exitCode.unknown, host);
    }
    written = result.files.map(({ path }) => join(folder, path));
  }
  if (!isText) await host.stdout.write(`${toJson(migrateJson(result, { hybrid: given.hybrid, written }))}\n`);
  else if (given.write) for (const path of written) await host.stdout.write(`${printable(path)}\n`);
  else if (document !== undefined) await host.stdout.write(`${toJson(document)}\n`);
  return document === undefined ? exitCode.findings : exitCode.clean;
}

async function fail(message: string, code: number, host: Host): Promise<number> {
  await host.stderr.write(`error: ${printable(message)}\n`);
  return code;
}
