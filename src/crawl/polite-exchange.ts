// The exchange that a crawl gives to discover(): careful, conditional, and with every look written down.

import { isEntityTag } from "../discover/entity-tag.ts";
import { type Answer, type Ask, type Exchange, type Failure, type Hop, isFailure } from "../http/exchange.ts";
import { readUrl } from "../text/read-url.ts";
import { askCarefully } from "./careful-exchange.ts";
import type { Frontier, Remembered } from "./frontier.ts";
import type { Manners, VisitPart } from "./manners.ts";

/** One URL that was asked for, and what came of it. */
export interface Look {
  readonly url: string;
  readonly at: Date;
  readonly result: Answer | Failure;
  /** What a 304 was answered from. */
  readonly from?: Remembered;
}

/** A visit's exchange and its log. */
export interface PoliteExchange {
  readonly exchange: Exchange;
  readonly looks: readonly Look[];
}

const followed: readonly number[] = [301, 302, 307, 308];

/** Wraps a visit's exchange. Redirects are followed here, hop by hop, since each host on the way has its own lane and rules. */
export function createPoliteExchange(
  manners: Manners,
  part: VisitPart,
  remembered: Frontier["remembered"],
): PoliteExchange {
  const looks: Look[] = [];

  async function exchange(ask: Ask): Promise<Answer | Failure> {
    const at = manners.now();
    const kept = await remembered(ask.url);
    let result = await follow({ ...ask, headers: { ...ask.headers, ...conditions(kept) } }, manners, part);
    // A 304 about something else than what was asked about: RFC 9110 section 15.4.5 lets it mean nothing to us.
    if (kept && isFailure(result) && result.status === 304) result = await follow(ask, manners, part);
    const fromKept = kept !== undefined && !isFailure(result) && result.status === 304;
    if (fromKept && !isFailure(result)) result = revive(result, kept);
    looks.push({ url: ask.url, at, result, ...(fromKept && { from: kept }) });
    return result;
  }

  return { exchange, looks };
}

/** If-Modified-Since only where there is no usable ETag (RFC 9110 section 13.1.3). */
function conditions(kept: Remembered | undefined): Record<string, string> {
  if (kept?.etag !== undefined && isEntityTag(kept.etag)) return { "if-none-match": kept.etag };
  return kept?.lastModified === undefined ? {} : { "if-modified-since": kept.lastModified };
}

/** Gives the remembered document as if it had been sent again, under the headers of the 304. */
function revive(notModified: Answer, kept: Remembered): Answer {
  const { "content-length": _, ...fresh } = notModified.headers;
  const headers = {
    ...(kept.contentType !== undefined && { "content-type": kept.contentType }),
    ...(kept.etag !== undefined && { etag: kept.etag }),
    ...(kept.lastModified !== undefined && { "last-modified": kept.lastModified }),
    ...fresh,
  };
  return { ...notModified, status: 200, headers, bytes: kept.bytes, notModified: true };
}

async function follow(ask: Ask, manners: Manners, part: VisitPart): Promise<Answer | Failure> {
  const hops: Hop[] = [];
  const policy = { ...ask.policy, maxRedirects: 0 };
  let url = ask.url;
  for (;;) {
    const result = await askCarefully({ ...ask, url, policy }, manners, part);
    hops.push(...(result.hops ?? []));
    const next = hops.length <= ask.policy.maxRedirects && isFailure(result) ? target(result, url) : undefined;
    if (next === undefined || hops.some((hop) => hop.url === next))
      return hops.length > 0 ? { ...result, hops } : result;
    url = next;
  }
}

/** Where a redirect that was not followed leads; undefined for what is no such thing, and from https to http. */
function target({ code, status, headers }: Failure, from: string): string | undefined {
  const location = headers?.["location"];
  if (code !== "redirect" || status === undefined || !followed.includes(status) || location === undefined)
    return undefined;
  const to = readUrl(location, from);
  if (to === undefined) return undefined;
  to.hash = "";
  return to.protocol === "http:" && new URL(from).protocol === "https:" ? undefined : to.href;
}
