// Tells a crawl as it goes: hosts and summary on stdout, progress on stderr, report and metrics in files at the end.

import { resolve } from "node:path";
import type { CrawlEvent, HostEvent, SummaryEvent } from "../src/crawl/event.ts";
import { printable } from "../src/document/printable.ts";
import { openPalette } from "./colour.ts";
import type { Memory } from "./crawl-memory.ts";
import type { CrawlValues } from "./crawl-options.ts";
import { type CrawlReport, createReport, type ReportCollector } from "./crawl-report.ts";
import type { SourceNote } from "./crawl-sources.ts";
import { hostText, summaryText } from "./format/crawl-text.ts";
import { schemaVersion, toJson } from "./format/json.ts";
import type { Host } from "./host.ts";
import { fenceOf } from "./output.ts";
import { startProgress } from "./progress.ts";
import { writeWhole } from "./whole-file.ts";

/** Failed hosts that are named where the others are not; more are for a report. */
const maxFailed = 20;

/** A crawl that is told, and what was collected of it for its report. */
export interface Told {
  readonly summary: SummaryEvent | undefined;
  readonly report: ReportCollector;
}

/** Prints the events of a crawl; `total` is how many hosts there are, where that is known. */
export async function tellCrawl(
  events: AsyncIterable<CrawlEvent>,
  given: CrawlValues,
  { host, total }: { readonly host: Host; readonly total: number | undefined },
): Promise<Told> {
  const palette = await openPalette(host, given.color);
  const progress = startProgress(host, { total, everySeconds: given.progressEvery, quiet: given.quiet });
  const report = createReport();
  const asText = given.format === "text";
  const fence = asText ? fenceOf(host) : { start: "", end: "" };
  const failed: string[] = [];
  let summary: SummaryEvent | undefined;
  const say = (text: string): Promise<void> => progress.aside(() => host.stdout.write(text));
  if (fence.start !== "") await say(fence.start);
  try {
    for await (const event of events) {
      if (event.event === "summary") {
        summary = event;
        continue;
      }
      progress.add(event);
      report.add(event);
      if (given.quiet) continue;
      if (!asText) await say(eventJson(event));
      else if (given.store === undefined) await say(hostText(event, palette));
      else if (event.outcome === "failed" && failed.length <= maxFailed) failed.push(hostText(event, palette));
    }
  } finally {
    await progress.close();
  }
  const idle = summary !== undefined && summary.new + summary.changed + summary.gone === 0;
  if (summary !== undefined && !(given.quiet && idle)) {
    const options = { palette, storePath: given.store };
    const kinds = { failures: report.failures(), skips: report.skips() };
    if (failed.length > maxFailed) await say("many hosts failed; which: --report FILE.md\n");
    else for (const line of failed) await say(line);
    await say(asText ? summaryText(summary, kinds, options) : eventJson(summary));
  }
  if (fence.end !== "") await say(fence.end);
  return { summary, report };
}

function eventJson(event: HostEvent | SummaryEvent): string {
  return `${toJson({ schemaVersion, ...event }, { lines: false })}\n`;
}

/** Writes `--report` and `--metrics`, and says on stderr what could not be written. Gives whether all could. */
export async function writeFiles(
  { summary, report }: Told,
  given: CrawlValues,
  parts: {
    readonly memory: Memory;
    readonly notes: readonly SourceNote[];
    readonly startedAt: Date;
    readonly host: Host;
  },
): Promise<boolean> {
  const { memory, notes: sources, startedAt, host } = parts;
  if (summary === undefined || (given.report === undefined && given.metrics === undefined)) return true;
  const run = await memory.changes();
  const whole = report.finish({ ...run, summary, startedAt, endedAt: host.now(), sources });
  let written = true;
  const write = async (path: string, text: string): Promise<void> => {
    const problem = await writeWhole(resolve(host.cwd, path), text);
    if (problem === undefined) return;
    written = false;
    await host.stderr.write(`error: "${printable(path)}" cannot be written (${printable(problem)})\n`);
  };
  if (given.report?.endsWith(".md")) {
    const { reportMarkdown } = await import("./format/report-markdown.ts");
    await write(given.report, reportMarkdown(whole, run.changes));
  } else if (given.report !== undefined) await write(given.report, reportJson(whole));
  if (given.metrics !== undefined) {
    const { metricsText } = await import("./crawl-metrics.ts");
    await write(given.metrics, await metricsText(whole));
  }
  return written;
}

function reportJson(report: CrawlReport): string {
  return `${toJson(report)}\n`;
}
