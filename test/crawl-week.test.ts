// A week of crawling two thousand hosts of all temperaments, judged by what the hosts saw.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { absentRevisitMs, jitter } from "../src/crawl/next-visit.ts";
import { retryAfterMaxMs, retryAfterMinMs, retryAfterMs } from "../src/crawl/retry-after.ts";
import { revisitMinMs } from "../src/crawl/rhythm.ts";
import { type Robots, readRobots } from "../src/crawl/robots.ts";
import { robotsLifeMs } from "../src/crawl/robots-copy.ts";
import { foreignHostMaxRequests, visitMaxRequests } from "../src/http/limits.ts";
import { type Committed, type Logged, playWeek, type Week } from "./support/week.ts";
import { catalogPath, day, hour, minute, victim, type WeekHost, weekHosts, weekStart } from "./support/week-hosts.ts";

const days = 7;
const hosts: readonly WeekHost[] = weekHosts();
const hostNamed: ReadonlyMap<string, WeekHost> = new Map(hosts.map((host) => [host.name, host]));
// Played before the first test is defined: from then on the runner watches every promise, and a week has millions.
const week: Week = await playWeek(hosts, days);
const seenBy: ReadonlyMap<string, readonly Logged[]> = grouped(
  [...week.log].sort((a, b) => a.start - b.start),
  (one) => one.host,
);
const visitsTo: ReadonlyMap<string, readonly Committed[]> = grouped(week.commits, ({ result }) => result.host);

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Every two things that follow each other. */
function* pairs<T>(items: readonly T[]): Iterable<readonly [T, T]> {
  for (const [index, item] of items.entries()) {
    const next = items[index + 1];
    if (next !== undefined) yield [item, next];
  }
}

const rulesRead = new Map<string, Robots>();

/** The rules of a host by the text of its robots.txt. */
function rulesOf(host: string, text: string): Robots {
  const key = `${host}\n${text}`;
  const rules = rulesRead.get(key) ?? readRobots(`https://${host}/robots.txt`, new TextEncoder().encode(text));
  rulesRead.set(key, rules);
  return rules;
}

function ofTemper(temper: string): readonly WeekHost[] {
  const found = hosts.filter((host) => host.temper === temper);
  assert.notEqual(found.length, 0, temper);
  return found;
}

function visits({ name }: WeekHost): readonly Committed[] {
  return visitsTo.get(name) ?? [];
}

function requests({ name }: WeekHost): readonly Logged[] {
  return seenBy.get(name) ?? [];
}

const date = (at: number): Date => new Date(Date.parse(weekStart) + at);

after(() => week.store.close());

test("two thousand hosts were visited, and every one of them has a result", () => {
  assert.ok(hosts.length >= 2_000);
  for (const host of hosts) assert.ok(visits(host).length > 0, host.name);
});

test("no host is ever asked for two things at once", () => {
  let looked = 0;
  for (const [host, log] of seenBy) {
    for (const [one, next] of pairs(log)) {
      looked += 1;
      assert.ok(next.start >= one.end, `${host} at ${one.start}`);
    }
  }
  assert.ok(looked > 20_000);
});

test("between two requests to a host pass a second, five times its last answer, and what its robots.txt asks for", () => {
  for (const [host, log] of seenBy) {
    const rules = hostNamed.get(host)?.reply("/robots.txt", 0, 1);
    const text = typeof rules === "object" && rules.status === 200 ? (rules.body ?? "") : "";
    const asked = rulesOf(host, text).crawlDelayMs;
    for (const [one, next] of pairs(log)) {
      const least = Math.min(Math.max(1_000, 5 * (one.end - one.start), asked), 60_000);
      assert.ok(next.start - one.end >= least, `${host}: ${next.start - one.end} ms, not ${least}`);
    }
  }
});

test("nothing is asked before robots.txt was, nor more than a day after, nor against it", () => {
  for (const [host, log] of seenBy) {
    let readAt = Number.NEGATIVE_INFINITY;
    let rules: string | undefined;
    for (const { path, start, status } of log) {
      if (path === "/robots.txt") {
        const reply = hostNamed.get(host)?.reply(path, start, 1);
        if (status === 200 && typeof reply === "object") rules = reply.body ?? "";
        else if (status === 404) rules = "";
        if (status < 500) readAt = start;
        continue;
      }
      const isStandIn = hostNamed.get(host)?.temper === "robots.txt breaks";
      assert.ok(isStandIn || start - readAt <= robotsLifeMs + 3 * minute, `${host}${path} at ${start}`);
      assert.ok(rulesOf(host, rules ?? "").allows(`https://${host}${path}`), `${host}${path} at ${start}`);
    }
  }
});

test("a host that forbids us is left within a day, and what it said leaves the index", async () => {
  for (const host of ofTemper("forbids from the fourth day")) {
    const late = requests(host).filter(({ path, start }) => path !== "/robots.txt" && start > 4 * day + minute);
    assert.deepEqual(late, [], host.name);
  }
  const { entries } = await week.store.list({ limit: 100, includeDeleted: false, search: "forbids from" });
  assert.deepEqual(entries, []);
});

test("a host whose robots.txt breaks is crawled by its last good rules", () => {
  for (const host of ofTemper("robots.txt breaks")) {
    const paths = requests(host).filter(({ start }) => start > 2 * day);
    assert.ok(
      paths.some(({ path }) => path === catalogPath),
      host.name,
    );
    assert.ok(
      paths.some(({ path, status }) => path === "/robots.txt" && status === 503),
      host.name,
    );
    assert.ok(!paths.some(({ path }) => path === "/cards/1"), host.name);
  }
});

test("a host that asks for rest gets it, in both forms, between a minute and a day", () => {
  let rests = 0;
  for (const [host, log] of seenBy) {
    for (const [one, next] of pairs(log)) {
      const after = one.reply["retry-after"];
      if (after === undefined) continue;
      rests += 1;
      const least = retryAfterMs(after, date(one.end));
      assert.ok(least >= retryAfterMinMs && least <= retryAfterMaxMs);
      assert.ok(next.start - one.end >= least, `${host}: "${after}", asked again after ${next.start - one.end} ms`);
    }
  }
  assert.ok(rests > 100, String(rests));
});

test("whenever a validator was offered it is sent, and what has not changed is not sent again", () => {
  const offered = new Map<string, Logged>();
  let conditional = 0;
  let answered = 0;
  for (const one of [...week.log].sort((a, b) => a.start - b.start)) {
    const url = one.host + one.path;
    const before = offered.get(url);
    // What a visit under way has got is remembered when it ends.
    if (before !== undefined && one.start - before.end > 3 * minute) {
      conditional += 1;
      const { etag, "last-modified": modified } = before.reply;
      assert.equal(one.sent["if-none-match"], etag, `${url} at ${one.start}`);
      if (etag === undefined) assert.equal(one.sent["if-modified-since"], modified, `${url} at ${one.start}`);
    }
    if (one.status === 304) answered += 1;
    const keeps = one.reply["cache-control"] !== "no-store" && one.reply["x-robots-tag"] === undefined;
    const validator = one.reply["etag"] ?? one.reply["last-modified"];
    if (one.status === 200 && keeps && validator !== undefined) offered.set(url, one);
    if (one.status === 404 || one.status === 410) offered.delete(url);
  }
  assert.ok(conditional > 5_000, String(conditional));
  assert.ok(answered > conditional / 2, `${answered} of ${conditional}`);
});

test("of the healthy hosts' visits at least 99% come within 1.2 times their interval, and none comes early", () => {
  let onTime = 0;
  let all = 0;
  for (const host of hosts.filter(({ healthy }) => healthy)) {
    for (const [one, next] of pairs(visits(host))) {
      const interval = one.result.rhythm?.intervalMs ?? 0;
      const gap = next.startedAt - one.at;
      all += 1;
      if (gap <= 1.2 * interval) onTime += 1;
      assert.ok(gap >= (1 - jitter) * interval - 1_000, `${host.name} after ${gap} ms, not ${interval}`);
      assert.ok(gap >= (1 - jitter) * revisitMinMs - 1_000, `${host.name} after ${gap} ms`);
    }
    const last = visits(host).at(-1);
    const due = last === undefined ? 0 : last.at + 1.2 * (last.result.rhythm?.intervalMs ?? 0);
    all += 1;
    if (due > days * day || (last?.result.nextVisitAt.getTime() ?? 0) > date(days * day).getTime()) onTime += 1;
  }
  assert.ok(all > 5_000, String(all));
  assert.ok(onTime >= 0.99 * all, `${onTime} of ${all}`);
});

test("what changes is asked for more often than what does not", () => {
  const times = (temper: string): number =>
    ofTemper(temper).reduce((sum, host) => sum + visits(host).length, 0) / ofTemper(temper).length;
  assert.ok(times("changes always, for an hour each") > 100);
  assert.ok(times("changes daily") > 1.5 * times("steady"), `${times("changes daily")} and ${times("steady")}`);
  assert.ok(times("steady") >= 3 && times("steady") <= 8, String(times("steady")));
  assert.ok(times("fresh for a year") <= 2);
});

test("what is not there is not asked for within a day, nor a name that is none within an hour", () => {
  for (const [tempers, least] of [
    [["absent", "catch-all", "forbidding"], absentRevisitMs],
    [["no such name"], hour],
  ] as const) {
    for (const host of tempers.flatMap(ofTemper)) {
      for (const [one, next] of pairs(visits(host)))
        assert.ok(next.startedAt - one.at >= (1 - jitter) * least - 1_000, host.name);
    }
  }
});

test("a host that lets us hang costs a handful of deadlines a week", () => {
  for (const host of ofTemper("lets us hang")) {
    const hung = requests(host).length;
    assert.ok(hung >= 3 && hung <= 8, `${host.name}: ${hung}`);
    const [, , third, fourth] = requests(host);
    assert.ok((fourth?.start ?? 0) - (third?.end ?? 0) >= 6 * hour, host.name);
  }
});

test("no visit asks for more than its budget, of all hosts and of a foreign one", () => {
  const byVisit = grouped(week.log, ({ visit }) => String(visit));
  for (const log of byVisit.values()) {
    assert.ok(log.length <= visitMaxRequests, String(log.length));
    const toVictim = log.filter(({ host }) => host === victim);
    if (log.some(({ host }) => host !== victim))
      assert.ok(toVictim.filter(({ path }) => path !== "/robots.txt").length <= foreignHostMaxRequests);
  }
  const large = ofTemper("huge catalog").map((host) => new Set(requests(host).map(({ path }) => path)).size);
  for (const paths of large) assert.ok(paths > 120, `${paths} of 122 paths`);
});

test("what is gone leaves the index: at once by 410, after days of 404, and what may not be listed was never in it", async () => {
  const shown = async (temper: string): Promise<number> => {
    let sum = 0;
    for (const { name } of ofTemper(temper).slice(0, 8)) {
      const entry = await week.store.version(`com.example.${name.split(".")[0]}/s0`, "latest", false);
      sum += entry === undefined ? 0 : 1;
    }
    return sum;
  };
  assert.equal(await shown("steady"), 8);
  assert.equal(await shown("changes daily"), 8);
  assert.equal(await shown("forbidding"), 0);
  assert.equal(await shown("forbids from the fourth day"), 0);
  assert.equal(await shown("not to be indexed"), 0);
  assert.equal(await shown("gone after three days"), 0);
  assert.equal(await shown("wants pauses"), 8);
});
