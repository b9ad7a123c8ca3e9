// One document's delivery, exercised: what came, what a browser is told before, what a second look costs.

import { isEntityTag } from "../../discover/entity-tag.ts";
import type { Diagnostic } from "../../document/diagnostic.ts";
import { type Answer, type Exchange, type Failure, finalUrl } from "../../http/exchange.ts";
import { getPolicy, headPolicy, preflightPolicy } from "../policies.ts";
import { pageOrigin } from "../recorder.ts";
import { checkCaching } from "./caching.ts";
import { checkCors } from "./cors.ts";
import { checkHead } from "./head.ts";
import { checkTransport } from "./transport.ts";
import { checkValidators } from "./validators.ts";

/** What one document is, for what may be asked of its delivery. */
export type Served = "card" | "catalog";

/** Everything that was asked about one document. Absent: it could not be asked, or a budget was spent. */
export interface Exercise {
  readonly served: Served;
  readonly url: string;
  readonly answer: Answer;
  readonly preflight?: Answer | Failure;
  /** The second GET, with the first one's ETag. */
  readonly revisit?: Answer | Failure;
  readonly head?: Answer | Failure;
}

/** How an exercise is made. */
export interface ExerciseOptions {
  readonly exchange: Exchange;
  readonly signal: AbortSignal;
  readonly accept: string;
  /** Takes one request from the budget; false where nothing is left. */
  take(url: string): boolean;
}

/** Asks the three questions that a first GET leaves open, as far as the budget reaches. Rejects only on abort. */
export async function exercise(
  subject: Pick<Exercise, "served" | "url" | "answer">,
  { exchange, signal, accept, take }: ExerciseOptions,
): Promise<Exercise> {
  const { answer } = subject;
  const url = finalUrl(answer);
  const etag = answer.headers["etag"];
  const origin = pageOrigin;
  const preflight = take(url)
    ? await exchange({
        method: "OPTIONS",
        url,
        headers: {
          origin,
          "access-control-request-method": "GET",
          "access-control-request-headers": "if-none-match",
        },
        policy: preflightPolicy,
        signal,
      })
    : undefined;
  const revisit =
    etag !== undefined && isEntityTag(etag) && take(url)
      ? await exchange({
          method: "GET",
          url,
          headers: { accept, origin, "if-none-match": etag },
          policy: getPolicy,
          signal,
        })
      : undefined;
  const head = take(url)
    ? await exchange({ method: "HEAD", url, headers: { accept, origin }, policy: headPolicy, signal })
    : undefined;
  return { ...subject, ...(preflight && { preflight }), ...(revisit && { revisit }), ...(head && { head }) };
}

/** Judges an exercise: every finding of delivery that one GET does not show, in a fixed order. */
export function* judgeExercise(done: Exercise): Iterable<Diagnostic> {
  yield* checkTransport(done);
  yield* checkCors(done);
  yield* checkValidators(done);
  yield* checkCaching(done);
  yield* checkHead(done);
}
