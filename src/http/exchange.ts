// The one HTTP shape of the project: a question in, an answer or a failure out, as plain objects.

import type { FailureCode } from "../document/report.ts";

/** Which addresses and URLs may be reached: the hosted registry's rules or the command line's. */
export type AddressProfile = "registry" | "cli";

/** What an Ask may ask for. Policies are constants beside their callers: crawling may only GET. */
export interface Policy {
  readonly methods: readonly string[];
  /** The most bytes of body that are read, both on the wire and decoded. */
  readonly maxBytes: number;
  /** Wall-clock limit for the whole answer, redirects included, in milliseconds. */
  readonly timeoutMs: number;
  readonly maxRedirects: number;
  /** The answer may come compressed; by default it is asked for as it is. */
  readonly compressed?: true;
}

/** One request. Header names are lower-case; no header beyond these and the fixed set is sent. */
export interface Ask {
  readonly method: "GET" | "HEAD" | "OPTIONS" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly policy: Policy;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
  /** A document from a public address named this URL: private addresses are refused, even where they are allowed. */
  readonly ledByPublic?: true;
  /**
   * For a stream that may never end. It is told each piece of the body, once; when it says true, or the time is up after the
   * headers came, the answer is what was read until then, marked `partial`, and the connection ends.
   */
  readonly until?: (piece: Uint8Array) => boolean;
}

/** One step of a redirect chain, the last being the one that answered. */
export interface Hop {
  readonly url: string;
  readonly status: number;
  /** The address that was dialled, where there was one. */
  readonly address?: string;
  /** True when the hop's certificate was verified. */
  readonly tls: boolean;
  /** What the connection speaks, such as `TLSv1.3`; absent for plain http and where nothing was dialled. */
  readonly tlsVersion?: string;
}

/** What the world said. Any status is an answer, but for what the exchange itself follows (redirects). */
export interface Answer {
  readonly status: number;
  /** Lower-case names; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** The decoded body. */
  readonly bytes: Uint8Array;
  /** At least one; `hops[0].url` is what was asked, the last is what answered. */
  readonly hops: readonly Hop[];
  readonly ms: number;
  /** True when a 304 was answered from remembered bytes (set by the crawler's polite exchange, never by the network). */
  readonly notModified?: boolean;
  /** True when `ask.until` or the time ended the reading, not the host. */
  readonly partial?: true;
}

/** The world did not answer. Returned, never thrown. The message is safe to show: it holds no banner text. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly url: string;
  readonly status?: number;
  /** True where asking again soon is pointless: the name does not exist (NXDOMAIN). */
  readonly permanent?: true;
  /** Lower-case response headers, where there was a response. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly hops?: readonly Hop[];
  /** The checked URL of a redirect that was sound but one more than the policy follows. */
  readonly redirectsTo?: string;
}

/** Everything that needs the network takes one of these. It never throws but for an abort of `ask.signal`. */
export type Exchange = (ask: Ask) => Promise<Answer | Failure>;

/** An exchange whose connections live as long as one visit to a host; `close` ends them all. */
export interface Visit {
  readonly exchange: Exchange;
  close(): Promise<void>;
}

/** Whether an exchange's result is a failure. */
export function isFailure(result: Answer | Failure): result is Failure {
  return "code" in result;
}

/** The URL that answered in the end. */
export function finalUrl(answer: Answer): string {
  return answer.hops.at(-1)?.url ?? "";
}
