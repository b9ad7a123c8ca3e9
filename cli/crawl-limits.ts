// Every limit of a crawl with the reason for it. The compiler demands a reason for each number of these modules.

import * as dues from "../registry/store/due.ts";
import * as breaker from "../src/crawl/breaker.ts";
import * as crawls from "../src/crawl/crawl.ts";
import * as freshness from "../src/crawl/freshness.ts";
import * as manners from "../src/crawl/manners.ts";
import * as nextVisits from "../src/crawl/next-visit.ts";
import * as noteRest from "../src/crawl/note-rest.ts";
import * as retryAfter from "../src/crawl/retry-after.ts";
import * as rhythm from "../src/crawl/rhythm.ts";
import * as robots from "../src/crawl/robots.ts";
import * as robotsCopy from "../src/crawl/robots-copy.ts";
import * as patience from "../src/crawl/sources/ask-patiently.ts";
import * as catalogSource from "../src/crawl/sources/catalog.ts";
import * as lines from "../src/crawl/sources/lines.ts";
import * as ndjson from "../src/crawl/sources/ndjson.ts";
import * as registry from "../src/crawl/sources/registry.ts";
import * as documents from "../src/document/limits.ts";
import * as network from "../src/http/limits.ts";

/** One number. */
export interface Limit {
  /** The name of its constant. */
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "bytes" | "characters" | "count";
  /** What it is, and why it is that much: a clause. */
  readonly reason: string;
}

/** Limits about the same thing. */
export interface LimitGroup {
  readonly about: string;
  readonly limits: readonly Limit[];
}

/** A reason for every number that a module exports. */
type Reasons<M> = { readonly [Name in keyof M as M[Name] extends number ? Name : never]: string };

function limitsOf<M extends object>(module: M, reasons: Reasons<M>): Limit[] {
  return Object.entries<string>(reasons).map(([name, reason]) => {
    const value = Number(Reflect.get(module, name));
    return { name, value, unit: unitOf(name), reason };
  });
}

function unitOf(name: string): Limit["unit"] {
  if (name.endsWith("Ms")) return "ms";
  if (name.endsWith("Bytes")) return "bytes";
  return name.endsWith("Length") ? "characters" : "count";
}

/** All of them, in the order of a crawl. */
export const crawlLimits: readonly LimitGroup[] = [
  {
    about: "One answer, and the connection that brings it",
    limits: limitsOf(network, {
      cardMaxBytes: "most of a card that a registry lists; real ones are under 30 KiB",
      cardReadMaxBytes: "most of a card that is read",
      catalogMaxBytes: "most of a catalog, or of a page of a registry's list",
      requestTimeoutMs: "the whole answer, redirects included",
      dnsTimeoutMs: "name lookup",
      dnsMaxAnswers: "addresses of one name that are looked at",
      connectTimeoutMs: "TCP and TLS together",
      connectAttemptDelayMs: "the first address is tried alone for so long (RFC 8305)",
      headersTimeoutMs: "from the request to the end of the headers",
      bodyIdleTimeoutMs: "between two pieces of a body",
      keepAliveMs: "an idle connection is kept for so long, and never beyond its visit",
      headerBlockMaxBytes: "header lines of one response",
      interimMaxResponses: "interim responses (1xx) before the real one",
      maxRedirects: "redirects followed for one URL",
      urlMaxLength: "a longer URL is not asked",
      addressMaxInFlight: "requests in flight to one address, since thousands of names may share it",
      turnTimeoutMs: "a request waits for its turn at an address for so long",
      visitTimeoutMs: "one visit to a host; what was not asked is asked at the next",
      visitMaxRequests: "requests of one visit",
      foreignHostMaxRequests: "requests to one other host for one root catalog, so that no catalog is a weapon",
      catalogMaxDepth: "levels of nested catalogs",
      catalogMaxEntries: "card entries followed for one root catalog",
      crawlConcurrency: "hosts visited at once (--concurrency)",
      userMaxInFlight: "requests in flight to one host by discover and check",
    }),
  },
  {
    about: "Manners",
    limits: [
      ...limitsOf(manners, {
        delayDefaultMs: "pause between two requests to a host (--delay)",
        slownessFactor: "a slow host's pause is so many times its last answer's time",
        delayMaxMs: "the longest pause",
      }),
      ...limitsOf(robots, {
        robotsMaxBytes: "how much of a robots.txt is read (RFC 9309 asks for at least so much)",
        crawlDelayMaxMs: "the longest Crawl-delay that is honoured",
      }),
      ...limitsOf(robotsCopy, {
        robotsKeptMaxBytes: "a larger robots.txt is not kept from run to run",
        robotsLifeMs: "a robots.txt holds for so long (RFC 9309 allows a day)",
        robotsErrorLifeMs: "an origin whose robots.txt cannot be had is left alone for so long",
        robotsLastGoodMs: "the last good robots.txt stands in for so long while the host answers 5xx",
      }),
      ...limitsOf(retryAfter, {
        retryAfterMinMs: "the least that is waited after 429, or 503 with Retry-After",
        retryAfterMaxMs: "the most, whatever Retry-After says",
      }),
      ...limitsOf(noteRest, {
        tooManyStatus: "the status by which a host asks for rest",
        restJitter: "such a rest is longer by up to this part of it, so that hosts do not flock",
      }),
      ...limitsOf(breaker, {
        breakerAfter: "deadlines missed in a row after which a host is left alone",
        breakerRestMs: "for how long at first; every further one doubles it",
        breakerMaxMs: "and at most",
      }),
      ...limitsOf(crawls, { leaseMs: "a host is held by one crawler for so long; one that died is replaced then" }),
    ],
  },
  {
    about: "When a host is visited again",
    limits: [
      ...limitsOf(rhythm, {
        revisitMinMs: "the soonest, whatever its Cache-Control says",
        revisitMaxMs: "the latest of what is there",
        leftOverMs: "the latest where a visit left something over",
        growth: "the interval of what has not changed grows by this",
        shrinkage: "the interval of what has changed is divided by this",
      }),
      ...limitsOf(freshness, { revisitDefaultMs: "where it says nothing" }),
      ...limitsOf(nextVisits, {
        absentRevisitMs: "after a visit that found nothing, or was kept out",
        goneRevisitMs: "after 410 or 451",
        noNameRevisitMs: "after a name that does not exist",
        backOffStepMs: "the first step of backing off from a host that fails; it doubles",
        backOffMaxMs: "the longest back-off",
        jitter: "the part of an interval by which visits are spread to both sides",
      }),
      ...limitsOf(dues, {
        outageMs: "a silence longer than this was an outage of a crawl that had been regular",
        spreadMs: "what is overdue after an outage is spread over this",
        backwardsMs: "a clock that goes back by less is only being set right",
        farthestMs: "no visit is planned further ahead",
      }),
    ],
  },
  {
    about: "Lists of hosts",
    limits: [
      ...limitsOf(lines, { lineMaxLength: "a longer line is refused" }),
      ...limitsOf(ndjson, { rowMaxLength: "a longer line of NDJSON is refused; a longer row of CSV ends the file" }),
      ...limitsOf(patience, {
        listMaxAttempts: "attempts at one URL of a registry or catalog",
        listRetryMs: "the first wait after a failure in passing; it doubles",
        listPatienceMs: "all waits for one URL together; who asks for more is left for the next crawl",
      }),
      ...limitsOf(registry, {
        registryPageSize: "entries asked for at once: the most that registries give",
        registryPageTimeoutMs: "one page of a registry; public ones have been seen to take half a minute",
        registryMaxPages: "pages of one walk",
        registryMaxBytes: "all pages of one walk",
        registryMaxEmptyPages: "pages in a row without an entry before a walk counts as endless",
        registryOverlapMs: "of what is known is asked for again, in case the registry's clock is slow",
      }),
      ...limitsOf(catalogSource, { catalogSourceMaxEntries: "entries of a catalog whose hosts are taken" }),
    ],
  },
  {
    about: "One document",
    limits: limitsOf(documents, {
      largeCardBytes: "a larger card is valid with a warning, and not listed",
      maxCardBytes: "a larger card is an error",
      maxDocumentBytes: "anything larger is not read at all",
      maxDepth: "levels of nesting",
      maxCardKeys: "members of a card, and likewise array items",
      maxKeys: "members of a whole catalog, and likewise array items",
      maxKeyLength: "one member's name",
      maxArrayItems: "items of one array in a card, and entries of a catalog that are judged",
    }),
  },
];
