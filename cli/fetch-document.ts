// Fetches one document that the user named by URL, and turns what the world said into a failure or bytes.

import { serverCardUrl } from "../src/discover/server-card-url.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { type Exchange, type Failure, finalUrl, isFailure, type Policy } from "../src/http/exchange.ts";
import { catalogMaxBytes, maxRedirects, requestTimeoutMs } from "../src/http/limits.ts";

/** What a user agent may ask for when it reads one document. */
const policy: Policy = {
  methods: ["GET"],
  maxBytes: catalogMaxBytes,
  timeoutMs: requestTimeoutMs,
  maxRedirects,
};

/** A document as it was served. */
export interface Fetched {
  readonly bytes: Uint8Array;
  /** The exact host that answered in the end. */
  readonly servedFrom: string;
}

/** Fetches a URL. Any status but 2xx is a failure: there is no document to judge. */
export async function fetchDocument(url: string, exchange: Exchange, signal: AbortSignal): Promise<Fetched | Failure> {
  const headers = { accept: `${cardMediaType}, ${catalogMediaType}, application/json;q=0.9, */*;q=0.1` };
  const answer = await exchange({ method: "GET", url, headers, policy, signal });
  if (isFailure(answer)) return answer;
  if (answer.status < 200 || answer.status > 299) {
    return { code: "status", message: `the server answered ${answer.status}`, url, status: answer.status };
  }
  return { bytes: answer.bytes, servedFrom: new URL(finalUrl(answer)).hostname };
}

/** A clause for what a status tells of the URL that was asked: endpoints of MCP answer a GET for a document with 405 or 406. */
export function endpointHint(url: string, status: number | undefined): string {
  return status === 405 || status === 406 ? `; if that is an MCP endpoint, its card is at ${serverCardUrl(url)}` : "";
}
