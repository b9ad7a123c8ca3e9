// `crawl`: visits many hosts politely, keeps what they publish, and says what became of each.

import { StoreError } from "../../registry/store/store.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import type { HostEvent, SummaryEvent } from "../../src/crawl/event.ts";
import { printable } from "../../src/document/printable.ts";
import type { Transport } from "../../src/http/transport.ts";
import { UsageError } from "../../src/usage-error.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { type Memory, openMemory } from "../crawl-memory.ts";
import { exitCode } from "../exit-code.ts";
import { hostText, summaryText } from "../format/crawl-text.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { countHosts, readHosts } from "../host-list.ts";
import { hurryRule } from "../hurry.ts";
import { keep } from "../keep-option.ts";
import { openNetwork } from "../network.ts";
import { choice, type Option, readNumber, toggle } from "../option.ts";
import { color, networkOptions, quiet, store } from "../options.ts";
import { fenceOf } from "../output.ts";
import { startProgress } from "../progress.ts";

/** More at once than a machine has ports and memory for. */
const mostConcurrency = 1024;

const from: Option<string | undefined> = {
  value: "FILE",
  summary: "also crawl the hosts in this file, one a line; - for standard input",
  initial: undefined,
  read: (text) => text,
};

const concurrency: Option<number | undefined> = {
  value: "NUMBER",
  summary: "hosts visited at once (default: 128)",
  initial: undefined,
  read: (text) => readNumber(text, { least: 1, most: mostConcurrency, whole: true }),
};

const delay: Option<number | undefined> = {
  value: "SECONDS",
  summary: "between two requests to one host (default: 1); less only with --resolve or --allow-private",
  initial: undefined,
  read: (text) => readNumber(text, { least: 0, most: 3600 }),
};

const options = {
  from,
  legacy: toggle("also ask the older places of a domain where the current ones have nothing: three requests more"),
  store: { ...store, summary: "keep what is found in this database file; without one nothing is kept" },
  keep,
  concurrency,
  delay,
  format: choice("how to print, json being one object a line", ["text", "json", "ndjson"], "text"),
  quiet,
  color,
  ...networkOptions,
};

/** `crawl [hosts...]`. */
export const crawlCommand: Command = defineCommand({
  operands: [{ name: "[hosts...]", summary: "domains, or URLs of catalogs, endpoints and cards", words: [] }],
  options,
  examples: [
    { line: "mcp-discover crawl example.com example.org", what: "look, and keep nothing" },
    { line: "mcp-discover crawl --from domains.txt --store registry.db", what: "keep what is found" },
    {
      line: "mcp-discover crawl --from domains.txt --store registry.db --quiet --format json",
      what: "in cron: a line when something changed",
    },
  ],
  run,
});

type Given = Call<typeof options>["options"];

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  if (operands.length === 0 && given.from === undefined)
    throw new UsageError("name hosts, or a file of hosts with --from");
  const mayHurry = hurryRule(given);
  let memory: Memory | undefined;
  let transport: Transport | undefined;
  try {
    const total = await countHosts(operands, given.from, host);
    memory = await openMemory(given, host);
    transport = await openNetwork(given, host);
    if (given.contact === undefined && !given.quiet) {
      await host.stderr.write("note: the hosts learn of mcp-discover but not of you: tell them with --contact URL\n");
    }
    const hosts = readHosts(operands, given.from, host);
    const events = crawl(hosts, {
      transport,
      frontier: memory.frontier,
      now: host.now,
      mayHurry,
      signal: host.signal,
      legacy: given.legacy,
      ...(given.concurrency === undefined ? {} : { concurrency: given.concurrency }),
      ...(given.delay === undefined ? {} : { delayMs: given.delay * 1000 }),
    });
    const summary = await tell(events, given, { host, total });
    await memory.end(summary);
    return summary?.complete ? exitCode.clean : exitCode.partial;
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

async function tell(
  events: ReturnType<typeof crawl>,
  given: Given,
  { host, total }: { readonly host: Host; readonly total: number | undefined },
): Promise<SummaryEvent | undefined> {
  const palette = await openPalette(host, given.color);
  const progress = startProgress(host, given.quiet ? undefined : total);
  const failures = new Map<string, number>();
  const asText = given.format === "text";
  const fence = asText ? fenceOf(host) : { start: "", end: "" };
  let summary: SummaryEvent | undefined;
  if (fence.start !== "") await host.stdout.write(fence.start);
  try {
    for await (const event of events) {
      if (event.event === "summary") {
        summary = event;
        continue;
      }
      progress.add(event);
      if (event.failure !== undefined && event.outcome === "failed")
        failures.set(event.failure.code, (failures.get(event.failure.code) ?? 0) + 1);
      if (given.quiet) continue;
      if (!asText) await host.stdout.write(eventJson(event));
      else if (given.store === undefined) await host.stdout.write(hostText(event, palette));
    }
  } finally {
    await progress.close();
  }
  const idle = summary !== undefined && summary.new + summary.changed + summary.gone === 0;
  if (summary !== undefined && !(given.quiet && idle)) {
    const options = { palette, storePath: given.store };
    await host.stdout.write(asText ? summaryText(summary, failures, options) : eventJson(summary));
  }
  if (fence.end !== "") await host.stdout.write(fence.end);
  return summary;
}

function eventJson(event: HostEvent | SummaryEvent): string {
  return `${toJson({ schemaVersion, ...event }, { lines: false })}\n`;
}

function unreadable(error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message;
  const file = error instanceof Error && "syscall" in error && "path" in error;
  return file ? `the list of hosts cannot be read: ${error.message}` : undefined;
}
