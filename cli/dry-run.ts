// `crawl --dry-run`: what would be asked of whom, from the list and the store alone.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Frontier, HostSchedule } from "../src/crawl/frontier.ts";
import { type PlannedAsk, plannedAsks } from "../src/crawl/planned-asks.ts";
import { type Candidate, isRefused, type Source, textOf } from "../src/crawl/sources/candidate.ts";
import { fromSchedule } from "../src/crawl/sources/schedule.ts";
import { createSourceMemory, type SourceMemory } from "../src/crawl/sources/source-memory.ts";
import { readTarget } from "../src/discover/target.ts";
import { printable } from "../src/document/printable.ts";
import { openPalette } from "./colour.ts";
import type { CrawlValues } from "./crawl-options.ts";
import { exitCode } from "./exit-code.ts";
import { schemaVersion, toJson } from "./format/json.ts";
import { plansText, planText, sourceText } from "./format/plan-text.ts";
import type { Host } from "./host.ts";
import { fromFile, fromOperands } from "./host-list.ts";

/** A request to come, and whether it asks only for what has changed. */
export interface KnownAsk extends PlannedAsk {
  readonly conditional: boolean;
}

/** What would happen to one host. */
export interface Plan {
  readonly event: "plan";
  readonly host: string;
  readonly action: "visit" | "skip" | "refuse";
  /** Why not. */
  readonly reason?: string;
  /** Until when it is skipped. */
  readonly until?: Date;
  readonly asks: readonly KnownAsk[];
  /** What the store knows of its visits. */
  readonly schedule?: HostSchedule;
}

/** A list that would be read first; whom it names is known only then. */
export interface PlannedSource {
  readonly event: "source";
  readonly source: string;
  /** Only what changed later would be read. */
  readonly since?: Date;
}

type Memory = Pick<Frontier, "due" | "schedule" | "remembered" | "isForgotten"> & {
  readonly sources: SourceMemory;
  close(): Promise<void>;
};

/** Tells the plans. Rejects as a crawl does where the list or the store cannot be read. */
export async function dryRun(operands: readonly string[], given: CrawlValues, host: Host): Promise<number> {
  const memory = await openReadOnly(given.store, host);
  const palette = await openPalette(host, given.color);
  const counts = { visit: 0, skip: 0, refuse: 0 };
  const seen = new Set<string>();
  const asText = given.format === "text";
  const problems: string[] = [];
  const tell = async (text: string, event: Plan | PlannedSource): Promise<void> =>
    host.stdout.write(asText ? text : `${toJson({ schemaVersion, ...event }, { lines: false })}\n`);
  try {
    for await (const source of plannedSources(given, memory)) await tell(sourceText(source), source);
    for await (const candidate of candidates(operands, given, { memory, host, problems })) {
      if (host.signal.aborted) return exitCode.partial;
      const plan = await planOf(candidate, memory, { now: host.now(), given });
      if (seen.has(plan.host)) continue;
      seen.add(plan.host);
      counts[plan.action] += 1;
      await tell(planText(plan, palette), plan);
    }
  } finally {
    await memory.close();
  }
  if (asText) await host.stdout.write(plansText(counts));
  for (const problem of problems) await host.stderr.write(`error: the hosts of ${printable(problem)}\n`);
  return problems.length > 0 ? exitCode.unknown : exitCode.clean;
}

async function* plannedSources(
  { fromCatalog, fromRegistry }: CrawlValues,
  { sources }: Memory,
): AsyncGenerator<PlannedSource, void, undefined> {
  for (const source of fromCatalog) yield { event: "source", source };
  for (const source of fromRegistry) {
    const since = await sources.lastWalk(source);
    yield { event: "source", source, ...(since && { since }) };
  }
}

async function* candidates(
  operands: readonly string[],
  { from, column, due }: CrawlValues,
  { memory, host, problems }: { readonly memory: Memory; readonly host: Host; readonly problems: string[] },
): AsyncGenerator<Candidate, void, undefined> {
  const sources: [name: string, source: Source][] = [
    ["operands", fromOperands(operands)],
    ...from.map((path): [string, Source] => [path, fromFile(path, column, host)]),
    ...(due ? [["due", fromSchedule(memory, host.now())] as [string, Source]] : []),
  ];
  for (const [name, source] of sources) {
    const { problem } = yield* source;
    if (problem !== undefined) problems.push(`"${name}" are not all known: it ${problem}`);
  }
}

async function planOf(
  candidate: Candidate,
  memory: Memory,
  { now, given }: { readonly now: Date; readonly given: Pick<CrawlValues, "minAge" | "legacy" | "locators"> },
): Promise<Plan> {
  const target = isRefused(candidate) ? candidate : readTarget(textOf(candidate));
  if ("problem" in target) {
    return { event: "plan", host: textOf(candidate), action: "refuse", reason: target.reason, asks: [] };
  }
  const schedule = await memory.schedule(target.key);
  const known = { event: "plan", host: target.key, ...(schedule && { schedule }) } as const;
  if (await memory.isForgotten(new URL(target.url).hostname))
    return { ...known, action: "skip", reason: "forgotten", asks: [] };
  const wait = waitOf(schedule, given.minAge ?? 0);
  if (wait && wait.until > now) return { ...known, action: "skip", ...wait, asks: [] };
  const asks: KnownAsk[] = [];
  for (const ask of plannedAsks(target, { ard: true, locators: given.locators, legacy: given.legacy })) {
    asks.push({ ...ask, conditional: (await memory.remembered(ask.url)) !== undefined });
  }
  return { ...known, action: "visit", asks };
}

/** What would keep a visit from beginning, as `crawl` would say it. */
function waitOf(
  { lastVisitAt, leasedUntil, notBefore, rest = "backing-off" }: Partial<HostSchedule> = {},
  minAgeMs: number,
): { readonly reason: string; readonly until: Date } | undefined {
  const waits = [
    ...(leasedUntil ? [{ reason: "leased", until: leasedUntil }] : []),
    ...(notBefore ? [{ reason: rest, until: notBefore }] : []),
    ...(lastVisitAt ? [{ reason: "visited-lately", until: new Date(lastVisitAt.getTime() + minAgeMs) }] : []),
  ];
  return waits.sort((a, b) => b.until.getTime() - a.until.getTime())[0];
}

/** A store is only read, and where there is none yet, nobody is known. */
async function openReadOnly(path: string | undefined, host: Host): Promise<Memory> {
  if (path === undefined || !existsSync(resolve(host.cwd, path))) {
    const { createMemoryFrontier } = await import("../src/crawl/memory-frontier.ts");
    return { ...createMemoryFrontier(), sources: createSourceMemory(), close: async () => {} };
  }
  const { openStore } = await import("../registry/store/sqlite.ts");
  const { frontier, dueAt, sources, close } = await openStore(resolve(host.cwd, path), {
    now: host.now,
    readOnly: true,
  });
  return { ...frontier, due: dueAt, sources, close };
}
