// Joins everything that a crawl's hosts come from into one list, and notes how each source ended.

import type { Frontier } from "../src/crawl/frontier.ts";
import { delayDefaultMs } from "../src/crawl/manners.ts";
import { realPace } from "../src/crawl/pace.ts";
import type { ListTools } from "../src/crawl/sources/ask-patiently.ts";
import type { Candidate, Source, SourceEnd } from "../src/crawl/sources/candidate.ts";
import { fromCatalog } from "../src/crawl/sources/catalog.ts";
import { fromRegistry } from "../src/crawl/sources/registry.ts";
import { fromSchedule } from "../src/crawl/sources/schedule.ts";
import type { SourceMemory } from "../src/crawl/sources/source-memory.ts";
import type { Transport } from "../src/http/transport.ts";
import type { CrawlValues } from "./crawl-options.ts";
import type { Host } from "./host.ts";
import { fromFile, fromOperands } from "./host-list.ts";

/** A source that was read: as the user named it, how many places of it were taken up, and how it ended. */
export interface SourceNote extends SourceEnd {
  readonly source: string;
  readonly places: number;
}

/** What sources are opened with. */
export interface SourceParts {
  readonly operands: readonly string[];
  readonly given: CrawlValues;
  readonly transport: Transport;
  readonly memory: { readonly frontier: Frontier; readonly sources: SourceMemory };
  readonly mayHurry: (host: string) => boolean;
  readonly host: Host;
}

interface Named {
  readonly source: string;
  open(): Source;
}

/** Yields all hosts, source after source. One that cannot be read is noted in `notes` and keeps nobody from the next. */
export async function* allHosts(parts: SourceParts, notes: SourceNote[]): AsyncGenerator<Candidate, void, undefined> {
  for (const { source, open } of sourcesOf(parts)) {
    const places = open();
    let count = 0;
    let next = await places.next();
    try {
      for (; !next.done; next = await places.next()) {
        count += 1;
        yield next.value;
      }
    } finally {
      if (!next.done) await places.return({});
    }
    notes.push({ source, places: count, ...next.value });
  }
}

function sourcesOf({ operands, given, transport, memory, mayHurry, host }: SourceParts): Named[] {
  const withList = (read: (tools: ListTools) => Source): (() => Source) =>
    async function* () {
      const visit = transport.openVisit();
      try {
        return yield* read({ exchange: visit.exchange, pace: realPace, now: host.now, signal: host.signal });
      } finally {
        await visit.close();
      }
    };
  return [
    ...(operands.length > 0 ? [{ source: "operands", open: () => fromOperands(operands) }] : []),
    ...given.from.map((path) => ({ source: path, open: () => fromFile(path, given.column, host) })),
    // Before the lists of strangers: what is named twice is visited as who named it first may.
    ...(given.due ? [{ source: "due", open: () => fromSchedule(memory.frontier, host.now()) }] : []),
    ...given.fromCatalog.map((url) => ({ source: url, open: withList((tools) => fromCatalog(url, tools)) })),
    ...given.fromRegistry.map((base) => ({
      source: base,
      open: withList(async function* (tools) {
        const since = await memory.sources.lastWalk(base);
        const asked = (given.delay ?? 0) * 1000;
        const delayMs = mayHurry(new URL(base).hostname) ? asked : Math.max(asked, delayDefaultMs);
        return yield* fromRegistry(base, { ...tools, delayMs, ...(since && { since }) });
      }),
    })),
  ];
}

/** Whether the number of hosts is known before they are read. */
export function isCountable({ fromCatalog: catalogs, fromRegistry: registries, due }: CrawlValues): boolean {
  return catalogs.length === 0 && registries.length === 0 && !due;
}
