// Sums up one visit as the result that the frontier commits.

import type { CatalogFound, Discovery } from "../discover/discovery.ts";
import { isNothing } from "../discover/fetch-document.ts";
import type { Report } from "../document/report.ts";
import { claimsOf, withoutFragment } from "./claims.ts";
import type { HostResult, Lease } from "./frontier.ts";
import type { Resting } from "./manners.ts";
import { observe } from "./observations.ts";
import type { Look } from "./polite-exchange.ts";
import type { RobotsCopy } from "./robots-copy.ts";
import { scheduleOf } from "./schedule.ts";
import { unwantedOf } from "./unwanted.ts";

/** What a visit was besides what it discovered. */
export interface VisitFacts {
  readonly lease: Lease;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly looks: readonly Look[];
  readonly requests: number;
  /** Bytes of bodies that were received. */
  readonly bytes: number;
  /** The target's host wants rest, or does not deserve another try soon. */
  readonly rest?: Resting;
  readonly robots: readonly RobotsCopy[];
  /** What was found anew in documents, by URL. */
  readonly verdicts?: ReadonlyMap<string, string>;
  readonly random: () => number;
}

/** Sums up. Nothing that a budget, a passing failure or a broken document hid is ever counted as missing. */
export function hostResult(discovery: Discovery, visit: VisitFacts): HostResult {
  const reports = reportsByUrl(discovery);
  const outcome = outcomeOf(discovery);
  const failure = outcome === "failed" || outcome === "refused" ? discovery.failures[0] : undefined;
  const observations = visit.looks.map((look) =>
    observe(look, reports.get(look.url) ?? [], visit.verdicts?.get(look.url)),
  );
  return {
    host: visit.lease.host,
    startedAt: visit.startedAt,
    outcome,
    ...(failure && { failure: { code: failure.code, message: failure.message, url: failure.url } }),
    catalogs: discovery.catalogs.filter(({ report }) => report.failure === undefined && !isNothing(report)).length,
    cards: discovery.servers.length,
    invalid: discovery.servers.filter(({ report }) => isInvalid(report)).length,
    notModified: visit.looks.filter((look) => look.from !== undefined).length,
    requests: visit.requests,
    bytes: visit.bytes,
    durationMs: discovery.durationMs,
    observations,
    claims: claimsOf(discovery, visit.endedAt),
    readWhole: readWhole(discovery.catalogs),
    unasked: unaskedOf(discovery),
    unreadable: unreadableOf(discovery),
    robots: visit.robots,
    unwanted: unwantedOf(visit.looks),
    ...scheduleOf(discovery, visit, { outcome, observations }),
  };
}

/** Reports by the URL that was fetched: a catalog's own, and those of what stands inside it. */
function reportsByUrl({ catalogs, servers }: Discovery): Map<string, Report[]> {
  const byUrl = new Map<string, Report[]>();
  const all = [
    ...catalogs.map(({ url, report }) => ({ url, report })),
    ...servers.map(({ cardAt, report }) => ({ url: cardAt, report })),
  ];
  for (const { url, report } of all) {
    const fetched = withoutFragment(url);
    byUrl.set(fetched, [...(byUrl.get(fetched) ?? []), report]);
  }
  return byUrl;
}

function outcomeOf({ outcome, failures }: Discovery): HostResult["outcome"] {
  const refused = ["robots", "forbidden-url", "forbidden-address"].includes(failures[0]?.code ?? "");
  return outcome === "failed" && refused ? "refused" : outcome;
}

function isInvalid({ card, diagnostics }: Report): boolean {
  return (
    card === undefined || diagnostics.some((one) => one.severity === "error" && !one.code.startsWith("admission/"))
  );
}

/** Catalogs that were read to the last entry, with all that stands inside them. */
function readWhole(catalogs: readonly CatalogFound[]): string[] {
  const partly = new Set(
    catalogs
      .filter(({ report }) => report.catalog === undefined || (report.badEntries ?? []).length > 0)
      .map(({ url }) => withoutFragment(url)),
  );
  return [...new Set(catalogs.map(({ url }) => withoutFragment(url)))].filter((url) => !partly.has(url));
}

/** Budgeted out, failed in passing, or unreadable this time: a cut-off body must not cost a server its place. */
function unaskedOf({ unasked, failures, servers }: Discovery): string[] {
  const passing = failures.filter(({ status }) => status !== 404 && status !== 410 && status !== 451);
  const unreadable = servers.filter(({ report }) => report.kind === "not-json" && !isNothing(report));
  return [
    ...new Set([
      ...unasked,
      ...passing.map(({ url, hops }) => hops?.[0]?.url ?? url),
      ...unreadable.map(({ cardAt }) => cardAt),
    ]),
  ];
}

/** Cards that were answered by a document, but by none that can be read as a card. */
function unreadableOf({ servers }: Discovery): string[] {
  const broken = servers.filter(({ report }) => report.card === undefined && !report.failure && !isNothing(report));
  return [...new Set(broken.map(({ cardAt }) => cardAt))];
}
