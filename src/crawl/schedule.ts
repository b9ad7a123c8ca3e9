// Plans the next visit from all that one visit was: its ending, its contents, and what it leaves for the next lease.

import type { Discovery } from "../discover/discovery.ts";
import { type Answer, isFailure } from "../http/exchange.ts";
import { readUrl } from "../text/read-url.ts";
import { breakerMs } from "./breaker.ts";
import type { HostResult, Observation } from "./frontier.ts";
import type { VisitFacts } from "./host-result.ts";
import { planVisit } from "./next-visit.ts";
import { sha256 } from "./sha256.ts";

/** The schedule's part of a result. */
export type Schedule = Pick<HostResult, "nextVisitAt" | "notBefore" | "rest" | "rhythm" | "timeouts">;

/** Plans on. `observations` are the visit's own. */
export function scheduleOf(
  discovery: Discovery,
  visit: VisitFacts,
  { outcome, observations }: Pick<HostResult, "outcome" | "observations">,
): Schedule {
  const { lease, endedAt: now, random } = visit;
  // A visit that ran out of its own time may have waited for us; only a request that hung is the host's doing.
  const first = visit.looks[0]?.result;
  const late = outcome === "failed" && first !== undefined && isFailure(first) && first.code === "timeout";
  const timeouts = late ? (lease.timeouts ?? 0) + 1 : 0;
  const ending = {
    outcome,
    failures: lease.failures ?? 0,
    contents: contentsOf(observations),
    leftOver: discovery.unasked.some((url) => hostOf(url) === hostOf(discovery.target)),
    unsure:
      outcome === "found" && (discovery.unasked.length > 0 || observations.some((seen) => seen.outcome === "failed")),
    ...rootOf(discovery, visit),
  };
  const { at, rhythm } = planVisit(ending, lease.rhythm, { now, random });
  const breaker = breakerMs(timeouts);
  const tired = breaker > 0 ? { until: new Date(now.getTime() + breaker), why: "not-answering" as const } : undefined;
  const rest = tired && !(visit.rest && visit.rest.until > tired.until) ? tired : visit.rest;
  return {
    nextVisitAt: rest && rest.until > at ? rest.until : at,
    ...(rest && { notBefore: rest.until, rest: rest.why }),
    ...(rhythm && { rhythm }),
    timeouts,
  };
}

/** What the schedule goes by: the answer of what was found, or of what was asked for first. */
function rootOf(
  { outcome, catalogs, servers }: Discovery,
  { looks }: VisitFacts,
): { status?: number; noName?: boolean; answer?: Answer } {
  const result = looks[0]?.result;
  if (outcome === "found") {
    const there = catalogs.find(({ report, depth }) => depth === 0 && report.failure === undefined);
    const answer = there?.answer ?? servers[0]?.answer;
    return answer ? { answer } : {};
  }
  if (result === undefined) return {};
  const status = result.status === undefined ? {} : { status: result.status };
  return { ...status, ...(isFailure(result) && result.code === "dns" && result.permanent && { noName: true }) };
}

function hostOf(url: string): string | undefined {
  return readUrl(url)?.hostname;
}

/** Equal for two visits that saw the same; what failed in passing says nothing. */
function contentsOf(observations: readonly Observation[]): string {
  const seen = observations
    .filter(({ outcome }) => outcome !== "failed")
    .map(({ url, outcome, sha256: hash }) => JSON.stringify([url, outcome === "not-modified" ? "ok" : outcome, hash]));
  return sha256(seen.sort().join("\n"));
}
