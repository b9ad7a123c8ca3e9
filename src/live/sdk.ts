// The doorway to the official SDK: its Streamable HTTP transport and its schemas, built into one file, loaded when asked for.

import {
  isJSONRPCErrorResponse,
  isJSONRPCResultResponse,
  isSpecType,
  SERVER_INFO_META_KEY,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { isFailure } from "../http/exchange.ts";
import type { ExchangeFetch } from "./exchange-fetch.ts";
import type { Message } from "./messages.ts";
import type { Identity, RpcError, Said } from "./said.ts";

/** What a server answered to one message, as JSON-RPC. */
export type Reply = { readonly result: unknown } | { readonly error: RpcError };

/** A server at the other end of the transport. */
export interface Peer {
  /** Sends a message and gives the reply to it, or undefined where none came: then the last answer says why. */
  send(message: Message): Promise<Reply | undefined>;
  /** Ends the session with DELETE where the server began one, and the transport. `version` is the one that was agreed on. */
  end(version?: string): Promise<void>;
}

const noReconnection = {
  maxRetries: 0,
  initialReconnectionDelay: 0,
  maxReconnectionDelay: 0,
  reconnectionDelayGrowFactor: 1,
};

/** Of these the SDK reads no stream, whatever their media type says. */
const withoutStream: ReadonlySet<number> = new Set([202, 204, 205]);

/** All bytes of an answer are here when the SDK begins to read them: what it has not told of them by then, it never will. */
const unreadMs = 5_000;

function isStream({ last }: ExchangeFetch): boolean {
  const answer = last();
  if (isFailure(answer) || withoutStream.has(answer.status)) return false;
  return /^text\/event-stream\b/i.test(answer.headers["content-type"] ?? "");
}

/** Makes a transport to one endpoint. It never reconnects, opens no stream of its own, and knows no authorization. */
export async function openPeer(endpoint: string, fetch: ExchangeFetch): Promise<Peer> {
  const transport = new StreamableHTTPClientTransport(new URL(endpoint), {
    fetch: fetch.ask,
    reconnectionOptions: noReconnection,
  });
  await transport.start();
  return {
    async send(message) {
      let late: NodeJS.Timeout | undefined;
      const replied = new Promise<Reply | undefined>((resolve) => {
        const none = (): void => resolve(undefined);
        transport.onmessage = (reply) => {
          if (isJSONRPCResultResponse(reply) && reply.id === message.id) resolve({ result: reply.result });
          else if (isJSONRPCErrorResponse(reply) && reply.id === message.id) resolve({ error: reply.error });
        };
        const sent = transport.send({ ...message, params: { ...message.params } }, { onRequestStreamEnd: none });
        // A stream is read after `send` is done, and tells its own end.
        sent
          .then(() => {
            if (isStream(fetch)) late = setTimeout(none, unreadMs);
            else none();
          })
          .catch(none);
      });
      return await replied.finally(() => clearTimeout(late));
    },
    async end(version) {
      if (version !== undefined) transport.setProtocolVersion(version);
      // A session that could not be ended changes nothing for us: ending it is a courtesy.
      await transport.terminateSession().catch(() => undefined);
      await transport.close();
    },
  };
}

/** Whether a value is of an SDK's shape. One that is nested without end is not: looking at it takes more stack than there is. */
function is<T>(shape: (value: unknown) => value is T, value: unknown): value is T {
  try {
    return shape(value);
  } catch {
    return false;
  }
}

function identity({ name, version, title, description, websiteUrl, icons }: Identity): Identity {
  return { name, version, title, description, websiteUrl, icons: icons?.map(({ src }) => ({ src })) };
}

/** Reads the result of `server/discover`; undefined for anything else. */
export function readDiscovered(result: unknown): Said | undefined {
  if (!is(isSpecType.DiscoverResult, result)) return undefined;
  const server = result._meta?.[SERVER_INFO_META_KEY];
  const known = is(isSpecType.Implementation, server) ? { server: identity(server) } : {};
  return { versions: result.supportedVersions, ...known };
}

/** Reads the result of `initialize`; undefined for anything else. */
export function readInitialized(result: unknown): Said | undefined {
  if (!is(isSpecType.InitializeResult, result)) return undefined;
  return { versions: [result.protocolVersion], server: identity(result.serverInfo) };
}

/** Reads a JSON-RPC error from the body of a refusal, whose `id` may be null where the server could not read ours. */
export function readRefusal(bytes: Uint8Array): RpcError | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof body !== "object" || body === null) return undefined;
    const whole = { ...body, id: 0 };
    return isSpecType.JSONRPCErrorResponse(whole) ? whole.error : undefined;
  } catch {
    return undefined;
  }
}
