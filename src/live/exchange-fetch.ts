// Lets the official SDK speak through an Exchange: what it takes for fetch asks one endpoint, bounded and guarded.

import { type Answer, type Failure, isFailure, type Policy } from "../http/exchange.ts";
import { cardMaxBytes, requestTimeoutMs } from "../http/limits.ts";
import { readUrl } from "../text/read-url.ts";
import type { LiveOptions } from "./live.ts";
import { discoverMessage, initializeMessage } from "./messages.ts";
import { untilEvent } from "./stream.ts";

/** How the endpoint may be asked: the one policy of the project besides the registry's client that sends anything. */
export function livePolicy(timeoutMs: number = requestTimeoutMs): Policy {
  return { methods: ["POST", "GET", "DELETE"], maxBytes: cardMaxBytes, timeoutMs, maxRedirects: 0 };
}

/** What the SDK calls: the shape of fetch. */
export type AskLikeFetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** The endpoint as all requests of one comparison reach it. */
export interface ExchangeFetch {
  readonly ask: AskLikeFetch;
  /** The last answer or failure as it came. Throws what the exchange threw: an abort, or a header that cannot be sent. */
  last(): Answer | Failure;
  /** Whether the last answer is a stream that was left because an event answered us. */
  answered(): boolean;
  requests(): number;
  /** The URL that is asked: another than at first after a redirect that was followed. */
  where(): string;
  /** Where the endpoint redirected to; followed once, and only within its origin. */
  redirect(): Redirect | undefined;
}

/** A redirect of the endpoint: the URL that it named, as it named it. */
export interface Redirect {
  readonly to: string;
  readonly followed: boolean;
}

/** The redirects that keep the method; browsers and SDKs follow them with a POST. */
const keepingMethod: ReadonlySet<number> = new Set([307, 308]);

function readRedirect(outcome: Answer | Failure, from: string): Redirect | undefined {
  if (!isFailure(outcome) || outcome.code !== "redirect") return undefined;
  const to = outcome.headers?.["location"];
  if (to === undefined) return undefined;
  const target = readUrl(to, from);
  return { to, followed: keepingMethod.has(outcome.status ?? 0) && target?.origin === new URL(from).origin };
}

const ids: ReadonlySet<unknown> = new Set([discoverMessage.id, initializeMessage.id]);

/** Whether an event answers one of our messages; one that only speaks of it, such as a notification, does not. */
function isAnswer(lines: readonly string[]): boolean {
  const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice("data:".length));
  try {
    const message: unknown = JSON.parse(data.join("\n"));
    if (typeof message !== "object" || message === null || !("id" in message)) return false;
    return ids.has(message.id) && ("result" in message || "error" in message);
  } catch {
    return false;
  }
}

/** What of an answer the SDK is shown: what it needs to read it. A session's name goes back to the server, so it is looked at. */
function shownHeaders({ headers }: Answer): Record<string, string> {
  const { "content-type": type, "mcp-session-id": session } = headers;
  return {
    ...(type !== undefined && { "content-type": type }),
    ...(session !== undefined && /^[\x21-\x7e]{1,1024}$/.test(session) && { "mcp-session-id": session }),
  };
}

/**
 * Makes what the SDK uses for fetch. It sends POST and DELETE to `url` and refuses all else, so that no answer leads the SDK
 * anywhere; `headers` (lower-case) are added here and never known to the SDK.
 */
export function createExchangeFetch(
  url: string,
  { exchange, headers = {}, timeoutMs, ledByPublic, signal }: LiveOptions,
): ExchangeFetch {
  const policy = livePolicy(timeoutMs);
  const home = new URL(url).href;
  let outcome: Answer | Failure | { readonly thrown: unknown } = { thrown: new Error("nothing was asked yet") };
  let answered = false;
  let requests = 0;
  let redirect: Redirect | undefined;
  let where = url;

  async function askOnce(init: RequestInit): Promise<Answer | Failure> {
    const { method, body } = init;
    requests += 1;
    answered = false;
    const until = untilEvent(isAnswer);
    return await exchange({
      method: method === "DELETE" ? method : "POST",
      url: where,
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
      policy,
      until(piece) {
        answered = until(piece);
        return answered;
      },
      ...(typeof body === "string" && { body: new TextEncoder().encode(body) }),
      ...(signal && { signal }),
      ...(ledByPublic && { ledByPublic }),
    });
  }

  async function ask(target: string | URL, init: RequestInit = {}): Promise<Response> {
    const { method } = init;
    if (new URL(target).href !== home || (method !== "POST" && method !== "DELETE")) {
      throw new Error("the SDK may ask the endpoint only");
    }
    try {
      outcome = await askOnce(init);
      redirect ??= readRedirect(outcome, where);
      if (isFailure(outcome) && redirect?.followed && where === url) {
        where = new URL(redirect.to, url).href;
        outcome = await askOnce(init);
      }
    } catch (error) {
      outcome = { thrown: error };
      throw error;
    }
    if (isFailure(outcome)) throw new Error(outcome.message);
    const { status, bytes } = outcome;
    const bodiless = status === 204 || status === 205 || status === 304;
    return new Response(bodiless ? null : Buffer.from(bytes), { status, headers: shownHeaders(outcome) });
  }

  return {
    ask,
    last() {
      if ("thrown" in outcome) throw outcome.thrown;
      return outcome;
    },
    answered: () => answered,
    requests: () => requests,
    where: () => where,
    redirect: () => redirect,
  };
}
