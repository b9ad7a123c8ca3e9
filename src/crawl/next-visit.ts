// When the schedule wants a host again, by how the last visit ended.

import type { FailureCode } from "../document/report.ts";
import type { Answer } from "../http/exchange.ts";
import { freshnessMs } from "./freshness.ts";

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

/** How a visit ended. */
export interface Ending {
  readonly outcome: "found" | "none" | "failed" | "refused";
  readonly failure?: FailureCode;
  /** The status of the target's own document, where it answered. */
  readonly status?: number;
  /** The answer of the target's own document, where it was found. */
  readonly answer?: Pick<Answer, "status" | "headers">;
  /** Failed visits in a row before this one. */
  readonly failures: number;
}

/**
 * Gives the time of the next visit. What is found is due by its own freshness, give or take a tenth so that hosts do not
 * flock; what fails backs off at random within a window that doubles. `random` gives numbers from 0 to below 1.
 */
export function nextVisit(ending: Ending, now: Date, random: () => number): Date {
  return new Date(now.getTime() + Math.round(waitMs(ending, now, random)));
}

function waitMs({ outcome, failure, status, answer, failures }: Ending, now: Date, random: () => number): number {
  const spread = 0.9 + random() * 0.2;
  if (outcome === "found") return (answer ? freshnessMs(answer, now) : absentRevisitMs) * spread;
  if (status === 410 || status === 451) return goneRevisitMs * spread;
  if (outcome !== "failed" || status === 401 || status === 403) return absentRevisitMs * spread;
  if (failure === "dns") return noNameRevisitMs * spread;
  const window = Math.min(backOffStepMs * 2 ** Math.min(failures, 30), backOffMaxMs);
  return Math.max(random() * window, backOffStepMs);
}
