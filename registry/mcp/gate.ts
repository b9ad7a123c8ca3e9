// What a request to the MCP endpoint must be before any SDK sees it: from an origin that may ask, JSON, small, shallow, one message.

import { Problem } from "../problem.ts";
import { readBytes } from "../routes/read-body.ts";

/** A message holds words to search for or a cursor; 64 KiB is ten times the largest. */
export const bodyMaxBytes: number = 64 * 1024;

/** Objects and arrays within each other; the SDK's own messages have five. */
export const bodyMaxDepth = 32;

/** Either a message, or the status and the words to refuse it with. JSON-RPC's codes for these are in {@link refusalBody}. */
export type Admitted = { readonly body: unknown } | Refusal;

/** Why a request is not looked at. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 413 | 415;
  readonly code: number;
  readonly message: string;
}

/** JSON-RPC's own codes, and the one that transports use for what is not about the message. */
const codes = { parse: -32700, request: -32600, method: -32601, transport: -32000 } as const;

const loopback: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Whether a page of this origin may ask: the registry's own pages and tools on the user's machine. Everything else is refused,
 * so that no page can reach a registry within a network by giving its own name the registry's address. No header, no page.
 */
export function isOriginAllowed(origin: string | undefined, ownHostname: string): boolean {
  if (origin === undefined) return true;
  const hostname = /^https?:\/\/([^/?#@\\]+?)(?::\d{1,5})?$/i.exec(origin)?.[1]?.toLowerCase();
  return hostname !== undefined && (hostname === ownHostname || loopback.includes(hostname));
}

/** Reads a POST within the bounds. `ownHostname` is that of the registry's configured address. */
export async function admit(request: Request, ownHostname: string): Promise<Admitted> {
  const { headers } = request;
  if (!isOriginAllowed(headers.get("origin") ?? undefined, ownHostname))
    return refuse(403, codes.transport, "Pages of this origin may not use this endpoint.");
  if (!/^application\/json\s*(?:;|$)/i.test(headers.get("content-type") ?? ""))
    return refuse(415, codes.transport, "Content-Type must be application/json.");
  const bytes = await readBytes(request, bodyMaxBytes).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  if (bytes instanceof Problem)
    return refuse(
      bytes.kind === "too-large" ? 413 : 400,
      codes.transport,
      `${bytes.message} A message has at most ${bodyMaxBytes} bytes.`,
    );
  const text = new TextDecoder().decode(bytes);
  if (depthOf(text) > bodyMaxDepth)
    return refuse(400, codes.request, `A message is nested at most ${bodyMaxDepth} levels deep.`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refuse(400, codes.parse, "The body is no JSON.");
  }
  // Batches ended with revision 2025-06-18; one request would cost as much as a hundred.
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return refuse(400, codes.request, "The body must be one JSON-RPC message.");
  // A stream that stays open, on which nothing would ever come: the tools do not change.
  if ("method" in body && body.method === "subscriptions/listen")
    return refuse(404, codes.method, "This endpoint has no subscriptions.");
  return { body };
}

/** A refusal as JSON-RPC has it; the message's own id is not known yet, or not repeated. */
export function refusalBody({ code, message }: Refusal): string {
  return JSON.stringify({ jsonrpc: "2.0", id: null, error: { code, message } });
}

function refuse(status: Refusal["status"], code: number, message: string): Refusal {
  return { status, code, message };
}

/** How deep brackets outside of strings go; what is no JSON is left to the parser. One walk, whatever the text is. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inString) {
      if (sign === "\\") at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === "{" || sign === "[") {
      depth += 1;
      most = Math.max(most, depth);
    } else if (sign === "}" || sign === "]") depth -= 1;
  }
  return most;
}
