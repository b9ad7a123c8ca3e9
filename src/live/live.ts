// The shapes of the live comparison: what it may be told, and what it answers.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Exchange, Failure } from "../http/exchange.ts";
import type { Challenge } from "./challenge.ts";

/**
 * What became of one remote. `agrees`: it answered, and nothing but perhaps the name differs. `differs`: the findings say
 * what. `needs-authorization`: it asked who we are, so nothing is verified, which is no failure. `not-asked`: `needs` says
 * what is missing. `unreachable`: `failure` says why. `not-mcp`: it answered, but not as an MCP server.
 */
export type LiveState = "agrees" | "differs" | "needs-authorization" | "not-asked" | "unreachable" | "not-mcp";

/** Which of the two ways to begin a server knows: `server/discover`, or the `initialize` of the revisions before. */
export type Generation = "2026-07-28" | "2025-11-25 and before";

/** How the card's name and the server's own relate; `local-part`: the server gives the part after the slash. */
export type NameMatch = "equal" | "local-part" | "differs";

/** What a server says of itself, each text cut to 1,000 UTF-16 units. It proves nothing about who runs it. */
export interface ServerSays {
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly description?: string;
  readonly websiteUrl?: string;
}

/** How a card's remote compares with the server behind it. */
export interface LiveResult {
  /** The remote's URL as the card writes it, or the endpoint that the caller named. Values of variables are not in it. */
  readonly endpoint: string;
  readonly state: LiveState;
  /** What is missing before the remote can be asked: variables of its URL, and headers. */
  readonly needs?: readonly string[];
  readonly generation?: Generation;
  /** The protocol version that was spoken. */
  readonly protocol?: string;
  /** The versions that the server says it supports, at most 100; of an older one only the version that it chose. */
  readonly supportedVersions?: readonly string[];
  readonly server?: ServerSays;
  readonly name?: NameMatch;
  /** What the server asks for, where the state is `needs-authorization`. */
  readonly authorization?: Challenge;
  /** Why the state is `unreachable`. Its URL is `endpoint`. */
  readonly failure?: Pick<Failure, "code" | "message" | "url" | "status">;
  /** Requests that were sent: at most four. */
  readonly requests: number;
  /** The differences, with pointers into the card; all codes are `live/*`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How {@link compareLive} is to ask. */
export interface LiveOptions {
  /** Where every request goes. It keeps the address rules of whoever made it. */
  readonly exchange: Exchange;
  /** Index of the card's remote; the first unless told. */
  readonly remote?: number;
  /** A URL to ask instead of the remote's own, such as that of a server that is being tested. */
  readonly endpoint?: string;
  /** Sent to the endpoint's origin with every request, and nowhere else. The only secrets that are ever sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Values for the variables of the remote's URL. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The card's text, for positions of findings. */
  readonly text?: string;
  /** Wall-clock limit of each request, in milliseconds; 15,000 unless told. */
  readonly timeoutMs?: number;
  /** The card came from a public address: a private endpoint is refused, even where private ones are allowed. */
  readonly ledByPublic?: true;
  readonly signal?: AbortSignal;
}
