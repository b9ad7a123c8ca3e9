// The progress of a crawl as a few lines that fit a terminal.

import type { SummaryEvent } from "../../src/crawl/event.ts";
import { fitStart } from "./width.ts";
import { count, duration, figures, size } from "./words.ts";

/** Cells of the bar where there is room for all of it; it shrinks with the terminal, and is left out below the least. */
const barMostCells = 24;
const barLeastCells = 8;

const indent = "  ";

/** What has happened so far. `total` is how many hosts there are, where that is known. */
export interface ProgressCounts {
  readonly counts: Omit<SummaryEvent, "event" | "complete">;
  readonly total: number | undefined;
}

/** Hosts a second, and how many milliseconds are left at that rate; the latter only where it can be known. */
export function paceOf({ counts, total }: ProgressCounts): { readonly perSecond: number; readonly leftMs?: number } {
  const perSecond = counts.durationMs === 0 ? 0 : counts.hosts / (counts.durationMs / 1000);
  const left = total === undefined ? undefined : Math.max(total - counts.hosts, 0);
  if (left === undefined || perSecond === 0) return { perSecond };
  return { perSecond, leftMs: Math.round((left / perSecond) * 1000) };
}

/** Gives the lines, each of at most `columns` cells; what does not fit in one goes to the next. */
export function progressLines(progress: ProgressCounts, columns: number): string[] {
  const { counts, total } = progress;
  const { perSecond, leftMs } = paceOf(progress);
  const of = total === undefined ? count(counts.hosts, "host") : `${figures(counts.hosts)} of ${count(total, "host")}`;
  const rate = perSecond < 10 ? perSecond.toFixed(1) : figures(Math.round(perSecond));
  const left = leftMs === undefined ? "" : `   about ${wholeSeconds(leftMs)} left`;
  const bad = counts.invalid === 0 ? "" : ` (${figures(counts.invalid)} invalid)`;
  const parts = [
    `found ${figures(counts.found)}`,
    `none ${figures(counts.none)}`,
    `failed ${figures(counts.failed)}`,
    `refused ${figures(counts.refused)}`,
    ...(counts.skipped === 0 ? [] : [`skipped ${figures(counts.skipped)}`]),
    `cards ${figures(counts.cards)}${bad}`,
    `unchanged ${figures(counts.notModified)}`,
    size(counts.bytes),
  ];
  const words = `${of}   ${rate}/s${left}`;
  const cells = Math.min(columns - "crawling    ".length - words.length, barMostCells);
  const bar =
    total === undefined || cells < barLeastCells ? "" : `${barText(counts.hosts / Math.max(total, 1), cells)}  `;
  const lines = [`crawling  ${bar}${words}`, ...rows(parts, columns)];
  return lines.map((line) => fitStart(line, columns));
}

/** Puts the parts into as few rows as they need. */
function rows(parts: readonly string[], columns: number): string[] {
  const made: string[] = [];
  let row = indent;
  for (const part of parts) {
    if (row !== indent && row.length + 2 + part.length > columns) {
      made.push(row);
      row = indent;
    }
    row += row === indent ? part : `  ${part}`;
  }
  return [...made, row];
}

/** `9 s`, `3 min 20 s`: nobody knows the rest to the millisecond. */
function wholeSeconds(ms: number): string {
  const seconds = Math.max(Math.round(ms / 1000), 1);
  return seconds < 60 ? `${seconds} s` : duration(seconds * 1000);
}

function barText(share: number, cells: number): string {
  const halves = Math.round(Math.min(share, 1) * cells * 2);
  const drawn = `${"━".repeat(Math.floor(halves / 2))}${halves % 2 === 1 ? "╸" : ""}`;
  return drawn.padEnd(cells);
}
