// Asks one place and says what stands there, in one of a few states.

import { isNothing } from "../discover/fetch-document.ts";
import { mediaTypeOf } from "../discover/media-type.ts";
import type { Report } from "../document/report.ts";
import { type Answer, type Exchange, type Failure, finalUrl, isFailure } from "../http/exchange.ts";
import { validate } from "../validate/validate.ts";
import type { Place } from "./places.ts";
import { getPolicy } from "./policies.ts";

/**
 * What a place gave. `document`: JSON, judged; `absent`: 404, 410 or 451; `page`: a page for people or nothing at all;
 * `catch-all`: what the host gives for every path; `guarded`: 401 or 403; `wall`: a page that tests for humans; `odd`: another
 * status; `failed`: no answer; `unasked`: a budget was spent.
 */
export type PlaceState =
  | "document"
  | "absent"
  | "page"
  | "catch-all"
  | "guarded"
  | "wall"
  | "odd"
  | "failed"
  | "unasked";

/** A place that was looked at. */
export interface PathFound {
  readonly place: Place;
  readonly url: string;
  readonly state: PlaceState;
  readonly answer?: Answer;
  /** Where there is a document. */
  readonly report?: Report;
  readonly failure?: Failure;
}

/** What is asked for at a place whose content decides what it is. */
const accept = "application/mcp-server-card+json, application/ai-catalog+json, application/json;q=0.9, */*;q=0.1";

/** How places are asked. */
export interface ProbeOptions {
  readonly exchange: Exchange;
  readonly signal: AbortSignal;
  /** What the host gives for a path that nobody made. */
  readonly canary?: Answer;
}

/** Asks a URL as one place. Rejects only on abort. */
export async function probe(place: Place, url: string, { exchange, signal, canary }: ProbeOptions): Promise<PathFound> {
  const result = await exchange({ method: "GET", url, headers: { accept }, policy: getPolicy, signal });
  return readPlace(place, url, { result, ...(canary && { canary }) });
}

/** Reads what a place gave. */
export function readPlace(
  place: Place,
  url: string,
  { result, canary }: { readonly result: Answer | Failure; readonly canary?: Answer },
): PathFound {
  if (isFailure(result)) {
    return { place, url, state: result.code === "bot-wall" ? "wall" : "failed", failure: result };
  }
  const found = { place, url, answer: result };
  const { status } = result;
  if (status === 404 || status === 410 || status === 451) return { ...found, state: "absent" };
  if (status === 401 || status === 403) return { ...found, state: "guarded" };
  if (status !== 200) return { ...found, state: "odd" };
  const report = validate(result.bytes, { source: url, servedFrom: new URL(finalUrl(result)).hostname });
  const nothing = isNothing(report) || report.kind === "html";
  if (canary && isCatchAll(result, canary, nothing)) return { ...found, state: "catch-all" };
  return nothing ? { ...found, state: "page" } : { ...found, state: "document", report };
}

/** Whether an answer is what the host gives for any path: the same bytes, or a page where the canary got a page. */
function isCatchAll(answer: Answer, canary: Answer, nothing: boolean): boolean {
  if (canary.status !== 200) return false;
  if (Buffer.compare(answer.bytes, canary.bytes) === 0) return true;
  const type = mediaTypeOf(canary.headers["content-type"]);
  return nothing && type === mediaTypeOf(answer.headers["content-type"]);
}
