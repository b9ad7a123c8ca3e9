// The exchange of a check: asks as a page on another origin would, asks for nothing twice, and remembers every answer.

import type { Answer, Ask, Exchange, Failure } from "../http/exchange.ts";

/** Where the page stands that a check plays, for CORS. Nobody can own a name under `.example` (RFC 2606). */
export const pageOrigin = "https://page.example";

/** An exchange with a memory. */
export interface Recorder {
  /** GETs carry `Origin`; one that was made before is answered from memory. Other methods pass through. */
  readonly exchange: Exchange;
  /** What a GET of this URL gave, where one was made. */
  answerTo(url: string): Answer | Failure | undefined;
}

/** Wraps an exchange for one check. */
export function createRecorder(inner: Exchange): Recorder {
  const known = new Map<string, Promise<Answer | Failure>>();
  const settled = new Map<string, Answer | Failure>();

  async function get(ask: Ask): Promise<Answer | Failure> {
    const result = await inner({ ...ask, headers: { ...ask.headers, origin: pageOrigin } });
    settled.set(ask.url, result);
    return result;
  }

  return {
    exchange: (ask) => {
      if (ask.method !== "GET" || ask.headers["if-none-match"] !== undefined) return inner(ask);
      const before = known.get(ask.url);
      if (before !== undefined) return before;
      const result = get(ask);
      known.set(ask.url, result);
      // What an abort cut off was not answered.
      result.catch(() => known.delete(ask.url));
      return result;
    },
    answerTo: (url) => settled.get(url),
  };
}
