// What a crawl remembers: a store that notes the run and thins its past afterwards, or nothing beyond the run.

import { resolve } from "node:path";
import { defaultKeepMs } from "../registry/store/retention.ts";
import type { Change } from "../registry/store/store.ts";
import type { SummaryEvent } from "../src/crawl/event.ts";
import type { Frontier } from "../src/crawl/frontier.ts";
import type { SourceMemory } from "../src/crawl/sources/source-memory.ts";
import type { Host } from "./host.ts";

/** Changes of one run that are told in its report. */
export const reportMaxChanges = 1_000;

/** What changed in the index since the run began, oldest first. */
export interface RunChanges {
  readonly changes: readonly Change[];
  /** How many more there are. */
  readonly omitted: number;
}

/** A crawl's memory. */
export interface Memory {
  readonly frontier: Frontier;
  readonly sources: SourceMemory;
  /** What the run has changed so far; another crawler's changes at the same time are among it. */
  changes(): Promise<RunChanges>;
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
    const { createSourceMemory } = await import("../src/crawl/sources/source-memory.ts");
    return {
      frontier: createMemoryFrontier({ remember: false }),
      sources: createSourceMemory(),
      changes: async () => ({ changes: [], omitted: 0 }),
      end: async () => {},
      close: async () => {},
    };
  }
  const { openStore } = await import("../registry/store/sqlite.ts");
  const store = await openStore(resolve(host.cwd, given.store), { now: host.now });
  const before = await store.sequence();
  const run = await store.beginRun(host.now());
  return {
    frontier: store.frontier,
    sources: store.sources,
    async changes() {
      const changes = await store.history({ after: before, limit: reportMaxChanges });
      const last = changes.at(-1)?.seq ?? before;
      return { changes, omitted: (await store.sequence()) - last };
    },
    async end(summary) {
      await store.endRun(run, summary, host.now());
      await store.compact({ keepMs: given.keep ?? defaultKeepMs, signal: host.signal });
    },
    close: store.close,
  };
}
