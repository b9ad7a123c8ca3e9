// Holds the page for the people who are crawled to the numbers in the code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { outageMs, spreadMs } from "../registry/store/due.ts";
import { breakerAfter, breakerMaxMs, breakerRestMs } from "../src/crawl/breaker.ts";
import { revisitDefaultMs } from "../src/crawl/freshness.ts";
import { delayDefaultMs, delayMaxMs, slownessFactor } from "../src/crawl/manners.ts";
import {
  absentRevisitMs,
  backOffMaxMs,
  backOffStepMs,
  goneRevisitMs,
  jitter,
  noNameRevisitMs,
} from "../src/crawl/next-visit.ts";
import { restJitter } from "../src/crawl/note-rest.ts";
import { retryAfterMaxMs, retryAfterMinMs } from "../src/crawl/retry-after.ts";
import { growth, leftOverMs, revisitMaxMs, revisitMinMs, shrinkage } from "../src/crawl/rhythm.ts";
import { crawlDelayMaxMs, productToken } from "../src/crawl/robots.ts";
import { robotsLastGoodMs, robotsLifeMs } from "../src/crawl/robots-copy.ts";
import { longVisitMs } from "../src/crawl/visit-host.ts";
import { ardPath, olderPaths } from "../src/discover/places.ts";
import { catalogPath } from "../src/discover/target.ts";
import {
  catalogMaxDepth,
  catalogMaxEntries,
  foreignHostMaxRequests,
  requestTimeoutMs,
  userMaxInFlight,
  visitMaxRequests,
  visitTimeoutMs,
} from "../src/http/limits.ts";
import { readProjectFile } from "./support/project.ts";

const page = readProjectFile("docs/crawler.md").replaceAll(/\s+/g, " ");

function amount(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
const seconds = (ms: number): string => amount(ms / 1_000, "second");
const minutes = (ms: number): string => amount(ms / 60_000, "minute");
const hours = (ms: number): string => amount(ms / 3_600_000, "hour");
const days = (ms: number): string => amount(ms / 86_400_000, "day");

/** What the page says, made of the constants. */
const sentences: readonly string[] = [
  `\`User-agent: ${productToken}\` and`,
  `product token is \`${productToken}\``,
  `once in ${hours(robotsLifeMs)}`,
  `last read more than ${hours(robotsLifeMs)} ago`,
  `stand in for up to ${days(robotsLastGoodMs)}`,
  `\`${catalogPath}\`; and where that has nothing, \`${ardPath}\``,
  `\`${olderPaths[0]}\`, \`${olderPaths[1]}\` and \`${olderPaths[2]}\``,
  `at most ${catalogMaxEntries} cards of a catalog, ${catalogMaxDepth} levels`,
  `at least ${seconds(delayDefaultMs)}, ${slownessFactor} times as long`,
  `never more than ${seconds(delayMaxMs)}`,
  `At most ${visitMaxRequests} requests and ${seconds(visitTimeoutMs)} a visit (${seconds(longVisitMs)}`,
  `at most ${foreignHostMaxRequests} requests for each visit`,
  `at least ${seconds(retryAfterMinMs)}, at most ${hours(retryAfterMaxMs)}, up to a tenth more`,
  `no answer after ${seconds(requestTimeoutMs)} is given up. After ${breakerAfter} of them in a row you are left alone for ${hours(breakerRestMs)}`,
  `after each further one, up to ${days(breakerMaxMs)}`,
  `Between ${hours(revisitMinMs)} and ${days(revisitMaxMs)}, spread by a tenth`,
  `or with ${hours(revisitDefaultMs)}`,
  `that ${growth} times as long`,
  `visited every ${hours(leftOverMs)}`,
  `a disallow | after ${hours(absentRevisitMs)}`,
  `\`451\` | after ${days(goneRevisitMs)}`,
  `after ${minutes(backOffStepMs)}, later at random within a time that doubles with every failure, up to ${days(backOffMaxMs)}`,
  `does not exist | after ${hours(noNameRevisitMs)}`,
  `is spread over ${hours(spreadMs)}`,
  `at most ${userMaxInFlight} at once`,
];

for (const sentence of sentences) {
  test(`docs/crawler.md says "${sentence}"`, () => assert.ok(page.includes(sentence)));
}

test("what the page says in words is so", () => {
  assert.deepEqual([jitter, restJitter, shrinkage, olderPaths.length], [0.1, 0.1, 2, 3]);
  assert.equal(crawlDelayMaxMs, delayMaxMs);
  assert.equal(outageMs, 86_400_000);
});
