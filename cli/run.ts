// Runs a command line against a Host and gives the exit code: the one file that knows the argument parser.

import { Option as Argument, CommanderError, type Help, Command as Parser } from "commander";
import { printable } from "../src/document/printable.ts";
import { UsageError } from "../src/usage-error.ts";
import { version } from "../src/version.ts";
import type { Command, Listing, LoadedCommands } from "./command.ts";
import { commands } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import { ClosedPipe, type Host } from "./host.ts";
import { environmentOf, flagOf, type Option, type Options, readEnvironment } from "./option.ts";

const about = `Validate, find, crawl, publish and index MCP Server Cards.

Exit codes: 0 clean, 1 findings, 2 usage, 3 could not find out, 4 stopped before the end, 70 a bug of ours.
Every option has a twin in the environment: --timeout is MCP_DISCOVER_TIMEOUT.`;

/** Runs one command line (without `node` and the script) and resolves to its exit code. Rejects only on a bug. */
export async function run(
  given: readonly string[],
  host: Host,
  { loaded = {} }: { readonly loaded?: LoadedCommands } = {},
): Promise<number> {
  const listing = calledCommand(given);
  // Help for what is no command is answered as that is: with what was meant.
  const argv = given[0] === "help" && listing === undefined && given.length > 1 ? given.slice(1) : given;
  const [word = ""] = argv;
  if (listing === undefined && /^[^-].*\.json$|^(?:[^-].*\/)?server-card$/i.test(word)) {
    const meant = `"${word}" is no command: did you mean mcp-discover validate ${word}?`;
    return await answerError(new UsageError(meant), host, undefined);
  }
  const command = listing && (loaded[listing.name] ?? (await listing.load()));
  if (command === undefined || !isPlain(argv, command)) return await parse(argv, host, { listing, command });
  try {
    return await command.run({ operands: argv.slice(1), ...readOptions(command.options, host.env) }, host);
  } catch (error) {
    return await answerError(error, host, listing);
  }
}

/** Whether a command line is a command's name and any number of operands: the most common one, which needs no parser. */
function isPlain(argv: readonly string[], command: Command): boolean {
  const [operand, ...more] = command.operands;
  const takesAny = operand !== undefined && more.length === 0 && /^\[.*\.\.\.\]$/.test(operand.name);
  return takesAny && argv[0] !== "help" && argv.slice(1).every((word) => word === "-" || !word.startsWith("-"));
}

async function parse(
  argv: readonly string[],
  host: Host,
  { listing, command }: { readonly listing: Listing | undefined; readonly command: Command | undefined },
): Promise<number> {
  const said: Promise<void>[] = [];
  const parser = createParser(host, said);
  let code: number = exitCode.clean;
  for (const each of commands) {
    const sub = parser
      .command(each.name)
      .summary(each.summary)
      .description(`${capitalised(each.summary)}.`);
    if (each !== listing || command === undefined) continue;
    describe(sub, each.name, command);
    sub.action(async () => {
      const [excess] = command.operands.length === 0 ? sub.args : [];
      if (excess !== undefined) throw new UsageError(optionsOnly(each.name, command, excess));
      code = await command.run({ operands: sub.args, ...readOptions(command.options, host.env, sub) }, host);
    });
  }
  try {
    await parser.parseAsync(spellOut(argv, command?.options ?? {}), { from: "user" });
  } catch (error) {
    code = await answerError(error, host, listing);
  }
  try {
    await Promise.all(said);
  } catch (error) {
    if (!(error instanceof ClosedPipe)) code = await answerError(error, host, listing);
  }
  return code;
}

function createParser(host: Host, said: Promise<void>[]): Parser {
  const parser = new Parser("mcp-discover");
  parser.description(about).usage("<command> [options]").version(version, "--version", "print the version");
  parser
    .configureHelp(helpLayout)
    .helpOption("-h, --help", "say what there is")
    .helpCommand("help [command]", "say what a command does");
  parser.exitOverride().configureOutput({
    writeOut: (text) => void said.push(host.stdout.write(text)),
    writeErr: (text) => void said.push(host.stderr.write(text.split("\n").map(printable).join("\n"))),
    getOutHelpWidth: () => host.stdout.columns ?? defaultColumns,
    getErrHelpWidth: () => host.stderr.columns ?? defaultColumns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  parser.showHelpAfterError("(mcp-discover --help says more)");
  parser.addHelpText("after", `\nStart here:\n${examplesText(firstExamples)}`);
  return parser;
}

/** Where no terminal says its width. */
const defaultColumns = 80;

/** Below this, what an option does stands under it: beside it there is no room. */
const besideColumns = 65;

const helpLayout: Partial<Help> = {
  minWidthToWrap: 20,
  formatItem(term, termWidth, description, helper) {
    const columns = helper.helpWidth ?? defaultColumns;
    if (columns >= besideColumns)
      return Object.getPrototypeOf(helper).formatItem.call(helper, term, termWidth, description, helper);
    const lines = helper.boxWrap(description, columns - 6).split("\n");
    return [`  ${term}`, ...lines.map((line) => `      ${line}`)].join("\n");
  },
};

const firstExamples = [
  { line: "mcp-discover validate server-card.json", what: "is this card right?" },
  { line: "mcp-discover validate --help", what: "the options of one command" },
];

function calledCommand(argv: readonly string[]): Listing | undefined {
  const [first, second] = argv;
  const name = first === "help" ? second : first;
  return commands.find((listing) => listing.name === name);
}

function describe(sub: Parser, name: string, command: Command): void {
  for (const operand of command.operands) sub.argument(operand.name, operand.summary);
  for (const [key, option] of Object.entries(command.options)) sub.addOption(toArgument(key, option));
  // Commander counts arguments that are too many; what they were meant as is ours to say.
  if (command.operands.length === 0) sub.allowExcessArguments();
  sub.usage(["[options]", ...command.operands.map((operand) => operand.name)].join(" "));
  sub.helpOption("-h, --help", "say what this command does");
  sub.configureHelp({ ...helpLayout, optionTerm: (option) => option.flags.replace(/ \[(.*)\]$/, "[=$1]") });
  sub.showHelpAfterError(`(mcp-discover ${name} --help says more)`);
  sub.addHelpText("after", `\nExamples:\n${examplesText(command.examples)}`);
}

function optionsOnly(name: string, { options }: Command, excess: string): string {
  return `${name} takes options only${"store" in options ? `: name the store with --store ${excess}` : ""}`;
}

function examplesText(examples: Command["examples"]): string {
  return examples.map(({ line, what }) => `  # ${what}\n  $ ${line}\n`).join("");
}

function toArgument(key: string, option: Option<unknown>): Argument {
  const flag = flagOf(key, option);
  const value = option.value === undefined ? "" : option.valueOptional ? ` [${option.value}]` : ` <${option.value}>`;
  const argument = new Argument(`${flag}${value}`, option.summary);
  if (option.value !== undefined) {
    argument.argParser((text: string, before: unknown) => readArgument(flag, option, { text, before }));
  }
  return argument;
}

function readArgument(flag: string, option: Option<unknown>, given: { text: string; before: unknown }): unknown {
  try {
    return option.read(given.text, given.before ?? option.initial);
  } catch (error) {
    throw isUsageError(error) ? new UsageError(`${flag}: ${error.message}`) : error;
  }
}

/** Values from the command line, where one was parsed, else from the environment, else the option's own initial value. */
function readOptions(
  options: Options,
  env: Host["env"],
  parsed?: Parser,
): { readonly options: Record<string, unknown>; readonly from: ReadonlyMap<string, "command line" | "environment"> } {
  const values: Record<string, unknown> = {};
  const from = new Map<string, "command line" | "environment">();
  for (const [key, option] of Object.entries(options)) {
    const twin = environmentOf(key, option);
    const text = env[twin] ?? "";
    const given = parsed?.getOptionValueSource(key) === "cli";
    if (given || text !== "") from.set(key, given ? "command line" : "environment");
    if (given) values[key] = parsed.getOptionValue(key);
    else if (text === "") values[key] = option.initial;
    else {
      try {
        values[key] = readEnvironment(text, option);
      } catch (error) {
        throw isUsageError(error) ? new UsageError(`${twin}: ${error.message}`) : error;
      }
    }
  }
  return { options: values, from };
}

/** An option whose value is optional takes it only after `=`: else it would swallow the operand that follows. */
function spellOut(argv: readonly string[], options: Options): string[] {
  const bare = new Set<string>();
  for (const [key, option] of Object.entries(options)) if (option.valueOptional) bare.add(flagOf(key, option));
  const end = argv.indexOf("--");
  return argv.map((text, index) => (bare.has(text) && (end === -1 || index < end) ? `${text}=` : text));
}

async function answerError(error: unknown, host: Host, listing: Listing | undefined): Promise<number> {
  if (error instanceof ClosedPipe) return exitCode.clean;
  if (isUsageError(error)) {
    const help = listing === undefined ? "--help" : `${listing.name} --help`;
    await host.stderr.write(`error: ${printable(error.message)}\n(mcp-discover ${help} says more)\n`);
    return exitCode.usage;
  }
  if (error instanceof Error && error.name === "OutputFailed") {
    await host.stderr.write(`error: ${printable(error.message)}\n`);
    return exitCode.unknown;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.clean : exitCode.usage;
  throw error;
}

/** By name, because in the bundle a command that is loaded later brings a class of its own. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === "UsageError";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
