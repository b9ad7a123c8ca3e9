// Runs crawls of a played web in tests, with time that passes at once and a frontier that keeps what it is given.

import { type CrawlOptions, crawl } from "../../src/crawl/crawl.ts";
import type { HostEvent, SummaryEvent } from "../../src/crawl/event.ts";
import type { Frontier, HostResult } from "../../src/crawl/frontier.ts";
import { createMemoryFrontier } from "../../src/crawl/memory-frontier.ts";
import type { Pace } from "../../src/crawl/pace.ts";
import type { Candidate } from "../../src/crawl/sources/candidate.ts";
import type { Web } from "./web.ts";

/** Time in which every sleep is over at once and written down. */
export interface SimulatedPace extends Pace {
  readonly slept: number[];
}

/** Starts a clock at zero that only sleeping moves. */
export function simulatedPace(): SimulatedPace {
  const slept: number[] = [];
  let clock = 0;
  return {
    slept,
    clock: () => clock,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      clock += ms;
    },
  };
}

/** A frontier in memory and every result that was committed to it. */
export interface WatchedFrontier {
  readonly frontier: Frontier;
  readonly results: HostResult[];
  readonly released: string[];
}

/** Opens a memory frontier that can be looked into. */
export function watchedFrontier(): WatchedFrontier {
  const inner = createMemoryFrontier();
  const results: HostResult[] = [];
  const released: string[] = [];
  return {
    results,
    released,
    frontier: {
      ...inner,
      async finish(lease, result) {
        const commit = await inner.finish(lease, result);
        results.push(result);
        return commit;
      },
      async release(lease) {
        released.push(lease.host);
        await inner.release(lease);
      },
    },
  };
}

/** What a crawl yielded. */
export interface Crawled {
  readonly hosts: readonly HostEvent[];
  readonly summary: SummaryEvent | undefined;
  of(host: string): HostEvent | undefined;
}

/** Crawls to the end. Without a pace of its own a crawl does not wait between requests. */
export async function crawlAll(
  web: Web,
  targets: Iterable<Candidate> | AsyncIterable<Candidate>,
  options: Partial<CrawlOptions> = {},
): Promise<Crawled> {
  const transport = web.transport();
  const hosts: HostEvent[] = [];
  let summary: SummaryEvent | undefined;
  const hurry = options.pace ? {} : { delayMs: 0, mayHurry: () => true };
  try {
    const all = { transport, frontier: createMemoryFrontier(), now: () => new Date(), ...hurry, ...options };
    for await (const event of crawl(targets, all)) {
      if (event.event === "host") hosts.push(event);
      else summary = event;
    }
  } finally {
    await transport.close();
  }
  return { hosts, summary, of: (host) => hosts.find((event) => event.host === host) };
}
