// Finds out what an origin's robots.txt says: from this crawl, from the kept copy, or by asking, once.

import { type Answer, type Ask, type Failure, isFailure } from "../http/exchange.ts";
import { maxRedirects, requestTimeoutMs } from "../http/limits.ts";
import { conditions } from "./conditions.ts";
import type { Manners, VisitPart } from "./manners.ts";
import { noteRest, restFailure, tooManyStatus } from "./note-rest.ts";
import { ownLines, type Robots, readRobots } from "./robots.ts";
import type { RobotsVerdict } from "./robots-book.ts";
import {
  mayStandIn,
  type RobotsCopy,
  robotsErrorLifeMs,
  robotsKeptMaxBytes,
  robotsLeftMs,
  robotsLifeMs,
} from "./robots-copy.ts";
import { validatorsOf } from "./validators.ts";

/** A robots.txt may be larger than what is read of it; past this it counts as unreachable. */
const robotsPolicy = {
  methods: ["GET"],
  maxBytes: 4 * 1024 * 1024,
  timeoutMs: requestTimeoutMs,
  maxRedirects,
} as const;

const everything: Robots = { allows: () => true, crawlDelayMs: 0 };

/** What is known now, how long it holds, and the copy that outlives the run. */
interface Reading {
  readonly verdict: RobotsVerdict;
  readonly lifeMs: number;
  readonly copy?: RobotsCopy;
}

/** What an origin's robots.txt says; asked for by whoever comes first. */
export async function rulesOf(
  { url: forUrl, signal, ledByPublic }: Pick<Ask, "url" | "signal" | "ledByPublic">,
  manners: Manners,
  part: VisitPart,
): Promise<RobotsVerdict> {
  const { origin, hostname } = new URL(forUrl);
  const { robots: book, pace } = manners;
  const known = book.look(origin, pace.clock());
  if (known) return known;
  let asked = false;
  let crawlDelayMs = 0;

  async function get(copy: RobotsCopy | undefined): Promise<Answer | Failure> {
    const ask: Ask = {
      method: "GET",
      url: `${origin}/robots.txt`,
      headers: { accept: "text/plain", ...conditions(copy) },
      policy: robotsPolicy,
      ...(signal && { signal }),
      ...(ledByPublic && { ledByPublic }),
    };
    asked = true;
    part.spend(1);
    const result = await part.exchange(ask);
    part.spend(Math.max((result.hops?.length ?? 1) - 1, 0));
    noteRest(hostname, result, manners, part);
    return result;
  }

  function write({ verdict, lifeMs }: Reading, characters: number): RobotsVerdict {
    if ("robots" in verdict) crawlDelayMs = verdict.robots.crawlDelayMs;
    book.write(origin, verdict, { until: pace.clock() + lifeMs, characters });
    return verdict;
  }

  const run = async (): Promise<RobotsVerdict> => {
    const meanwhile = book.look(origin, pace.clock());
    if (meanwhile) return meanwhile;
    const rest = manners.restOf(hostname);
    if (rest) return { failure: restFailure(`${origin}/robots.txt`, rest) };
    const copy = await part.robotsCopy(origin);
    const leftMs = copy === undefined ? 0 : robotsLeftMs(copy, manners.now());
    if (copy && leftMs > 0) return write({ verdict: { robots: rulesIn(copy) }, lifeMs: leftMs }, sizeOf(copy));
    const result = await get(copy);
    const reading = readingOf(result, origin, { copy, now: manners.now() });
    // What is forbidden to a public document is not to those who ask for the host itself.
    if (ledByPublic && isFailure(result) && result.code === "forbidden-address") return reading.verdict;
    if (reading.copy && sizeOf(reading.copy) <= robotsKeptMaxBytes) part.keepRobots(reading.copy);
    return write(reading, isFailure(result) ? sizeOf(copy) : result.bytes.length);
  };
  const gapMs = (tookMs: number): number => (asked ? manners.gapMs(hostname, tookMs, crawlDelayMs) : 0);
  return manners.lanes.pass(hostname, { run, gapMs }, signal);
}

function sizeOf(copy: RobotsCopy | undefined): number {
  return copy?.bytes?.length ?? 0;
}

function rulesIn({ origin, bytes }: RobotsCopy): Robots {
  return bytes === undefined ? everything : readRobots(`${origin}/robots.txt`, bytes);
}

/**
 * RFC 9309 section 2.3.1: unavailable (4xx, too many redirects) allows all, unreachable (5xx, 429, network) forbids all;
 * while a host answers 5xx, its last good rules stand in for a month.
 */
function readingOf(
  result: Answer | Failure,
  origin: string,
  { copy, now }: { readonly copy: RobotsCopy | undefined; readonly now: Date },
): Reading {
  const url = `${origin}/robots.txt`;
  const { status } = result;
  const allowed = { verdict: { robots: everything }, lifeMs: robotsLifeMs };
  if (isFailure(result)) {
    if (result.code === "redirect") return allowed;
    // A 304 about other rules than the kept ones: they are asked for anew the next time.
    if (status === 304 && copy) return { verdict: { robots: rulesIn(copy) }, lifeMs: robotsErrorLifeMs };
    return { verdict: { failure: result }, lifeMs: robotsErrorLifeMs };
  }
  if (result.status === 304 && copy) {
    return { verdict: { robots: rulesIn(copy) }, lifeMs: robotsLifeMs, copy: { ...copy, readAt: now } };
  }
  if (result.status >= 200 && result.status < 300) {
    const kept = { origin, readAt: now, bytes: ownLines(result.bytes), ...validatorsOf(result) };
    return { verdict: { robots: readRobots(url, result.bytes) }, lifeMs: robotsLifeMs, copy: kept };
  }
  if (result.status >= 400 && result.status < 500 && result.status !== tooManyStatus) {
    return { ...allowed, copy: { origin, readAt: now } };
  }
  if (result.status >= 500 && copy && mayStandIn(copy, now)) {
    return { verdict: { robots: rulesIn(copy) }, lifeMs: robotsErrorLifeMs };
  }
  const message = `its robots.txt answered ${result.status}, so that nothing else may be asked`;
  const failure = { code: "status", message, url, status: result.status, headers: result.headers } as const;
  return { verdict: { failure }, lifeMs: robotsErrorLifeMs };
}
