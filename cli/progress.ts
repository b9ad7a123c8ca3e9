// Progress on a terminal: one line on stderr that is painted over, and nothing where there is no terminal.

import type { HostEvent } from "../src/crawl/event.ts";
import { fitStart } from "./format/width.ts";
import { count, duration, figures } from "./format/words.ts";
import type { Host } from "./host.ts";

/** A terminal needs no more than this to look alive. */
const repaintMs = 100;

/** The line of one run. */
export interface Progress {
  add(event: HostEvent): void;
  /** Takes the line away. */
  close(): Promise<void>;
}

/** Starts the line. `total` is how many hosts there are, where that is known. */
export function startProgress(host: Host, total: number | undefined): Progress {
  const { stderr } = host;
  const started = performance.now();
  const seen = { hosts: 0, cards: 0, invalid: 0, failed: 0 };
  // A painted line that fails to reach a closed stderr is no reason to stop.
  const paint = (text: string): Promise<void> => stderr.write(`\r\u001b[2K${text}`).catch(() => {});
  const repaint = (): void =>
    void paint(fitStart(lineOf(seen, total, performance.now() - started), (stderr.columns ?? 80) - 1));
  const timer = stderr.isTTY ? setInterval(repaint, repaintMs).unref() : undefined;
  return {
    add({ outcome, cards, invalid }) {
      seen.hosts += 1;
      seen.cards += cards;
      seen.invalid += invalid;
      if (outcome === "failed") seen.failed += 1;
    },
    async close() {
      if (timer === undefined) return;
      clearInterval(timer);
      await paint("");
    },
  };
}

function lineOf(
  { hosts, cards, invalid, failed }: Readonly<Record<"hosts" | "cards" | "invalid" | "failed", number>>,
  total: number | undefined,
  ms: number,
): string {
  const rate = hosts / (ms / 1000);
  const left = total === undefined || hosts === 0 ? "" : `, about ${duration(((total - hosts) / rate) * 1000)} left`;
  const of = total === undefined ? count(hosts, "host") : `${figures(hosts)} of ${count(total, "host")}`;
  const bad = invalid === 0 ? "" : ` (${figures(invalid)} invalid)`;
  return `crawling ${of}, ${figures(Math.round(rate))}/s${left}   ${count(cards, "card")}${bad}, ${figures(failed)} failed`;
}
