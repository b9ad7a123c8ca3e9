// `check --live`: asks the servers behind the cards that a check found, each remote once.

import type { Check } from "../src/check/check.ts";
import { isUntargetable, readTarget } from "../src/discover/target.ts";
import type { Remote } from "../src/document/card.ts";
import { isPublicSource } from "../src/http/addresses.ts";
import type { Exchange } from "../src/http/exchange.ts";
import { registeredDomain } from "../src/http/public-suffix.ts";
import { compareLive } from "../src/live/compare-live.ts";
import { endpointOf } from "../src/live/endpoint.ts";
import type { LiveResult } from "../src/live/live.ts";
import { type LiveJson, liveToJson } from "../src/live/live-json.ts";
import { readUrl } from "../src/text/read-url.ts";
import { hostOf } from "./format/url-host.ts";

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
  /** Sent to servers under the target's own domain only: what a catalog lists may be anybody's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Told the host of each server that is asked without the headers. */
  readonly onWithheld: (host: string) => Promise<void>;
}

/** Whether a server is of the domain that the caller named, and no easier to listen in on than that. */
function isTargets(target: string, remote: Remote): boolean {
  const read = readTarget(target);
  const found = endpointOf(remote, {});
  if (isUntargetable(read)) return false;
  const own = new URL(read.url);
  const asked = readUrl("url" in found ? found.url : remote.url);
  if (asked === undefined) return false;
  if (asked.protocol !== "https:" && own.protocol === "https:") return false;
  const domain = registeredDomain(own.hostname);
  return own.hostname === asked.hostname || (domain !== undefined && domain === registeredDomain(asked.hostname));
}

/** Asks every remote of every card, in order. Rejects on abort, and with a UsageError for headers that cannot be sent. */
export async function askServers({ servers, target }: Check, how: LiveHow): Promise<LiveAnswer[]> {
  const { exchange, headers, signal, onWithheld } = how;
  const answers: LiveAnswer[] = [];
  for (const { card, cardAt, report, answer, inline } of servers) {
    if (card === undefined) continue;
    const ledByPublic = answer?.hops.some(({ address }) => address !== undefined && isPublicSource(address)) === true;
    const text = inline ? undefined : report.text;
    for (const [remote, said] of (card.remotes ?? []).entries()) {
      if (answers.length >= maxLiveRemotes) return answers;
      const sent = isTargets(target, said);
      if (!sent && Object.keys(headers).length > 0) await onWithheld(hostOf(said.url));
      const result = await compareLive(card, {
        exchange,
        remote,
        headers: sent ? headers : {},
        signal,
        ...(text !== undefined && { text }),
        ...(ledByPublic && { ledByPublic: true as const }),
      });
      answers.push({ server: card.name, url: cardAt, result, json: liveToJson(result, text) });
    }
  }
  return answers;
}
