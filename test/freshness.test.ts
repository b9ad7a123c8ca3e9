// When a host is asked again: by what it said, by how it failed, and never outside our own bounds.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { breakerAfter, breakerMs } from "../src/crawl/breaker.ts";
import { freshnessMs, mayKeep, mayRevalidate } from "../src/crawl/freshness.ts";
import { type Ending, planVisit } from "../src/crawl/next-visit.ts";
import { retryAfterMs } from "../src/crawl/retry-after.ts";
import { type Beat, nextRhythm, type Rhythm, revisitMaxMs, revisitMinMs } from "../src/crawl/rhythm.ts";
import { readHostile } from "./support/hostile-behaviours.ts";
import { skipWithout } from "./support/shared-data.ts";

const now = new Date("2026-11-01T12:00:00Z");
const hour = 3600 * 1000;
const day = 24 * hour;
const extremes: readonly (() => number)[] = [() => 0, () => 0.5, () => 0.999999];

function fresh(headers: Record<string, string>): number | undefined {
  return freshnessMs({ status: 200, headers }, now);
}

function waits(ending: Partial<Ending>, random: () => number = () => 0.5): number {
  const whole = { outcome: "found", failures: 0, contents: "a", ...ending } as const;
  return planVisit(whole, undefined, { now, random }).at.getTime() - now.getTime();
}

test("freshness is what the host says, between an hour and a week", () => {
  assert.equal(fresh({ "cache-control": "public, max-age=7200" }), 2 * hour);
  assert.equal(fresh({ "cache-control": "max-age=0" }), hour);
  assert.equal(fresh({ "cache-control": "no-store" }), hour);
  assert.equal(fresh({ "cache-control": "max-age=99999999999999999999" }), 7 * day);
  assert.equal(fresh({ "cache-control": "immutable" }), 7 * day);
  assert.equal(fresh({ expires: "Sun, 01 Nov 2026 18:00:00 GMT" }), 6 * hour);
  assert.equal(fresh({}), undefined);
  assert.equal(waits({ answer: { status: 200, headers: {} } }), day);
});

/** RFC 9111 sections 4.2 and 5.2 for a private cache; what is undefined has no word on freshness. Hours, bounds kept. */
const rfc9111: readonly (readonly [says: string, headers: Record<string, string>, hours: number | undefined])[] = [
  ["nothing", {}, undefined],
  ["only a validator that is no date", { etag: '"a"' }, undefined],
  ["max-age", { "cache-control": "max-age=10800" }, 3],
  ["a directive's name has any case", { "cache-control": "Max-Age=10800" }, 3],
  ["a value in quotes", { "cache-control": 'max-age="10800"' }, 3],
  ["max-age before Expires", { "cache-control": "max-age=10800", expires: "Mon, 02 Nov 2026 12:00:00 GMT" }, 3],
  ["s-maxage is for shared caches", { "cache-control": "max-age=10800, s-maxage=60" }, 3],
  ["private is us", { "cache-control": "private, max-age=10800" }, 3],
  ["Age is taken off", { "cache-control": "max-age=14400", age: "3600" }, 3],
  ["an Age beyond max-age leaves nothing", { "cache-control": "max-age=14400", age: "99999" }, 1],
  ["no-cache is asked again, no sooner than in an hour", { "cache-control": "no-cache, max-age=10800" }, 1],
  ["no-store too", { "cache-control": "no-store, max-age=10800" }, 1],
  ["must-revalidate changes no lifetime", { "cache-control": "must-revalidate, max-age=10800" }, 3],
  ["Expires", { expires: "Sun, 01 Nov 2026 15:00:00 GMT" }, 3],
  ["Expires in the past", { expires: "Sun, 01 Nov 2026 11:00:00 GMT" }, 1],
  ["Expires that is no date", { expires: "0" }, 1],
  ["a tenth of the time since it was modified", { "last-modified": "Sat, 31 Oct 2026 06:00:00 GMT" }, 3],
  ["a tenth of years is a week", { "last-modified": "Sun, 01 Nov 2015 12:00:00 GMT" }, 7 * 24],
  ["modified in the future", { "last-modified": "Fri, 01 Jan 2100 00:00:00 GMT" }, 1],
  ["a negative max-age", { "cache-control": "max-age=-5" }, 1],
  ["a max-age that is no number", { "cache-control": "max-age=soon" }, 1],
  ["just under an hour", { "cache-control": "max-age=3599" }, 1],
  ["just over an hour", { "cache-control": "max-age=3601" }, 3601 / 3600],
  ["just under a week", { "cache-control": "max-age=604799" }, 604_799 / 3600],
  ["just over a week", { "cache-control": "max-age=604801" }, 7 * 24],
];

for (const [says, headers, hours] of rfc9111) {
  test(`freshness: ${says}`, () => assert.equal(fresh(headers), hours === undefined ? undefined : hours * hour));
}

test("Retry-After is kept to at its edges: a minute and a day", () => {
  const wait = (seconds: number): number => retryAfterMs(String(seconds), now) / 1000;
  assert.deepEqual([0, 59, 60, 61, 86_399, 86_400, 86_401].map(wait), [60, 60, 60, 61, 86_399, 86_400, 86_400]);
  const at = (seconds: number): number =>
    retryAfterMs(new Date(now.getTime() + seconds * 1000).toUTCString(), now) / 1000;
  assert.deepEqual([-1, 59, 61, 86_399, 86_401].map(at), [60, 60, 61, 86_399, 86_400]);
});

test("the host's own clock does not count", () => {
  const headers = { "cache-control": "max-age=7200", date: "Fri, 01 Jan 2100 00:00:00 GMT" };
  assert.equal(fresh(headers), 2 * hour);
});

test("no header takes freshness out of its bounds", () => {
  const header = fc.constantFrom("cache-control", "expires", "last-modified", "age", "date", "vary", "pragma");
  fc.assert(
    fc.property(fc.dictionary(header, fc.string()), (headers) => {
      const ms = fresh(headers) ?? revisitMinMs;
      assert.ok(ms >= revisitMinMs && ms <= revisitMaxMs, String(ms));
    }),
  );
});

test("no-store and a Vary of its own keep a body from being kept or revalidated", () => {
  assert.deepEqual(
    ["no-store", "public,no-store", "max-age=1", ""].map((value) => mayKeep({ "cache-control": value })),
    [false, false, true, true],
  );
  assert.deepEqual(
    ["*", "cookie", "Accept, Accept-Encoding", "Origin", ""].map((vary) => mayRevalidate({ vary })),
    [false, false, true, true, true],
  );
});

test("what is absent is asked again after a day, what is gone after a month, a name that is none after an hour", () => {
  assert.equal(waits({ outcome: "none", status: 404 }), day);
  assert.equal(waits({ outcome: "none", status: 410 }), 30 * day);
  assert.equal(waits({ outcome: "none", status: 451 }), 30 * day);
  assert.equal(waits({ outcome: "none", status: 200 }), day);
  assert.equal(waits({ outcome: "failed", status: 403 }), day);
  assert.equal(waits({ outcome: "failed", failure: "dns", noName: true }), hour);
  assert.equal(waits({ outcome: "refused", failure: "robots" }), day);
});

test("failures back off at random in a window that doubles, from a minute to a week", () => {
  const last = extremes.at(-1);
  const widest = [0, 1, 2, 5, 1000].map((failures) => waits({ outcome: "failed", failure: "timeout", failures }, last));
  assert.deepEqual(
    widest.map((ms) => Math.round(ms / 60_000)),
    [1, 2, 4, 32, 7 * 24 * 60],
  );
  assert.equal(
    waits({ outcome: "failed", failure: "timeout", failures: 9 }, () => 0),
    60_000,
  );
});

test("what stays as it was is asked less often, what changes more often, within an hour and a week", () => {
  const beat = (contents: string, more: Partial<Beat> = {}): Beat => ({
    outcome: "found",
    contents,
    leastMs: revisitMinMs,
    startMs: day,
    ...more,
  });
  const walk = (beats: readonly Beat[]): number[] => {
    let rhythm: Rhythm | undefined;
    return beats.map((one) => {
      rhythm = nextRhythm(one, rhythm);
      return rhythm.intervalMs / hour;
    });
  };
  assert.deepEqual(walk(["a", "a", "a", "b", "b"].map((one) => beat(one))), [24, 36, 54, 27, 40.5]);
  assert.equal(walk(Array.from({ length: 20 }, () => beat("a"))).at(-1), 7 * 24);
  assert.equal(walk(Array.from({ length: 20 }, (_, n) => beat(String(n)))).at(-1), 1);
  const sixHours = { leastMs: 6 * hour, startMs: 6 * hour };
  assert.equal(
    walk(Array.from({ length: 20 }, (_, n) => beat(String(n), sixHours))).at(-1),
    6,
    "never sooner than said",
  );
  assert.deepEqual(
    walk([beat("a"), beat("a"), beat("", { outcome: "none" })]),
    [24, 36, 24],
    "another outcome begins anew",
  );
  const large = beat("a", { leftOver: true, unsure: true });
  assert.deepEqual(
    walk([large, large, beat("a")]),
    [6, 6, 9],
    "what was left over comes soon, but not sooner and sooner",
  );
  assert.deepEqual(walk([beat("a"), beat("x", { unsure: true }), beat("a")]), [24, 24, 36], "a hiccup is no change");
  const month = { outcome: "none", leastMs: 30 * day, startMs: 30 * day } as const;
  assert.equal(walk([beat("a", month), beat("a", month)])[1], 30 * 24, "a month stays a month");
});

test("a host that lets requests hang rests six hours after the third, twice as long after each further one", () => {
  assert.deepEqual(
    [0, 1, breakerAfter - 1, breakerAfter, 4, 5, 6, 7, 8, 1000].map((times) => breakerMs(times) / hour),
    [0, 0, 0, 6, 12, 24, 48, 96, 168, 168],
  );
});

test("an HTTP date in any of its three forms is understood; what only resembles one is not", () => {
  const wait = (value: string): number => retryAfterMs(value, now) / 1000;
  for (const date of ["Sun, 01 Nov 2026 12:10:00 GMT", "Sunday, 01-Nov-26 12:10:00 GMT", "Sun Nov  1 12:10:00 2026"]) {
    assert.equal(wait(date), 600, date);
  }
  for (const odd of ["2026-11-01T12:10:00Z", "-5", "1.5", "10, 20", "soon", ""]) assert.equal(wait(odd), 60, odd);
});

const data = "hostile-documents.jsonl";
test("the vectors on Retry-After and Cache-Control are met at both ends of the spread", {
  skip: skipWithout(data),
}, () => {
  const vectors = readHostile(data).filter(({ id }) => /^http-(429-ra|cc)-/.test(id));
  assert.equal(vectors.length, 12);
  for (const { id, behaviour, expect } of vectors) {
    const headers = behaviour.headers ?? {};
    for (const random of extremes) {
      const rest = retryAfterMs(headers["retry-after"], now) * (1 + random() / 10);
      const ms = behaviour.status === 429 ? rest : waits({ answer: { status: 200, headers } }, random);
      const [least, most] = [
        expect.next_attempt_min_s ?? expect.next_fetch_min_s,
        expect.next_attempt_max_s ?? expect.next_fetch_max_s,
      ];
      assert.ok(ms / 1000 >= (least ?? 0), `${id}: ${ms} is too soon`);
      assert.ok(ms / 1000 <= (most ?? Number.POSITIVE_INFINITY), `${id}: ${ms} is too late`);
    }
  }
});
