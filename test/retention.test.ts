// Proves what retention keeps: a table of its cases, and properties over any row of states.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type State, thin } from "../registry/store/retention.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = 2_000 * dayMs;

/** States that end so many hours ago, oldest first; `!` in front is a passing failure. */
function row(...items: readonly (readonly [what: string, hoursAgo: number])[]): State[] {
  return items.map(([what, hoursAgo], index) => {
    const at = now - hoursAgo * hourMs;
    return { id: index + 1, since: at, until: at, times: 1, what, passing: what.startsWith("!") };
  });
}

/** What is left, as text. */
function left(states: readonly State[], keepMs: number): string {
  const { drop, widen } = thin(states, now, keepMs);
  const kept = states.filter(({ id }) => !drop.includes(id));
  return kept
    .map(({ id, what }) => `${what}${"*".repeat((widen.find((one) => one.id === id)?.times ?? 1) - 1)}`)
    .join(" ");
}

const day = (days: number): number => days * 24;

const cases: [string, State[], number, string][] = [
  ["one state stays for ever", row(["a", day(900)]), 0, "a"],
  ["young changes stay, each", row(["a", 5], ["b", 4], ["a", 3]), dayMs, "a b a"],
  [
    "of old changes the last of a week",
    row(["a", day(400)], ["b", day(400) - 1], ["c", day(400) - 2], ["d", 1]),
    dayMs,
    "c d",
  ],
  ["the newest stays, however old", row(["a", day(400)], ["b", day(400) - 1]), dayMs, "b"],
  ["failures stay for a day", row(["a", 9], ["!", 8], ["a", 7], ["!", 6], ["a", 5]), dayMs, "a ! a ! a"],
  ["then the last of each day", row(["a", 100], ["!1", 60], ["!2", 59], ["!3", 58], ["b", 1]), 30 * dayMs, "a !3 b"],
  ["and past the time none", row(["a", day(50)], ["!", day(49)], ["b", 1]), 30 * dayMs, "a b"],
  ["states that become neighbours are one", row(["a", day(50)], ["!", day(49)], ["a", 1]), 30 * dayMs, "a*"],
  ["three in a row, too", row(["a", 90], ["!", day(49)], ["a", 60], ["!", day(48)], ["a", 1]), 30 * dayMs, "a**"],
];

for (const [title, states, keepMs, expected] of cases) {
  test(`retention: ${title}`, () => assert.equal(left(states, keepMs), expected));
}

const anyRow = fc
  .array(fc.record({ what: fc.constantFrom("a", "b", "!"), hours: fc.nat(30 * 24) }), { minLength: 1, maxLength: 60 })
  .map((items) => {
    let hoursAgo = items.reduce((sum, { hours }) => sum + hours, 0);
    return row(
      ...items.map(({ what, hours }) => {
        hoursAgo -= hours;
        return [what, hoursAgo] as const;
      }),
    );
  });

/** The row as it lies after it was thinned. */
function thinned(states: readonly State[], keepMs: number): State[] {
  const { drop, widen } = thin(states, now, keepMs);
  return states
    .filter(({ id }) => !drop.includes(id))
    .map((state) => ({ ...state, ...widen.find((one) => one.id === state.id) }));
}

test("retention: the newest stays, what is kept keeps its order, and thinning twice is thinning once", () => {
  fc.assert(
    fc.property(anyRow, fc.constantFrom(0, dayMs, 30 * dayMs, 400 * dayMs), (states, keepMs) => {
      const kept = thinned(states, keepMs);
      assert.equal(kept.at(-1)?.id, states.at(-1)?.id);
      assert.deepEqual(
        kept.map(({ id }) => id),
        kept.map(({ id }) => id).sort((a, b) => a - b),
      );
      assert.deepEqual(thinned(kept, keepMs), kept);
      const young = states.filter((state) => !state.passing && now - state.until < keepMs).map(({ what }) => what);
      const still = kept.filter((state) => !state.passing && now - state.until < keepMs).map(({ what }) => what);
      const changes = (all: readonly string[]) => all.filter((what, index) => what !== all[index - 1]);
      assert.deepEqual(changes(still), changes(young), "no young change is lost");
    }),
  );
});

test("retention: what is left of a row is bounded by its weeks, its kept days and a day of failures", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 20 }), (hours, keepDays) => {
      const states = row(
        ...Array.from({ length: hours }, (_, index) => [index % 2 === 0 ? `v${index}` : "!", hours - index] as const),
      );
      const kept = thinned(states, keepDays * dayMs).length;
      const weeks = Math.ceil(hours / (24 * 7)) + 1;
      assert.ok(kept <= weeks + 12 * keepDays + keepDays + 26, `${kept} of ${hours}`);
    }),
  );
});
