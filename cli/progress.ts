// Progress on stderr: lines that are painted over on a terminal, and a line of JSON now and then where there is none.

import type { HostEvent, SummaryEvent } from "../src/crawl/event.ts";
import { createTally } from "../src/crawl/tally.ts";
import { schemaVersion, toJson } from "./format/json.ts";
import { paceOf, progressLines } from "./format/progress-text.ts";
import type { Host } from "./host.ts";

/** A terminal needs no more than this to look alive. */
const repaintMs = 100;

/** The progress of one run. */
export interface Progress {
  add(event: HostEvent): void;
  /** Takes the lines away while something else is written, perhaps to the same terminal, and puts them back below it. */
  aside(write: () => Promise<void>): Promise<void>;
  /** Takes the lines away for good. */
  close(): Promise<void>;
}

/** How progress is told. */
export interface ProgressOptions {
  /** How many hosts there are, where that is known. */
  readonly total: number | undefined;
  /** Where there is no terminal; 0 for never. */
  readonly everySeconds: number;
  readonly quiet: boolean;
}

const silent: Progress = { add: () => {}, aside: (write) => write(), close: async () => {} };

/** Starts telling. Nobody is told anything who wants quiet. */
export function startProgress(host: Host, { total, everySeconds, quiet }: ProgressOptions): Progress {
  if (quiet) return silent;
  const started = performance.now();
  const tally = createTally();
  const counts = (): SummaryEvent =>
    tally.summary({ durationMs: Math.round(performance.now() - started), complete: false });
  const add = (event: HostEvent): void => tally.add(event);
  const painted = host.stderr.isTTY && host.env["TERM"] !== "dumb";
  if (painted) return paint(host, { add, lines: (columns) => progressLines({ counts: counts(), total }, columns) });
  if (everySeconds === 0) return silent;
  // What cannot be written to a closed stderr is no reason to stop.
  const tell = (): void => void host.stderr.write(lineOf(counts(), total)).catch(() => {});
  const timer = setInterval(tell, everySeconds * 1000).unref();
  return { ...silent, add, close: async () => clearInterval(timer) };
}

interface Painting {
  add(event: HostEvent): void;
  lines(columns: number): readonly string[];
}

/** Each line is written over the old one and only then cut off behind its end, so that nothing is ever blank in between. */
function paint({ stderr }: Host, { add, lines }: Painting): Progress {
  let height = 0;
  const write = (text: string): Promise<void> => stderr.write(text).catch(() => {});
  const home = (): string => `\r${height > 1 ? `\u001b[${height - 1}A` : ""}`;
  const repaint = (): void => {
    const all = lines((stderr.columns ?? 80) - 1);
    const text = `${home()}${all.map((line) => `${line}\u001b[K`).join("\n")}\u001b[J`;
    height = all.length;
    void write(text);
  };
  const timer = setInterval(repaint, repaintMs).unref();
  const clear = async (): Promise<void> => {
    if (height > 0) await write(`${home()}\u001b[J`);
    height = 0;
  };
  return {
    add,
    async aside(say) {
      const shown = height > 0;
      await clear();
      await say();
      if (shown) repaint();
    },
    async close() {
      clearInterval(timer);
      await clear();
    },
  };
}

/** What a commit changed is known only at the end, so it is not in here. */
function lineOf(summary: SummaryEvent, total: number | undefined): string {
  const { event: _, complete: __, new: ___, changed: ____, gone: _____, durationMs, ...counts } = summary;
  const { perSecond, leftMs } = paceOf({ counts: summary, total });
  const line = {
    schemaVersion,
    event: "progress",
    ...counts,
    ...(total !== undefined && { total }),
    perSecond: Math.round(perSecond * 10) / 10,
    elapsedMs: durationMs,
    ...(leftMs !== undefined && { leftMs }),
  };
  return `${toJson(line, { lines: false })}\n`;
}
