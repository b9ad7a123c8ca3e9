// What is decided before a request becomes one of the application's: for which host it is, how much its sender may still
// ask, and whether its answer is known already, or read at once.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Buckets } from "./buckets.ts";
import { clientKey, isLoopback } from "./client.ts";
import type { IsOwnHost } from "./own-hosts.ts";
import { Problem, problemBody, problemStatus } from "./problem.ts";
import { matchesTag, problemHeaders } from "./routes/answer.ts";
import type { Direct } from "./routes/direct.ts";
import type { Kept, KeptAnswers } from "./routes/kept-answers.ts";

/** What a search costs of a client's tokens; anything else costs one. */
export const searchCost = 3;

/** What the front needs. */
export interface FrontOptions {
  readonly answers: Pick<KeptAnswers, "peek" | "lookAgain">;
  readonly direct: Direct;
  readonly isOwnHost: IsOwnHost;
  /** Undefined where nobody is limited. */
  readonly buckets?: Buckets | undefined;
  readonly trustedProxies: number;
  readonly now: () => Date;
  readonly newRequestId: () => string;
  /** Told once that a proxy stands before us which nobody told us of. */
  readonly noteProxy: () => void;
}

/** Answers a request, or gives false: then it is the application's. */
export type Front = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/** Health is asked by machines that know an address and no name, and says nothing but that it is well. */
const anyHost = /^\/v0(?:\.1)?\/(?:health|ping)$/;

const searching = /[?&](?:q|search)=|\/search(?:$|\?)/;

/** Creates the front. It holds whose a connection is, and whether it has noted a proxy. */
export function createFront(options: FrontOptions): Front {
  const { answers, direct, isOwnHost, buckets, trustedProxies, now, newRequestId, noteProxy } = options;
  const keys = new WeakMap<Socket, string>();
  let noted = false;

  /** Whoever holds a connection stays the same, unless a proxy of ours speaks for others through it. */
  function keyOf(socket: Socket, forwardedFor: string | undefined): string {
    const known = trustedProxies === 0 ? keys.get(socket) : undefined;
    if (known !== undefined) return known;
    const key = clientKey({ address: socket.remoteAddress, forwardedFor }, trustedProxies);
    keys.set(socket, key);
    return key;
  }

  /** Seconds to wait; 0 to go on. Programs on this machine are not limited, unless they speak for somebody else. */
  function waitFor(incoming: IncomingMessage, target: string): number {
    if (buckets === undefined) return 0;
    const forwardedFor = incoming.headers["x-forwarded-for"];
    const key = keyOf(incoming.socket, forwardedFor?.toString());
    if (isLoopback(key)) {
      if (forwardedFor === undefined) return 0;
      if (!noted && trustedProxies === 0) noteProxy();
      noted = true;
    }
    return buckets.take(key, searching.test(target) ? searchCost : 1, now().getTime());
  }

  function refuse(outgoing: ServerResponse, problem: Problem): true {
    const requestId = newRequestId();
    const body = Buffer.from(problemBody(problem.kind, problem.message, requestId));
    const headers = { ...problemHeaders(problem, requestId), "Content-Length": body.length };
    outgoing.writeHead(problemStatus(problem.kind), headers).end(body);
    return true;
  }

  return (incoming, outgoing) => {
    const { url: target = "", method } = incoming;
    const asked = target.startsWith("/") ? incoming.headers.host : authorityOf(target);
    if (!isOwnHost(asked) && !anyHost.test(target)) {
      return refuse(outgoing, new Problem("misdirected", "This registry does not answer for that host."));
    }
    const seconds = waitFor(incoming, target);
    if (seconds > 0) {
      const headers = { "Retry-After": String(seconds) };
      return refuse(outgoing, new Problem("too-many-requests", `Too many requests: wait ${seconds} s.`, { headers }));
    }
    if (method !== "GET" && method !== "HEAD") {
      outgoing.once("finish", answers.lookAgain);
      return false;
    }
    // What stays open has the target of a page, and nothing of it is kept.
    if (incoming.headers.accept?.includes("text/event-stream")) return false;
    const kept = answers.peek(target);
    if (kept !== undefined && answerKept(incoming, outgoing, kept)) return true;
    const read = direct(target, incoming.headers["if-none-match"]);
    return read !== undefined && answerKept(incoming, outgoing, read);
  };
}

/** Sends what is kept; false where its body would be needed and is not there. */
function answerKept(incoming: IncomingMessage, outgoing: ServerResponse, { tag, body, headers }: Kept): boolean {
  if (matchesTag(incoming.headers["if-none-match"], tag)) {
    outgoing.writeHead(304, headers[304]).end();
    return true;
  }
  if (body === undefined) return false;
  outgoing.writeHead(200, headers[200]).end(body);
  return true;
}

function authorityOf(target: string): string | undefined {
  return /^https?:\/\/([^/?#]*)/i.exec(target)?.[1];
}
