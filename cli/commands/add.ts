// `add`: writes a server that a card describes into the configuration of an MCP client, after showing who says what.

import { isUtf8 } from "node:buffer";
import { type Client, clientNames, type Scope } from "../../src/clients/client.ts";
import { clients } from "../../src/clients/clients.ts";
import { addServer, type Edited } from "../../src/clients/edit-config.ts";
import { type Filled, fillRemote, type Unfillable } from "../../src/clients/fill-remote.ts";
import { serverKey } from "../../src/clients/server-key.ts";
import { printable } from "../../src/document/printable.ts";
import { lineDiff } from "../../src/text/line-diff.ts";
import { UsageError } from "../../src/usage-error.ts";
import { keyOption, registryOption } from "../add-options.ts";
import { cardInFile, cardOnNetwork, type FoundCard, type NoCard, tellNoCard } from "../add-source.ts";
import { type ClientFile, clientFile, readClientFile, writeClientFile } from "../client-file.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { addJson } from "../format/add-json.ts";
import { type AddPlan, addText } from "../format/add-text.ts";
import { toJson } from "../format/json.ts";
import type { Host, Terminal } from "../host.ts";
import { openNetwork } from "../network.ts";
import { choice, type Option, toggle, type Values } from "../option.ts";
import { color, networkOptions, quiet } from "../options.ts";
import { refusePath } from "../refuse-path.ts";
import { BlockedPath } from "../site-files.ts";
import { systemProblem } from "../system-problem.ts";

const file: Option<string | undefined> = {
  value: "PATH",
  summary: "the configuration file (default: where the client keeps it)",
  initial: undefined,
  read: (text) => text,
};

const server: Option<string | undefined> = {
  value: "NAME",
  summary: "which server of a domain that publishes several",
  initial: undefined,
  words: [],
  read: (text) => text,
};

const options = {
  client: choice("whose configuration is written", clientNames, undefined),
  scope: choice<Scope, undefined>("for the project or for you alone", ["project", "user"], undefined),
  file,
  as: keyOption,
  registry: registryOption,
  server,
  yes: toggle("do not ask"),
  dryRun: toggle("only show what would be written"),
  force: toggle("replace another server of the same key"),
  format: choice("how to print", ["text", "json"], "text"),
  quiet,
  color,
  ...networkOptions,
};

type AddValues = Values<typeof options>;

/** `add <target> --client NAME`. */
export const addCommand: Command = defineCommand({
  operands: [{ name: "<target>", summary: "a domain, a card's file or URL, or with --registry a server's name" }],
  options,
  examples: [
    { line: "mcp-discover add example.com --client vscode", what: "what a domain publishes, for this project" },
    { line: "mcp-discover add server-card.json --client cursor --dry-run", what: "look first" },
    {
      line: "mcp-discover add com.example/weather --registry https://registry.example.com --client claude-code --yes",
      what: "by name, without a question",
    },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [target = "", ...others] = operands;
  if (others.length > 0) throw new UsageError("add one server at a time");
  if (given.client === undefined) throw new UsageError(`name the client with --client: ${clientNames.join(", ")}`);
  const client = clients[given.client];
  const terminal = given.yes || given.dryRun ? undefined : host.openTerminal();
  if (!given.yes && !given.dryRun && (terminal === undefined || given.format === "json"))
    throw new UsageError("nobody can be asked here: say --yes to write, or --dry-run to look");
  const place = clientFile(client, { ...given, platform: process.platform }, host);
  const found = await find(target, given, host);
  if ("problem" in found) {
    if (host.signal.aborted) return exitCode.partial;
    return await tellNoCard(found, host);
  }
  const key = given.as ?? serverKey(found.card.name);
  const filled = fill(found, client, key);
  if ("problem" in filled) return await refuse(`${found.card.name} cannot be added: ${filled.problem}`, host);
  return await change({ client, found, filled, key, file: place }, { given, terminal }, host);
}

async function find(target: string, given: AddValues, host: Host): Promise<FoundCard | NoCard> {
  const { registry, server: named } = given;
  if (registry === undefined) {
    const read = await cardInFile(target, host);
    if (read !== undefined) return read;
    await refusePath(target, { use: "name one card", takes: "add takes a card's file, a domain or a URL" }, host);
  }
  const transport = await openNetwork(given, host);
  const visit = transport.openVisit();
  try {
    return await cardOnNetwork({ target, registry, server: named }, visit.exchange, host);
  } catch (error) {
    if (!host.signal.aborted) throw error;
    return { problem: "stopped", code: exitCode.partial };
  } finally {
    await visit.close();
    await transport.close();
  }
}

/** The first endpoint of the newer transport, else the first. */
function fill({ card }: FoundCard, client: Client, key: string): Filled | Unfillable {
  const remotes = card.remotes ?? [];
  const remote = remotes.find(({ type }) => type === "streamable-http") ?? remotes[0];
  return remote === undefined ? { problem: "its card names no endpoint" } : fillRemote(remote, client, key);
}

interface Addition {
  readonly client: Client;
  readonly found: FoundCard;
  readonly filled: Filled;
  readonly key: string;
  readonly file: ClientFile;
}

async function change(
  { client, found, filled, key, file: place }: Addition,
  { given, terminal }: { readonly given: AddValues; readonly terminal: Terminal | undefined },
  host: Host,
): Promise<number> {
  const { remote, leftOut, endpoint } = filled;
  let before: Uint8Array | undefined;
  try {
    before = await readClientFile(place);
  } catch (error) {
    return await tellFileError(error, place, host);
  }
  // What is no UTF-8 would be written back as U+FFFD.
  if (before !== undefined && !isUtf8(before))
    return await refuse(`${place.label}: it is not UTF-8: save it as UTF-8 first`, host);
  const text = before === undefined ? "" : Buffer.from(before).toString("utf8");
  const addition = { key, entry: client.entry(remote), url: remote.url, inputs: remote.inputs };
  const edited = addServer(text, addition, { client, force: given.force });
  if ("problem" in edited) return await refuse(`${place.label}: ${edited.problem}${wayOut(edited)}`, host);
  const name = printable(place.label);
  const names = { from: before === undefined ? "/dev/null" : name, to: name };
  const plan: AddPlan = {
    client,
    found,
    remote,
    key: edited.key,
    file: place.label,
    leftOut,
    endpoint,
    otherEndpoints: (found.card.remotes ?? []).length - 1,
    diff: edited.state === "same" ? "" : lineDiff(text, edited.text, names),
  };
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  if (given.format === "text" && !given.quiet) await host.stdout.write(addText(plan, layout));
  if (edited.state === "added" && !given.dryRun) {
    const isWanted =
      terminal === undefined || (await (await import("../ask.ts")).askYes(`Write ${name}?`, terminal, host.signal));
    if (!isWanted) {
      await host.stderr.write("nothing was written\n");
      return exitCode.partial;
    }
    try {
      const problem = await writeClientFile(place, { before, after: edited.text });
      if (problem !== undefined) return await refuse(`${place.label}: ${problem}`, host);
    } catch (error) {
      return await tellFileError(error, place, host);
    }
  }
  const state = edited.state === "same" ? "unchanged" : given.dryRun ? "planned" : "added";
  if (given.format === "json") await host.stdout.write(`${toJson(addJson(plan, state))}\n`);
  else if (!given.quiet) await host.stdout.write(`${endings[state](printable(edited.key), name, client.title)}\n`);
  return exitCode.clean;
}

const endings = {
  added: (key: string, file: string, title: string): string =>
    `${file} has "${key}" now. Start ${title} again, or have it read its servers again.`,
  planned: (key: string, file: string): string =>
    `${file} would get "${key}"; without --dry-run it is written once you say yes.`,
  unchanged: (key: string, file: string): string =>
    `${file} has this endpoint already, as "${key}": nothing to change.`,
};

function wayOut({ state }: Edited): string {
  return state === "taken" ? "; give this one another key with --as, or replace that with --force" : "";
}

async function refuse(problem: string, host: Host): Promise<number> {
  await host.stderr.write(`error: ${printable(problem)}\nnothing was written\n`);
  return exitCode.findings;
}

async function tellFileError(error: unknown, { label }: ClientFile, host: Host): Promise<number> {
  if (error instanceof BlockedPath) return await refuse(`${error.message}: name the file itself with --file`, host);
  const problem = systemProblem(error);
  if (problem === undefined) throw error;
  await host.stderr.write(`error: ${printable(label)} cannot be written: ${problem.words}\nnothing was written\n`);
  return exitCode.unknown;
}
