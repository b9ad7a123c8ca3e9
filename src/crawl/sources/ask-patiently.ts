// Asks one URL for a list of hosts, again when it was busy or stumbled, and at most for so long.

import { type Answer, type Ask, type Exchange, type Failure, isFailure } from "../../http/exchange.ts";
import type { Pace } from "../pace.ts";
import { retryAfterMs } from "../retry-after.ts";

/** How often one URL is asked for. */
export const listMaxAttempts = 4;

/** The first wait after a failure in passing; it doubles. */
export const listRetryMs = 2_000;

/** All waits for one URL together: who asks for more rest is asked again by the next crawl. */
export const listPatienceMs: number = 15 * 60_000;

/** What a list is asked for with. */
export interface ListTools {
  /** A guarded one, with the connections of one visit. */
  readonly exchange: Exchange;
  readonly pace: Pace;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

/** Failures that the next attempt may not meet. */
const passing: ReadonlySet<string> = new Set(["timeout", "reset", "refused"]);

/** Asks until there is an answer other than 429, 5xx or a failure in passing. Retry-After is obeyed (RFC 9110 section 10.2.3). */
export async function askPatiently(ask: Ask, { exchange, pace, now, signal }: ListTools): Promise<Answer | Failure> {
  const asked: Ask = signal ? { ...ask, signal } : ask;
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    const result = await exchange(asked);
    const waitMs = waitAfter(result, attempt, now());
    if (waitMs === undefined || attempt === listMaxAttempts || waited + waitMs > listPatienceMs) return result;
    waited += waitMs;
    await pace.sleep(waitMs, signal);
  }
}

/** How long to wait before the next attempt; undefined where none is of use. */
function waitAfter(result: Answer | Failure, attempt: number, now: Date): number | undefined {
  const { status = 0, headers } = result;
  const asked = headers?.["retry-after"];
  if (status === 429 || (status === 503 && asked !== undefined)) return retryAfterMs(asked, now);
  const again = isFailure(result) ? passing.has(result.code) : status >= 500;
  return again ? listRetryMs * 2 ** (attempt - 1) : undefined;
}

/** Says why a result is no list: a clause that follows what was asked for. */
export function notAList(result: Answer | Failure): string {
  if (isFailure(result)) return `${silence(result)} (${result.code}: ${result.message})`;
  const rest = result.headers["retry-after"];
  const until =
    result.status === 429 && rest !== undefined ? ` and asks to be left alone ("retry-after: ${rest}")` : "";
  return `answered ${result.status}${until}`;
}

/** What a failure came from, in words that follow who was to be asked: the gate, or the world. */
export function silence({ code }: Failure): string {
  return code.startsWith("forbidden-") ? "may not be asked" : "did not answer";
}
