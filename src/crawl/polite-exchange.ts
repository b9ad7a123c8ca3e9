// The exchange that a crawl gives to discover(): careful, conditional, and with every look written down.

import { isPublicSource } from "../http/addresses.ts";
import { type Answer, type Ask, type Exchange, type Failure, type Hop, isFailure } from "../http/exchange.ts";
import { askCarefully } from "./careful-exchange.ts";
import { conditions } from "./conditions.ts";
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

/** Follows redirects one by one. A condition is about the origin that was asked, and goes to no other. */
async function follow(ask: Ask, manners: Manners, part: VisitPart): Promise<Answer | Failure> {
  const hops: Hop[] = [];
  const policy = { ...ask.policy, maxRedirects: 0 };
  const { origin } = new URL(ask.url);
  let step: Ask = { ...ask, policy };
  for (;;) {
    const result = await askCarefully(step, manners, part);
    hops.push(...(result.hops ?? []));
    const next = isFailure(result) ? result.redirectsTo : undefined;
    if (next === undefined) return hops.length > 0 ? { ...result, hops } : result;
    const wrong = hops.some((hop) => hop.url === next)
      ? "the redirects go in a circle"
      : hops.length > ask.policy.maxRedirects && `there are more than ${ask.policy.maxRedirects} redirects`;
    if (wrong) {
      const { redirectsTo: _, ...failure } = result as Failure;
      return { ...failure, message: wrong, hops };
    }
    const headers = new URL(next).origin === origin ? ask.headers : unconditional(ask.headers);
    const ledByPublic = ask.ledByPublic || hops.some(({ address }) => address !== undefined && isPublicSource(address));
    step = { ...ask, policy, url: next, headers, ...(ledByPublic && { ledByPublic }) };
  }
}

function unconditional(headers: Ask["headers"]): Ask["headers"] {
  const { "if-none-match": _, "if-modified-since": __, ...others } = headers;
  return others;
}
