// What a crawl remembers: a store that notes the run and thins its past afterwards, or nothing beyond the run.

import { resolve } from "node:path";
import { defaultKeepMs } from "../registry/store/retention.ts";
import type { SummaryEvent } from "../src/crawl/event.ts";
import type { Frontier } from "../src/crawl/frontier.ts";
import type { Host } from "./host.ts";

/** A crawl's memory. */
export interface Memory {
  readonly frontier: Frontier;
  /** Notes how the crawl ended, and drops what need not be kept any longer. */
  end(summary: SummaryEvent | undefined): Promise<void>;
  close(): Promise<void>;
}

/** Opens the memory. Rejects with a StoreError where the store cannot be opened or written. */
export async function openMemory(
  given: { readonly store: string | undefined; readonly keep: number | undefined },
  host: Host,
): Promise<Memory> {
  if (given.store === undefined) {
    const { createMemoryFrontier } = await import("../src/crawl/memory-frontier.ts");
    return { frontier: createMemoryFrontier({ remember: false }), end: async () => {}, close: async () => {} };
  }
  const { openStore } = await import("../registry/store/sqlite.ts");
  const store = await openStore(resolve(host.cwd, given.store), { now: host.now });
  const run = await store.beginRun(host.now());
  return {
    frontier: store.frontier,
    async end(summary) {
      await store.endRun(run, summary, host.now());
      await store.compact({ keepMs: given.keep ?? defaultKeepMs, signal: host.signal });
    },
    close: store.close,
  };
}
