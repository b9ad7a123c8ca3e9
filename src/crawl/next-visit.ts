// When the schedule wants a host again, by how the last visit ended and by what the ones before have shown.

import type { FailureCode } from "../document/report.ts";
import type { Answer } from "../http/exchange.ts";
import { freshnessMs, revisitDefaultMs } from "./freshness.ts";
import { type Beat, nextRhythm, type Rhythm, revisitMinMs } from "./rhythm.ts";

const hourMs = 3600 * 1000;

/** A host with nothing published, or that keeps us out, is asked again after a day. */
export const absentRevisitMs: number = 24 * hourMs;

/** A host that says it is gone for good (410, 451) is asked again after 30 days. */
export const goneRevisitMs: number = 30 * 24 * hourMs;

/** A name that does not exist may be registered any time: after an hour. */
export const noNameRevisitMs: number = hourMs;

/** The first step of backing off from a host that fails. */
export const backOffStepMs = 60_000;

/** The longest back-off. */
export const backOffMaxMs: number = 7 * 24 * hourMs;

/** Revisits are spread by this part of their interval to both sides, so that hosts do not flock. */
export const jitter = 0.1;

/** How a visit ended. */
export interface Ending {
  readonly outcome: "found" | "none" | "failed" | "refused";
  readonly failure?: FailureCode;
  /** The name does not exist. */
  readonly noName?: boolean;
  /** The status of the target's own document, where it answered. */
  readonly status?: number;
  /** The answer of the target's own document, where it was found. */
  readonly answer?: Pick<Answer, "status" | "headers">;
  /** Failed visits in a row before this one. */
  readonly failures: number;
  /** Hash over what was seen. */
  readonly contents: string;
  readonly leftOver?: boolean;
  readonly unsure?: boolean;
}

/** The next visit, and the rhythm that it stands in. */
export interface Plan {
  readonly at: Date;
  /** As before where the host did not answer. */
  readonly rhythm?: Rhythm;
}

/**
 * Plans the next visit. What answered is due by its rhythm, give or take a tenth; what fails backs off at random within a
 * window that doubles. `random` gives numbers from 0 to below 1.
 */
export function planVisit(
  ending: Ending,
  before: Rhythm | undefined,
  { now, random }: { readonly now: Date; readonly random: () => number },
): Plan {
  const least = leastOf(ending, now);
  if (least === undefined) {
    const window = Math.min(backOffStepMs * 2 ** Math.min(ending.failures, 30), backOffMaxMs);
    return planned(Math.max(random() * window, backOffStepMs), before, now);
  }
  const rhythm = nextRhythm({ ...ending, ...least }, before);
  return planned(rhythm.intervalMs * (1 - jitter + random() * 2 * jitter), rhythm, now);
}

function planned(ms: number, rhythm: Rhythm | undefined, now: Date): Plan {
  return { at: new Date(now.getTime() + Math.round(ms)), ...(rhythm && { rhythm }) };
}

/** Where the rhythm of such an ending begins and what it never goes below; undefined where there was no real answer. */
function leastOf(
  { outcome, status, answer, noName }: Ending,
  now: Date,
): Pick<Beat, "leastMs" | "startMs"> | undefined {
  const both = (ms: number) => ({ leastMs: ms, startMs: ms });
  if (outcome === "found") {
    const fresh = answer && freshnessMs(answer, now);
    return fresh === undefined ? { leastMs: revisitMinMs, startMs: revisitDefaultMs } : both(fresh);
  }
  if (status === 410 || status === 451) return both(goneRevisitMs);
  if (outcome !== "failed" || status === 401 || status === 403) return both(absentRevisitMs);
  return noName ? both(noNameRevisitMs) : undefined;
}
