// Nobody is shown as somebody else: every scenario of support/spoofs.ts in every order of arrival, through a real store.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import { strength } from "../src/evidence/strength.ts";
import { type SpoofCase, type Step, spoofCases, visitFrom } from "./support/spoofs.ts";
import { all, permutations } from "./support/store/asking.ts";
import { type Clock, commit, createClock, dayMs } from "./support/visits.ts";

const titleOf = (serverJson: string): string => JSON.parse(serverJson).title ?? "";

/** The host whose labels, turned round, are the name's namespace: the only one that may prove it. */
function ownerOf(name: string): string {
  return (name.split("/")[0] ?? "").split(".").reverse().join(".").toLowerCase();
}

/** Whether a step really proves a name: its own host, over TLS all the way, with no redirect and as JSON. */
function proves({ host, says }: Step, name: string, title: string): boolean {
  return says.some((say) => {
    const ways = [say.catalog === false ? [] : (say.catalog ?? [`https://${host}/`]), say.card ?? []].filter(
      (way) => way.length > 0,
    );
    const sound = ways.every(
      (way) => way.every((url) => url.startsWith("https:")) && new Set(way.map((url) => new URL(url).host)).size === 1,
    );
    const own = ways.some((way) => new URL(way.at(-1) ?? "").hostname === ownerOf(name));
    return say.title === title && (say.type ?? "application/json") === "application/json" && sound && own;
  });
}

/** What is never true, whatever came in which order. */
async function assertNothingOverstated(
  store: Store,
  clock: Clock,
  taken: readonly Step[],
  spoof: SpoofCase,
  said: string,
): Promise<void> {
  const { entries } = await store.list({ ...all, includeDeleted: true });
  const names = new Set(entries.map((entry) => entry.name));
  const others = (await Promise.all([...names].map((name) => store.unconfirmed(name)))).flat();
  for (const { name, serverJson, discovery } of entries) {
    const title = titleOf(serverJson);
    const isProved = strength(discovery.evidence, clock()) === 2;
    if (isProved)
      assert.ok(
        taken.some((step) => proves(step, name, title)),
        `"${title}" is proved as ${name}, ${said}`,
      );
    for (const fact of discovery.evidence) {
      const isAsked = fact.type !== "endpoint-agrees" || discovery.endpointHosts.includes(fact.host);
      assert.ok(isAsked, `${fact.host} gets no traffic that it could agree to, ${said}`);
      const unwilling = spoof.unwilling?.includes(fact.host) && title === "Fake";
      assert.ok(fact.type !== "endpoint-agrees" || !unwilling, `${fact.host} is said to agree, ${said}`);
    }
    const proved = taken.some((step) =>
      step.says.some(({ name: own = "com.example/weather", title: real }) => own === name && proves(step, name, real)),
    );
    if (proved && title === "Fake")
      assert.ok(
        taken.some((step) => proves(step, name, "Fake")),
        `a fake is shown beside a proof of ${name}, ${said}`,
      );
  }
  for (const claim of others) {
    assert.notEqual(
      strength(claim.discovery.evidence, clock()),
      2,
      `an unconfirmed claim on ${claim.name} looks proved, ${said}`,
    );
  }
}

async function shownNow(store: Store, clock: Clock): Promise<string[]> {
  const { entries } = await store.list(all);
  return entries.map(({ name, version, serverJson, discovery }) => {
    const proved = strength(discovery.evidence, clock()) === 2 ? " proved" : "";
    return `${name} ${version} ${titleOf(serverJson)}${proved}`;
  });
}

async function play(spoof: SpoofCase, order: readonly Step[], said: string): Promise<void> {
  const clock = createClock();
  const store = await openStore(":memory:", { now: clock });
  const taken: Step[] = [];
  const seen = new Set<string>();
  for (const step of order) {
    await commit(store.frontier, visitFrom(step, clock));
    taken.push(step);
    await assertNothingOverstated(store, clock, taken, spoof, said);
    for (const { title } of step.says) {
      const absent = taken.at(-2)?.says.length === 0;
      const late =
        spoof.settling?.includes(title) && seen.size > 0 && !seen.has(title) && (absent || !spoof.afterAbsence);
      if (late)
        for (const line of await shownNow(store, clock)) assert.doesNotMatch(line, new RegExp(`${title} proved`), said);
    }
    for (const { title } of step.says) seen.add(title);
    clock.advance((step.daysLater ?? 0) * dayMs + 1_000);
  }
  const shown = await shownNow(store, clock);
  if (spoof.shown) assert.deepEqual(shown, spoof.shown, said);
  for (const title of spoof.never ?? [])
    assert.ok(!shown.some((line) => line.includes(` ${title}`)), `${said}: ${shown}`);
  await store.close();
}

test("there are forty scenarios at least, each of its own kind", () => {
  assert.ok(spoofCases.length >= 40, `${spoofCases.length}`);
  assert.equal(new Set(spoofCases.map(({ title }) => title)).size, spoofCases.length);
});

for (const spoof of spoofCases) {
  test(`${spoof.title}: never overstated, in any order`, async () => {
    const indexes = permutations(spoof.steps.map((_, index) => index));
    for (const order of indexes) {
      const steps = order.flatMap((index) => spoof.steps[index] ?? []);
      await play(spoof, steps, `in order ${order.join(", ")}`);
    }
  });
}
