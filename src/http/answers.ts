// From the last response of a chain to an Answer: statuses that cannot be one, decoding, and pages for humans.

import { botWallOf } from "./bot-wall.ts";
import { decodeBody } from "./decode.ts";
import type { Answer, Ask, Hop } from "./exchange.ts";
import { NetworkError } from "./failures.ts";
import type { LineResponse } from "./line.ts";

function opaqueTag(etag: string): string {
  return etag.trim().replace(/^W\//, "");
}

/** A 304 answers only a condition of ours, and only about what we have (RFC 9110 section 15.4.5). */
function isUnaskedNotModified(ask: Ask, headers: Readonly<Record<string, string>>): boolean {
  const tags = ask.headers["if-none-match"];
  if (tags === undefined) return ask.headers["if-modified-since"] === undefined;
  const etag = headers["etag"];
  return etag !== undefined && !tags.split(",").map(opaqueTag).includes(opaqueTag(etag));
}

function refuseStatus(ask: Ask, { status, headers }: LineResponse): void {
  if (status === 304 && isUnaskedNotModified(ask, headers)) {
    throw new NetworkError("status", "the host said 304 Not Modified to a question that did not allow it");
  }
  if (status === 206) throw new NetworkError("status", "the host sent a part (206) where the whole was asked for");
  if (status > 599) throw new NetworkError("status", `the host answered with ${status}, which is no status of HTTP`);
}

/** Makes the Answer. Rejects with a NetworkError: `status`, `content-coding`, `too-large`, `reset` or `bot-wall`. */
export async function finish(
  ask: Ask,
  response: LineResponse,
  { hops, ms }: { readonly hops: readonly Hop[]; readonly ms: number },
): Promise<Answer> {
  refuseStatus(ask, response);
  const { status, headers, wire, partial } = response;
  const bytes = await decodeBody(wire, headers["content-encoding"], ask.policy.maxBytes);
  const wall = botWallOf(status, headers, bytes);
  if (wall !== undefined) {
    throw new NetworkError("bot-wall", `the host answered with a page of ${wall} that tests for humans`);
  }
  return { status, headers, bytes, hops, ms, ...(partial && { partial }) };
}
