// Asks one URL as a crawler should: in the host's lane, only what its robots.txt allows, not while it wants rest.

import type { Answer, Ask, Failure } from "../http/exchange.ts";
import type { Manners, VisitPart } from "./manners.ts";
import { noteRest, restFailure } from "./note-rest.ts";
import { rulesOf } from "./robots-rules.ts";

/** Asks one URL without following redirects. The result is what the host said, or why it was not asked. */
export async function askCarefully(ask: Ask, manners: Manners, part: VisitPart): Promise<Answer | Failure> {
  const url = new URL(ask.url);
  if (await part.isForgotten(url.hostname)) {
    return { code: "robots", message: "the host asked to be forgotten", url: ask.url };
  }
  const verdict = await rulesOf(ask, manners, part);
  if ("failure" in verdict) return { ...verdict.failure, url: ask.url };
  const { robots } = verdict;
  if (!robots.allows(url.href)) {
    return { code: "robots", message: "the host's robots.txt does not allow it", url: ask.url };
  }
  return pass(ask, robots.crawlDelayMs, manners, part);
}

/** One request in the host's lane. A host that wants rest gets it, now and for the rest of the crawl. */
function pass(ask: Ask, crawlDelayMs: number, manners: Manners, part: VisitPart): Promise<Answer | Failure> {
  const { hostname } = new URL(ask.url);
  let asked = false;
  const run = async (): Promise<Answer | Failure> => {
    const rest = manners.restOf(hostname);
    if (rest) return restFailure(ask.url, rest);
    asked = true;
    const result = await part.exchange(ask);
    noteRest(hostname, result, manners, part);
    return result;
  };
  const gapMs = (tookMs: number): number => (asked ? manners.gapMs(hostname, tookMs, crawlDelayMs) : 0);
  return manners.lanes.pass(hostname, { run, gapMs }, ask.signal);
}
