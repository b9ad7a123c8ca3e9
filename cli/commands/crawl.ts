// `crawl`: visits many hosts politely, keeps what they publish, and says what became of each.

import { resolve } from "node:path";
import { StoreError } from "../../registry/store/store.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import { printable } from "../../src/document/printable.ts";
import type { Transport } from "../../src/http/transport.ts";
import { UsageError } from "../../src/usage-error.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { tellCrawl, writeFiles } from "../crawl-answer.ts";
import { type Memory, openMemory } from "../crawl-memory.ts";
import { type CrawlValues, crawlOptions } from "../crawl-options.ts";
import { allHosts, isCountable, type SourceNote } from "../crawl-sources.ts";
import { exitCode } from "../exit-code.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { countHosts, UnreadableList } from "../host-list.ts";
import { hurryRule } from "../hurry.ts";
import { openNetwork } from "../network.ts";
import { refusePath } from "../refuse-path.ts";
import { systemProblem } from "../system-problem.ts";
import { checkWritable } from "../whole-file.ts";

/** `crawl [hosts...]`. */
export const crawlCommand: Command = defineCommand({
  operands: [{ name: "[hosts...]", summary: "domains, or URLs of catalogs, endpoints and cards", words: [] }],
  options: crawlOptions,
  examples: [
    { line: "mcp-discover crawl example.com example.org", what: "look, and keep nothing" },
    { line: "mcp-discover crawl --from domains.txt --store mcp-discover.db", what: "keep what is found" },
    {
      line: "mcp-discover crawl --from top.csv --column domain --dry-run",
      what: "what would be asked of whom",
    },
    {
      line: "mcp-discover crawl --due --store mcp-discover.db --quiet --format json",
      what: "in cron (docs/operations.md): a line when something changed",
    },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof crawlOptions>, host: Host): Promise<number> {
  if (given.limits) return tellLimits(given, host);
  const mayHurry = await checkGiven(operands, given, host);
  const notes: SourceNote[] = [];
  let memory: Memory | undefined;
  let transport: Transport | undefined;
  try {
    const counted = await countHosts(operands, given, host);
    if (given.dryRun) return await (await import("../dry-run.ts")).dryRun(operands, given, host);
    memory = await openMemory(given, host);
    transport = await openNetwork(given, host);
    if (given.contact === undefined && !given.quiet) {
      await host.stderr.write("note: the hosts learn of mcp-discover but not of you: tell them with --contact URL\n");
    }
    const startedAt = host.now();
    const hosts = allHosts({ operands, given, transport, memory, mayHurry, host }, notes);
    const events = crawl(hosts, {
      transport,
      frontier: memory.frontier,
      now: host.now,
      mayHurry,
      signal: host.signal,
      legacy: given.legacy,
      locators: given.locators,
      ...(given.concurrency === undefined ? {} : { concurrency: given.concurrency }),
      ...(given.delay === undefined ? {} : { delayMs: given.delay * 1000 }),
      ...(given.minAge === undefined ? {} : { minAgeMs: given.minAge }),
    });
    const total = isCountable(given) ? counted : undefined;
    const told = await tellCrawl(events, given, { host, total });
    const written = await writeFiles(told, given, { memory, notes, startedAt, host });
    const complete = told.summary?.complete === true;
    if (complete) await rememberWalks(notes, memory);
    await memory.end(told.summary);
    const whole = await tellProblems(notes, host);
    if (!complete) return exitCode.partial;
    return written && whole ? exitCode.clean : exitCode.unknown;
  } catch (error) {
    const reason = unreadable(error);
    if (reason === undefined) throw error;
    await host.stderr.write(`error: ${printable(reason)}\n`);
    return exitCode.unknown;
  } finally {
    await transport?.close();
    await memory?.close();
  }
}

/** Throws a UsageError for what cannot be meant, before anything is opened. Gives the rule of who may be hurried. */
async function checkGiven(
  operands: readonly string[],
  given: CrawlValues,
  host: Host,
): Promise<(host: string) => boolean> {
  const { from, fromRegistry, fromCatalog, due, column, store, report, metrics } = given;
  const sources = operands.length + from.length + fromRegistry.length + fromCatalog.length;
  if (sources === 0 && !due) throw new UsageError("name hosts, or a source of hosts: --from, --from-registry, --due");
  if (due && store === undefined) throw new UsageError("--due needs the --store whose hosts are due");
  if (column !== undefined && from.length === 0) throw new UsageError("--column is about the files of --from");
  const use = "--from reads the hosts in a file";
  const forFolder = "";
  for (const word of operands) await refusePath(word, { use, forFolder, takes: "crawl takes domains and URLs" }, host);
  for (const word of fromCatalog)
    await refusePath(word, { use, forFolder, takes: "--from-catalog takes a domain or a URL" }, host);
  if (report !== undefined) await checkWritable("--report", resolve(host.cwd, report));
  if (metrics !== undefined) await checkWritable("--metrics", resolve(host.cwd, metrics));
  return hurryRule(given);
}

async function tellLimits({ format, color }: CrawlValues, host: Host): Promise<number> {
  const { crawlLimits } = await import("../crawl-limits.ts");
  if (format === "text") {
    const { limitsText } = await import("../format/limits-text.ts");
    const layout = { palette: await openPalette(host, color), columns: host.stdout.columns };
    await host.stdout.write(limitsText(crawlLimits, layout));
  } else await host.stdout.write(`${toJson({ schemaVersion, groups: crawlLimits })}\n`);
  return exitCode.clean;
}

/** What was walked is known only now that its hosts were visited. */
async function rememberWalks(notes: readonly SourceNote[], { sources }: Memory): Promise<void> {
  for (const { source, knownUntil } of notes) if (knownUntil !== undefined) await sources.remember(source, knownUntil);
}

/** Says which sources could not be read to their end. Gives whether all could. */
async function tellProblems(notes: readonly SourceNote[], host: Host): Promise<boolean> {
  const broken = notes.filter(({ problem }) => problem !== undefined);
  for (const { source, problem = "" } of broken) {
    await host.stderr.write(`error: the hosts of "${printable(source)}" are not all known: it ${printable(problem)}\n`);
  }
  return broken.length === 0;
}

function unreadable(error: unknown): string | undefined {
  if (error instanceof StoreError || error instanceof UnreadableList) return error.message;
  const problem = systemProblem(error);
  return problem?.path === undefined
    ? undefined
    : `the list of hosts cannot be read: "${problem.path}": ${problem.words}`;
}
