// `check --live`: asks the servers behind the cards that a check found, each remote once.

import type { Check } from "../src/check/check.ts";
import { isPublicSource } from "../src/http/addresses.ts";
import type { Exchange } from "../src/http/exchange.ts";
import { compareLive } from "../src/live/compare-live.ts";
import type { LiveResult } from "../src/live/live.ts";
import { type LiveJson, liveToJson } from "../src/live/live-json.ts";

/** Servers that one check asks; a domain with more is asked card by card. */
export const maxLiveRemotes = 10;

/** What one server said, beside the card that names it. */
export interface LiveAnswer {
  readonly server: string;
  /** The URL of the card. */
  readonly url: string;
  readonly result: LiveResult;
  readonly json: LiveJson;
}

/** How servers are asked. */
export interface LiveHow {
  readonly exchange: Exchange;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Asks every remote of every card, in order. Rejects on abort, and with a UsageError for headers that cannot be sent. */
export async function askServers({ servers }: Check, { exchange, headers, signal }: LiveHow): Promise<LiveAnswer[]> {
  const answers: LiveAnswer[] = [];
  for (const { card, cardAt, report, answer, inline } of servers) {
    if (card === undefined) continue;
    const ledByPublic = answer?.hops.some(({ address }) => address !== undefined && isPublicSource(address)) === true;
    const text = inline ? undefined : report.text;
    for (const remote of (card.remotes ?? []).keys()) {
      if (answers.length >= maxLiveRemotes) return answers;
      const result = await compareLive(card, {
        exchange,
        remote,
        headers,
        signal,
        ...(text !== undefined && { text }),
        ...(ledByPublic && { ledByPublic: true as const }),
      });
      answers.push({ server: card.name, url: cardAt, result, json: liveToJson(result, text) });
    }
  }
  return answers;
}
