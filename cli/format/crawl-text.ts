// A crawl as text for people: a line for each host where nothing is kept, and a sentence at the end.

import type { HostEvent, SummaryEvent } from "../../src/crawl/event.ts";
import { printable } from "../../src/document/printable.ts";
import type { Palette } from "./palette.ts";
import { count, duration, figures } from "./words.ts";

/** Formats one host: what became of it. */
export function hostText(event: HostEvent, palette: Palette): string {
  return `${palette.strong(printable(event.host))} · ${outcomeText(event, palette)}\n`;
}

function outcomeText({ outcome, catalogs, cards, invalid, failure, refusal }: HostEvent, palette: Palette): string {
  if (outcome === "found") {
    const bad = invalid === 0 ? "" : `, ${palette.error(`${figures(invalid)} invalid`)}`;
    return `${catalogs === 0 ? "" : `${count(catalogs, "catalog")}, `}${count(cards, "card")}${bad}`;
  }
  if (outcome === "none") return palette.faint("nothing published");
  const why = failure === undefined ? "" : ` (${failure.code}: ${printable(failure.message)})`;
  if (outcome === "skipped") {
    const until = refusal?.until === undefined ? "" : ` until ${refusal.until.toISOString()}`;
    return palette.faint(`skipped${refusal === undefined ? "" : ` (${skippedFor[refusal.reason]}${until})`}`);
  }
  return `${palette.error(outcome)}${why}`;
}

const skippedFor: Readonly<Record<NonNullable<HostEvent["refusal"]>["reason"], string>> = {
  leased: "another crawler is there",
  "backing-off": "it asked to be left alone",
  forgotten: "it asked to be forgotten",
};

/** How often each failure came. */
export type FailureCounts = ReadonlyMap<string, number>;

/** Formats the end of a crawl. `storePath` is named where results were kept. */
export function summaryText(
  summary: SummaryEvent,
  failures: FailureCounts,
  options: { readonly palette: Palette; readonly storePath: string | undefined },
): string {
  const { palette, storePath } = options;
  const { hosts, found, none, cards, invalid, failed, refused, skipped, notModified, durationMs, complete } = summary;
  const reasons = [...failures]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([code, times]) => `${code} ${figures(times)}`);
  const parts = [
    `${figures(found)} ${found === 1 ? "publishes" : "publish"} something`,
    count(cards, "card"),
    invalid > 0 ? palette.error(`${figures(invalid)} invalid`) : "",
    notModified > 0 ? `${figures(notModified)} not modified` : "",
    none > 0 ? `${figures(none)} with nothing` : "",
    failed > 0 ? `${figures(failed)} failed${reasons.length === 0 ? "" : ` (${reasons.join(", ")})`}` : "",
    refused > 0 ? `${figures(refused)} refused` : "",
    skipped > 0 ? `${figures(skipped)} skipped` : "",
  ];
  const sentence = `${palette.strong(count(hosts, "host"))} in ${duration(durationMs)}: ${parts.filter((part) => part !== "").join(", ")}.`;
  const stopped = complete ? [] : ["Stopped before the end: what is told above is kept, the rest was not asked."];
  return `${[sentence, ...stopped, nextLine(summary, storePath)].join("\n")}\n`;
}

function nextLine(summary: SummaryEvent, storePath: string | undefined): string {
  if (storePath === undefined) return "Nothing was kept. Keep it: the same command with --store registry.db";
  const changes = `New ${figures(summary.new)}, changed ${figures(summary.changed)}, gone ${figures(summary.gone)}.`;
  const idle = summary.new + summary.changed + summary.gone === 0;
  const next = idle ? "Serve: mcp-discover serve" : "Details: mcp-discover history --since 24h";
  return `${changes}  ${next} --store ${printable(storePath)}`;
}
