// Notes what an answer says about asking again: a host that wants rest, or one that lets requests hang, is left alone.

import { type Answer, type Failure, isFailure } from "../http/exchange.ts";
import type { Manners, Resting, VisitPart } from "./manners.ts";
import { retryAfterMs } from "./retry-after.ts";

/** By this status a host asks for rest. */
export const tooManyStatus = 429;

/** By this one it does only when it says for how long. */
const unavailable = 503;

/** How much longer than asked for a host may be left alone, so that not everybody comes back at once. */
export const restJitter = 0.1;

/** Notes it for the rest of the crawl. */
export function noteRest(host: string, result: Answer | Failure, manners: Manners, { random }: VisitPart): void {
  manners.noteDeadline(host, isFailure(result) && result.code === "timeout");
  const { status, headers } = result;
  const asked = headers?.["retry-after"];
  if (status !== tooManyStatus && !(status === unavailable && asked !== undefined)) return;
  const now = manners.now();
  const waitMs = retryAfterMs(asked, now) * (1 + random() * restJitter);
  manners.hold(host, { until: new Date(now.getTime() + Math.round(waitMs)), why: "backing-off" });
}

/** What is said instead of asking a host that is left alone. */
export function restFailure(url: string, { until, why }: Resting): Failure {
  const end = until.toISOString();
  return why === "backing-off"
    ? { code: "status", message: `the host asked to be left alone until ${end}`, url, status: tooManyStatus }
    : { code: "timeout", message: `the host let too many requests hang and is left alone until ${end}`, url };
}
