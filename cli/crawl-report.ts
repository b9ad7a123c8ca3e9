// Collects what an operator wants to read after a crawl: what failed, who was slow, what changed.

import { changeJson } from "../registry/history/change-json.ts";
import type { HostEvent, SummaryEvent } from "../src/crawl/event.ts";
import type { RunChanges } from "./crawl-memory.ts";
import type { SourceNote } from "./crawl-sources.ts";
import { schemaVersion, tool } from "./format/json.ts";

/** Hosts that are named for one kind of failure. */
const examplesMax = 10;

/** Hosts that are named for being slow. */
const slowestMax = 20;

/** A kind of failure: how many hosts met it, and the first of them. */
export interface FailureKind {
  readonly code: string;
  readonly hosts: number;
  readonly examples: readonly { readonly host: string; readonly message: string }[];
}

/** What `--report` writes. */
export interface CrawlReport {
  readonly schemaVersion: number;
  readonly tool: typeof tool;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly complete: boolean;
  readonly summary: Omit<SummaryEvent, "event" | "complete">;
  readonly sources: readonly Pick<SourceNote, "source" | "places" | "problem">[];
  /** Most hosts first. */
  readonly failures: readonly FailureKind[];
  readonly refusals: readonly FailureKind[];
  readonly slowest: readonly Pick<HostEvent, "host" | "durationMs" | "requests" | "outcome">[];
  /** As `history` tells them. */
  readonly changes: readonly ReturnType<typeof changeJson>[];
  readonly changesOmitted: number;
}

/** The rest of a report, known when the crawl has ended. */
export interface ReportEnd extends RunChanges {
  readonly summary: SummaryEvent;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly sources: readonly SourceNote[];
}

/** A report that is being collected. */
export interface ReportCollector {
  add(event: HostEvent): void;
  /** Failed hosts by kind of failure. */
  failures(): readonly FailureKind[];
  /** Hosts that were not visited now, by the reason. */
  skips(): readonly FailureKind[];
  finish(end: ReportEnd): CrawlReport;
}

/** Starts an empty one. Its size is bounded, whatever the crawl's is. */
export function createReport(): ReportCollector {
  const failures = createKinds();
  const refusals = createKinds();
  const skips = createKinds();
  let slowest: HostEvent[] = [];
  return {
    add(event) {
      if (event.outcome === "failed") failures.add(event.failure?.code ?? "unknown", event);
      if (event.outcome === "refused") refusals.add(event.reason ?? "unknown", event);
      if (event.outcome === "skipped") skips.add(event.refusal?.reason ?? "unknown", event);
      if (event.durationMs <= (slowest.length < slowestMax ? 0 : (slowest.at(-1)?.durationMs ?? 0))) return;
      slowest = [...slowest, event].sort((a, b) => b.durationMs - a.durationMs).slice(0, slowestMax);
    },
    failures: failures.all,
    skips: skips.all,
    finish({ summary, startedAt, endedAt, sources, changes, omitted }) {
      const { event: _, complete, ...counts } = summary;
      return {
        schemaVersion,
        tool,
        startedAt,
        endedAt,
        complete,
        summary: counts,
        sources: sources.map(({ source, places, problem }) => ({ source, places, ...(problem && { problem }) })),
        failures: failures.all(),
        refusals: refusals.all(),
        slowest: slowest.map(({ host, durationMs, requests, outcome }) => ({ host, durationMs, requests, outcome })),
        changes: changes.map(changeJson),
        changesOmitted: omitted,
      };
    },
  };
}

function createKinds() {
  const kinds = new Map<string, { hosts: number; examples: { host: string; message: string }[] }>();
  return {
    add(code: string, { host, failure }: HostEvent): void {
      const kind = kinds.get(code) ?? { hosts: 0, examples: [] };
      kinds.set(code, kind);
      kind.hosts += 1;
      if (kind.examples.length < examplesMax) kind.examples.push({ host, message: failure?.message ?? "" });
    },
    all: (): readonly FailureKind[] =>
      [...kinds]
        .map(([code, kind]) => ({ code, ...kind }))
        .sort((a, b) => b.hosts - a.hosts || (a.code < b.code ? -1 : 1)),
  };
}
