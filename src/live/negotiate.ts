// Finds out what stands at an endpoint: `server/discover`, and `initialize` only where the rule of 2026-07-28 allows it.

import { type Answer, type Failure, isFailure } from "../http/exchange.ts";
import { quote } from "../text/quote.ts";
import { type Challenge, readChallenge } from "./challenge.ts";
import type { ExchangeFetch } from "./exchange-fetch.ts";
import type { Generation } from "./live.ts";
import { discoverMessage, initializeMessage, type Message, modernVersion } from "./messages.ts";
import { isModernError, modernErrors, type RpcError, type Said, supportedIn } from "./said.ts";
import type { Peer, Reply } from "./sdk.ts";

/** A server that answered as one. Of an older one `versions` is only the version that it chose. */
export interface Heard extends Said {
  readonly generation: Generation;
  readonly protocol?: string;
  /** How it refused to say more, where it did. */
  readonly refusal?: Omit<RpcError, "data">;
}

/** How asking ended. `silent`: it may be a server of the transport before Streamable HTTP. */
export type Outcome =
  | { readonly kind: "heard"; readonly heard: Heard }
  | { readonly kind: "authorization"; readonly challenge: Challenge; readonly named: boolean }
  | { readonly kind: "failed"; readonly failure: Omit<Failure, "url"> }
  | { readonly kind: "not-mcp"; readonly why: string; readonly silent?: true };

type Sdk = Pick<typeof import("./sdk.ts"), "readDiscovered" | "readInitialized" | "readRefusal">;

/** Statuses by which an older server refuses a message that it does not know (2026-07-28, backward compatibility). */
const older: ReadonlySet<number> = new Set([400, 404, 405]);

/** Keeps what the caller gave in confidence out of what a server says: before it is cut, since half a secret is not found. */
export type Hide = <T>(data: T) => T;

/** What an answer without a usable reply means; undefined where it is one that an older server may give. */
function judge({ status, headers, partial }: Answer, answered: boolean): Outcome | undefined {
  const challenge = headers["www-authenticate"];
  if (status === 401 || (status === 403 && challenge !== undefined)) {
    return { kind: "authorization", challenge: readChallenge(challenge), named: challenge !== undefined };
  }
  if (older.has(status)) return undefined;
  if (status < 200 || status > 299) {
    return {
      kind: "failed",
      failure: { code: "status", message: `the endpoint answered with status ${status}`, status },
    };
  }
  if (partial && !answered)
    return { kind: "failed", failure: { code: "timeout", message: "the stream ended in no answer in time" } };
  const type = headers["content-type"];
  const what = type === undefined ? "no media type" : `the media type ${quote(type)}`;
  return { kind: "not-mcp", why: `status ${status} and ${what}, but no message of MCP` };
}

function heard(said: Said, more: Omit<Heard, keyof Said>): Outcome {
  return { kind: "heard", heard: { ...said, ...more } };
}

/** One way to one endpoint. */
export interface Way {
  readonly peer: Peer;
  readonly fetch: ExchangeFetch;
  readonly sdk: Sdk;
  readonly hide: Hide;
}

/** Asks. Sends one message, or two. Throws what the exchange throws. */
export async function negotiate({ peer, fetch, sdk, hide }: Way): Promise<Outcome> {
  function hidden({ code, message, data }: RpcError): RpcError {
    return { code, message: hide(message), data };
  }

  async function send(message: Message): Promise<Reply | Outcome | undefined> {
    const reply = await peer.send(message);
    const answer = fetch.last();
    if (isFailure(answer)) {
      const { code, message: why, status } = answer;
      return { kind: "failed", failure: { code, message: why, ...(status !== undefined && { status }) } };
    }
    if (reply !== undefined) return "error" in reply ? { error: hidden(reply.error) } : reply;
    const refusal = answer.status >= 400 && answer.status !== 401 ? sdk.readRefusal(answer.bytes) : undefined;
    const verdict = judge({ ...answer, headers: hide(answer.headers) }, fetch.answered());
    if (refusal !== undefined && (verdict === undefined || isModernError(refusal))) return { error: hidden(refusal) };
    return verdict;
  }

  async function askOlder(): Promise<Outcome> {
    const reply = await send(initializeMessage);
    if (reply === undefined) {
      const why = `status ${fetch.last().status} to server/discover and to initialize`;
      return { kind: "not-mcp", why, silent: true };
    }
    if ("kind" in reply) return reply;
    if ("error" in reply) {
      const { code, message } = reply.error;
      return { kind: "not-mcp", why: `error ${code} ${quote(message)} to initialize, and no server/discover` };
    }
    const said = sdk.readInitialized(reply.result);
    if (said === undefined) return { kind: "not-mcp", why: "a result of initialize that is none" };
    const [protocol] = said.versions;
    return heard(said, { generation: "2025-11-25 and before", ...(protocol !== undefined && { protocol }) });
  }

  const reply = await send(discoverMessage);
  if (reply === undefined) return await askOlder();
  if ("kind" in reply) return reply;
  if ("result" in reply) {
    const said = sdk.readDiscovered(reply.result);
    if (said === undefined) return await askOlder();
    return heard(said, { generation: "2026-07-28", protocol: modernVersion });
  }
  const { error } = reply;
  if (!isModernError(error)) return await askOlder();
  const versions = error.code === modernErrors.unsupportedVersion ? supportedIn(error) : [];
  // A list is an answer: of the server only its versions are known then. Those before ours begin with `initialize`.
  if (versions.length > 0) {
    if (versions.every((version) => version < modernVersion)) return await askOlder();
    return heard({ versions }, { generation: "2026-07-28" });
  }
  const { code, message } = error;
  return heard({ versions }, { generation: "2026-07-28", refusal: { code, message } });
}
