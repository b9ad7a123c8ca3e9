// Asks one URL as a crawler should: in the host's lane, only what its robots.txt allows, not while it wants rest.

import type { Answer, Ask, Failure } from "../http/exchange.ts";
import { isFailure } from "../http/exchange.ts";
import { maxRedirects, requestTimeoutMs } from "../http/limits.ts";
import type { Manners, VisitPart } from "./manners.ts";
import { retryAfterMs } from "./retry-after.ts";
import { readRobots } from "./robots.ts";
import type { RobotsVerdict } from "./robots-book.ts";

/** A robots.txt may be larger than what is read of it; past this it counts as unreachable. */
const robotsPolicy = {
  methods: ["GET"],
  maxBytes: 4 * 1024 * 1024,
  timeoutMs: requestTimeoutMs,
  maxRedirects,
} as const;

/** Statuses by which a host asks for rest; the second only when it says for how long. */
const tooMany = 429;
const unavailable = 503;

/** Asks one URL without following redirects. The result is what the host said, or why it was not asked. */
export async function askCarefully(ask: Ask, manners: Manners, part: VisitPart): Promise<Answer | Failure> {
  const url = new URL(ask.url);
  const verdict = await robotsOf(ask, manners, part);
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
    const rest = manners.heldUntil(hostname);
    if (rest)
      return {
        code: "status",
        message: `the host asked to be left alone until ${rest.toISOString()}`,
        url: ask.url,
        status: tooMany,
      };
    asked = true;
    const result = await part.exchange(ask);
    noteRest(hostname, result, manners, part);
    return result;
  };
  const gapMs = (tookMs: number): number => (asked ? manners.gapMs(hostname, tookMs, crawlDelayMs) : 0);
  return manners.lanes.pass(hostname, { run, gapMs }, ask.signal);
}

function noteRest(host: string, { status, headers }: Answer | Failure, manners: Manners, part: VisitPart): void {
  const asked = headers?.["retry-after"];
  if (status !== tooMany && !(status === unavailable && asked !== undefined)) return;
  const now = manners.now();
  const waitMs = retryAfterMs(asked, now) * (1 + part.random() / 10);
  manners.hold(host, new Date(now.getTime() + Math.round(waitMs)));
}

/** What an origin's robots.txt says; asked for once, by whoever comes first. */
async function robotsOf(
  { url: forUrl, signal, ledByPublic }: Ask,
  manners: Manners,
  part: VisitPart,
): Promise<RobotsVerdict> {
  const url = new URL(forUrl);
  const look = (): RobotsVerdict | undefined => manners.robots.look(url.origin, manners.pace.clock());
  const known = look();
  if (known) return known;
  let asked = false;
  const run = async (): Promise<RobotsVerdict> => {
    const meanwhile = look();
    if (meanwhile) return meanwhile;
    asked = true;
    part.spend(1);
    const robotsUrl = `${url.origin}/robots.txt`;
    const ask: Ask = {
      method: "GET",
      url: robotsUrl,
      headers: { accept: "text/plain" },
      policy: robotsPolicy,
      ...(signal && { signal }),
      ...(ledByPublic && { ledByPublic }),
    };
    const result = await part.exchange(ask);
    part.spend(Math.max((result.hops?.length ?? 1) - 1, 0));
    noteRest(url.hostname, result, manners, part);
    const verdict = judge(robotsUrl, result);
    const characters = isFailure(result) ? 0 : result.bytes.length;
    // What is forbidden to a public document is not to those who ask for the host itself.
    if (ledByPublic && isFailure(result) && result.code === "forbidden-address") return verdict;
    manners.robots.write(url.origin, verdict, { now: manners.pace.clock(), characters });
    return verdict;
  };
  const gapMs = (tookMs: number): number => (asked ? manners.gapMs(url.hostname, tookMs, 0) : 0);
  return manners.lanes.pass(url.hostname, { run, gapMs }, signal);
}

const everything = { robots: { allows: () => true, crawlDelayMs: 0 } } as const;

/** RFC 9309 section 2.3.1: unavailable (4xx, too many redirects) allows all, unreachable (5xx, 429, network) forbids all. */
function judge(robotsUrl: string, result: Answer | Failure): RobotsVerdict {
  if (isFailure(result)) return result.code === "redirect" ? everything : { failure: result };
  const { status } = result;
  if (status >= 200 && status < 300) return { robots: readRobots(robotsUrl, result.bytes) };
  if (status >= 400 && status < 500 && status !== tooMany) return everything;
  const message = `its robots.txt answered ${status}, so that nothing else may be asked`;
  return { failure: { code: "status", message, url: robotsUrl, status, headers: result.headers } };
}
