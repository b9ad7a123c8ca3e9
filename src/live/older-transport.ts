// Recognises the transport before Streamable HTTP by its first event. It is named, not spoken.

import { isFailure } from "../http/exchange.ts";
import { livePolicy } from "./exchange-fetch.ts";
import type { LiveOptions } from "./live.ts";
import { untilEvent } from "./stream.ts";

const endpointLine = /^event: ?endpoint$/;

/**
 * Whether a GET of the URL opens a stream whose first event names where to post (HTTP+SSE of 2024-11-05). The stream is left
 * after that event, and what it names is not asked.
 */
export async function opensOlderStream(
  url: string,
  { exchange, headers = {}, timeoutMs, ledByPublic, signal }: LiveOptions,
): Promise<boolean> {
  const answer = await exchange({
    method: "GET",
    url,
    headers: { accept: "text/event-stream", ...headers },
    policy: livePolicy(timeoutMs),
    until: untilEvent((lines) => lines.some((line) => endpointLine.test(line))),
    ...(signal && { signal }),
    ...(ledByPublic && { ledByPublic }),
  });
  if (isFailure(answer) || !/^text\/event-stream\b/i.test(answer.headers["content-type"] ?? "")) return false;
  const text = new TextDecoder().decode(answer.bytes);
  return text.split(/\r\n|[\r\n]/).some((line) => endpointLine.test(line));
}
