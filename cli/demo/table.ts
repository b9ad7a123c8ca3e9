// What the demo prints: a table of the hosts that were crawled, the servers that are listed, and where to look next.

import type { DiscoveryFacts } from "../../registry/store/store.ts";
import type { HostEvent, SummaryEvent } from "../../src/crawl/event.ts";
import { printable } from "../../src/document/printable.ts";
import type { Palette } from "../format/palette.ts";
import { shorten, widthOf } from "../format/width.ts";

/** One crawled host. */
export interface DemoRow {
  readonly name: string;
  readonly shows: string;
  /** Absent when the crawl was stopped before it. */
  readonly event: HostEvent | undefined;
}

/** One listed server. */
export interface ListRow {
  readonly name: string;
  readonly version: string;
  readonly discovery: DiscoveryFacts;
}

interface Layout {
  readonly palette: Palette;
  readonly columns: number;
}

/** Gives the table of hosts and a sentence that sums it up. */
export function demoText(rows: readonly DemoRow[], summary: SummaryEvent, { palette, columns }: Layout): string {
  const cells = rows.map(({ name, shows, event }) => [name, shows, outcomeText(event)] as const);
  const widths = [widest(cells.map(([name]) => name)), widest(cells.map(([, shows]) => shows))] as const;
  const lines = cells.map(([name, shows, outcome], index) => {
    const head = `  ${pad(name, widths[0])}  ${pad(shows, widths[1])}  `;
    return `${head}${paint(rows[index]?.event, shorten(outcome, Math.max(20, columns - widthOf(head))), palette)}`;
  });
  const sum = `${summary.hosts} hosts in ${(summary.durationMs / 1000).toFixed(1)} s: ${summary.found} publish cards, ${summary.none} publish none, ${summary.failed} failed. ${summary.cards} cards, ${summary.invalid} invalid.`;
  return `\n${palette.strong("Sample hosts, as the crawler found them")}\n${lines.join("\n")}\n\n${sum}\n`;
}

/** What the registry shows, and what it keeps without showing. */
export interface Index {
  readonly listed: readonly ListRow[];
  readonly unconfirmed: readonly ListRow[];
}

/** Gives the listed servers with who says so, the claims that were kept aside, and the URLs to open where one stays. */
export function listText({ listed, unconfirmed }: Index, url: string | undefined, { palette }: Layout): string {
  const width = widest([...listed, ...unconfirmed].map(({ name, version }) => `${name} ${version}`));
  const line = ({ name, version }: ListRow, words: string): string =>
    `  ${pad(printable(`${name} ${version}`), width)}  ${words}`;
  return [
    "",
    palette.strong("Listed by the registry"),
    ...listed.map((row) => line(row, standing(row.discovery))),
    "",
    palette.strong("Kept aside: somebody else holds the name"),
    ...unconfirmed.map((row) => line(row, `claimed by ${printable(row.discovery.hostingHost)}`)),
    "",
    ...(url === undefined ? [] : openLines(url, palette)),
  ].join("\n");
}

function openLines(url: string, palette: Palette): string[] {
  return [
    palette.strong("Open"),
    `  ${url}/                  the page`,
    `  ${url}/v0.1/servers      the MCP Registry API`,
    "",
    "Ctrl-C ends it.",
    "",
  ];
}

function outcomeText(event: HostEvent | undefined): string {
  if (event === undefined) return "not reached";
  if (event.failure !== undefined) return `failed: ${printable(event.failure.message)}`;
  if (event.cards === 0) return "publishes nothing";
  const invalid = event.invalid === 0 ? "" : `, ${event.invalid} invalid`;
  return `${event.cards} ${event.cards === 1 ? "card" : "cards"}${invalid}`;
}

function paint(event: HostEvent | undefined, text: string, palette: Palette): string {
  if (event === undefined || event.outcome === "failed") return palette.error(text);
  if (event.invalid > 0) return palette.warning(text);
  return event.cards > 0 ? palette.good(text) : palette.faint(text);
}

function standing({ evidence, hostingHost, catalogUrl }: DiscoveryFacts): string {
  const served = evidence.find(({ type, insecure }) => type === "served-by" && insecure === undefined);
  if (served !== undefined) return `served by its own domain, ${printable(served.host)}`;
  const by = catalogUrl === undefined ? hostingHost : new URL(catalogUrl).hostname;
  return `listed by ${printable(by)}, not confirmed by the name's domain`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
