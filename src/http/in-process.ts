// An Exchange over a fetch handler in this process, such as the registry's own: no port, no socket.

import type { Answer, Exchange } from "./exchange.ts";

/** Answers requests in this process. */
export type FetchHandler = (request: Request) => Promise<Response> | Response;

/** Makes an Exchange of a fetch handler. It follows no redirects and keeps `policy.maxBytes`; a handler's throw is a bug. */
export function exchangeFromFetch(fetch: FetchHandler): Exchange {
  return async ({ method, url, headers, body, policy, signal }) => {
    signal?.throwIfAborted();
    const started = performance.now();
    const response = await fetch(
      new Request(url, { method, headers, ...(body && { body }), ...(signal && { signal }) }),
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > policy.maxBytes) return { code: "too-large", message: "the body is larger than the limit", url };
    const { status } = response;
    const hops = [{ url, status, tls: url.startsWith("https:") }];
    const answer: Answer = {
      status,
      headers: Object.fromEntries(response.headers),
      bytes,
      hops,
      ms: performance.now() - started,
    };
    return answer;
  };
}
