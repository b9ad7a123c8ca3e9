// The way into bare node:http, named by shape: nothing of Node is loaded for it.

import type { CardHandler } from "./serve-cards.ts";

/** What of an incoming message of node:http is read. */
export interface IncomingLike {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: { readonly "if-none-match"?: string | undefined };
}

/** What of a response of node:http is written to. */
export interface OutgoingLike {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: Uint8Array): unknown;
}

/** Answers, and resolves to true, where the path is one of the documents; else leaves the response alone: false. */
export type NodeHandler = (request: IncomingLike, response: OutgoingLike) => Promise<boolean>;

/** Makes the handler one for `createServer((request, response) => ...)` of node:http, node:https and node:http2. */
export function toNode(cards: CardHandler): NodeHandler {
  return async ({ method = "GET", url = "", headers }, response) => {
    const answer = await cards.answer({ method, path: pathOf(url), ifNoneMatch: headers["if-none-match"] });
    if (answer === undefined) return false;
    response.writeHead(answer.status, { ...answer.headers });
    response.end(answer.body);
    return true;
  };
}

/** A request line may hold a whole URL (RFC 9112 section 3.2.2), as proxies are sent it. */
export function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
}
