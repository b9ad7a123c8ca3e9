// `init`: makes a card of what is known, asks for the rest, and writes it only where `validate` has nothing against it.

import { basename, dirname, resolve } from "node:path";
import { printable } from "../../src/document/printable.ts";
import { draftCard } from "../../src/draft/card.ts";
import { type Draft, merged } from "../../src/draft/draft.ts";
import { deriveName } from "../../src/draft/names.ts";
import { readRepository } from "../../src/draft/repository.ts";
import { UsageError } from "../../src/usage-error.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { initText } from "../format/init-text.ts";
import { toJson } from "../format/json.ts";
import { validateText } from "../format/validate-text.ts";
import type { Host } from "../host.ts";
import { type InitValues, initOptions } from "../init-options.ts";
import { askName, fillIn } from "../init-questions.ts";
import { learnFromFile, learnFromServer } from "../init-sources.ts";
import { writeAnswer } from "../output.ts";
import { BlockedPath } from "../site-files.ts";
import { systemProblem } from "../system-problem.ts";
import { writeBeside } from "../write-beside.ts";

/** Where the card goes unless something else is said. */
const defaultFile = "server-card.json";

/** `init`. */
export const initCommand: Command = defineCommand({
  operands: [],
  options: initOptions,
  examples: [
    { line: "mcp-discover init", what: "asks for what it needs" },
    {
      line: 'mcp-discover init --url https://example.com/mcp --server-version 1.0.0 --description "Forecasts for any place"',
      what: "asks nothing",
    },
    { line: "mcp-discover init --from package.json --url https://example.com/mcp", what: "from what is there" },
    { line: "mcp-discover init --from-server https://example.com/mcp", what: "asks the running server" },
  ],
  run,
});

async function run({ options: given }: Call<typeof initOptions>, host: Host): Promise<number> {
  const learnt = await learn(given, host);
  if (typeof learnt === "number") return learnt;
  const draft = await fillIn(learnt, host);
  if (draft === undefined) return giveUp(host);
  const name = await nameOf(draft, given, host);
  if (name === undefined) return giveUp(host);
  const file = given.out ?? defaultFile;
  const { text, report } = draftCard({ ...draft, name }, file === "-" ? defaultFile : file);
  const isBlocked = given.allowWarnings
    ? !report.valid
    : report.diagnostics.some(({ severity }) => severity !== "info");
  if (isBlocked || !given.quiet) {
    const layout = { palette: await openPalette(host, given.color), columns: host.stderr.columns };
    if (report.diagnostics.length > 0) await host.stderr.write(validateText([report], layout, { quiet: false }));
  }
  if (isBlocked) {
    const way = report.valid
      ? "mend what the card is made of, or keep it so with --allow-warnings"
      : "mend what the card is made of";
    await host.stderr.write(`nothing was written: ${way}\n`);
    return exitCode.findings;
  }
  if (file === "-") {
    await host.stdout.write(host.stdout.isTTY ? `${toJson(JSON.parse(text))}\n` : text);
    return exitCode.clean;
  }
  return await write({ file, text, name, version: draft.version ?? "" }, given, host);
}

async function learn(given: InitValues, host: Host): Promise<Draft | number> {
  const stated = said(given);
  const file = given.from === undefined ? {} : await learnFromFile(given.from, given, host);
  if (typeof file === "number") return file;
  const live = given.fromServer === undefined ? {} : await learnFromServer(given.fromServer, given, host);
  if (typeof live === "number") return live;
  // The version that runs is the version; what a file says else was written with more care.
  const { version, ...rest } = file;
  const { url, ...known } = live;
  const found = rest.remotes === undefined && url !== undefined ? { ...known, url } : known;
  return merged(stated, rest, found, version === undefined ? {} : { version });
}

/** What the command line says. */
function said(given: InitValues): Draft {
  const { name, url, title, description, serverVersion, website, transport, secretHeader } = given;
  const repository = given.repository === undefined ? undefined : readRepository(given.repository);
  if (given.repository !== undefined && repository === undefined)
    throw new UsageError(`--repository: "${given.repository}" is not a URL such as https://github.com/example/weather`);
  return {
    ...(name === undefined ? {} : name.includes("/") ? { name } : { localName: name }),
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(serverVersion === undefined ? {} : { version: serverVersion }),
    ...(website === undefined ? {} : { websiteUrl: website }),
    ...(transport === undefined ? {} : { transport }),
    ...(repository === undefined ? {} : { repository }),
    ...(secretHeader.length > 0 ? { secretHeaders: secretHeader } : {}),
  };
}

/** The name that somebody said, else one from the domain; only where that says nothing of the server is it asked for. */
async function nameOf(draft: Draft, { name, domain }: InitValues, host: Host): Promise<string | undefined> {
  const isHalf = name !== undefined && !name.includes("/");
  if (draft.name !== undefined && !isHalf && domain === undefined) return draft.name;
  const local = draft.name !== undefined && !isHalf ? draft.name.slice(draft.name.indexOf("/") + 1) : draft.localName;
  const derived = deriveName(local === undefined ? draft : { ...draft, localName: local }, domain);
  if (derived !== undefined && !derived.isGuess) return derived.name;
  return await askName(derived?.name, host);
}

async function write(
  card: { readonly file: string; readonly text: string; readonly name: string; readonly version: string },
  given: InitValues,
  host: Host,
): Promise<number> {
  const path = resolve(host.cwd, card.file);
  try {
    await writeBeside(dirname(path), [{ path: basename(path), text: card.text }], { force: given.force });
  } catch (error) {
    const problem = systemProblem(error);
    const message =
      error instanceof BlockedPath ? error.message : problem && `${card.file} cannot be written: ${problem.words}`;
    if (message === undefined) throw error;
    await host.stderr.write(`error: ${printable(message)}\n`);
    return problem === undefined ? exitCode.findings : exitCode.unknown;
  }
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  const text = (where: typeof layout): string => initText(card, where);
  if (!given.quiet) await writeAnswer({ text }, { format: "text", files: [], layout }, host);
  return exitCode.clean;
}

async function giveUp(host: Host): Promise<number> {
  await host.stderr.write("nothing was written\n");
  return exitCode.partial;
}
