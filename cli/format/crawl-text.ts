// A crawl as text for people: a line for each host where nothing is kept, and a sentence at the end.

import type { HostEvent, SummaryEvent } from "../../src/crawl/event.ts";
import { printable } from "../../src/document/printable.ts";
import type { FailureKind } from "../crawl-report.ts";
import { defaultStorePath } from "../options.ts";
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
  "not-answering": "it lets requests hang",
  forgotten: "it asked to be forgotten",
  "visited-lately": "it was visited lately",
};

/** Why hosts were not visited to the end, by kind. */
export interface CrawlKinds {
  readonly failures: readonly FailureKind[];
  readonly skips?: readonly FailureKind[];
}

/** Formats the end of a crawl. `storePath` is named where results were kept. */
export function summaryText(
  summary: SummaryEvent,
  kinds: CrawlKinds,
  options: { readonly palette: Palette; readonly storePath: string | undefined },
): string {
  const { palette, storePath } = options;
  const stopped = summary.complete
    ? []
    : ["Stopped before the end: what is told above is kept, the rest was not asked."];
  return `${[summarySentence(summary, kinds, palette), ...stopped, nextLine(summary, storePath)].join("\n")}\n`;
}

/** Formats what a crawl counted as one sentence. */
export function summarySentence(
  summary: Omit<SummaryEvent, "event" | "complete">,
  { failures, skips = [] }: CrawlKinds,
  palette: Palette,
): string {
  const { hosts, found, none, cards, invalid, failed, refused, skipped, notModified, durationMs } = summary;
  const byCode = (kinds: readonly FailureKind[]) => Object.fromEntries(kinds.map((kind) => [kind.code, kind.hosts]));
  const parts = [
    `${figures(found)} ${found === 1 ? "publishes" : "publish"} something`,
    count(cards, "card"),
    invalid > 0 ? palette.error(`${figures(invalid)} invalid`) : "",
    notModified > 0 ? `${figures(notModified)} not modified` : "",
    none > 0 ? `${figures(none)} with nothing` : "",
    failed > 0 ? `${figures(failed)} failed${reasonsText(byCode(failures))}` : "",
    refused > 0 ? `${figures(refused)} refused${reasonsText(summary.refusedBy)}` : "",
    skipped > 0 ? `${figures(skipped)} skipped${reasonsText(byCode(skips))}` : "",
  ];
  return `${palette.strong(count(hosts, "host"))} in ${duration(durationMs)}: ${parts.filter((part) => part !== "").join(", ")}.`;
}

/** ` (timeout 3, dns 1)`, the most frequent first. */
function reasonsText(reasons: Readonly<Record<string, number>>): string {
  const parts = Object.entries(reasons)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([reason, times]) => `${reason} ${figures(times)}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function nextLine(summary: SummaryEvent, storePath: string | undefined): string {
  if (storePath === undefined) return `Nothing was kept. Keep it: the same command with --store ${defaultStorePath}`;
  const changes = `New ${figures(summary.new)}, changed ${figures(summary.changed)}, gone ${figures(summary.gone)}.`;
  const idle = summary.new + summary.changed + summary.gone === 0;
  // Where nothing is published there may be nothing to serve.
  if (idle && summary.found === 0) return changes;
  const next = idle ? "Serve: mcp-discover serve" : "Details: mcp-discover history --since 24h";
  return `${changes}  ${next} --store ${printable(storePath)}`;
}
