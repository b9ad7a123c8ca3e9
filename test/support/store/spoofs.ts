// The store contract: whatever strangers claim and whenever they come, the one who proves a name holds it.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, HostResult } from "../../../src/crawl/frontier.ts";
import { type Clock, claimOf, commit, createClock, dayMs, fact, provedClaim, visitOf } from "../visits.ts";
import { all, type It, listed, type OpenEmpty, permutations } from "./asking.ts";

interface Spoof {
  readonly title: string;
  readonly visits: (clock: Clock) => readonly HostResult[];
  /** What every order must show as active, and as latest. */
  readonly active: readonly string[];
  readonly shownTitle: string;
  readonly unconfirmed: readonly string[];
}

/** Each is one way to talk as `com.example/weather`, which example.com itself serves with the title "Real". */
function spoofScenarios(): readonly Spoof[] {
  const name = "com.example/weather";
  const evil = "mallory.example.net";
  const real = (clock: Clock, versions: readonly string[] = ["1.0.0"]) =>
    visitOf(
      "example.com",
      versions.map((version) =>
        provedClaim("example.com", name, version, {
          at: clock(),
          card: { title: "Real" },
          cardUrl: `https://example.com/${version}`,
        }),
      ),
      clock(),
    );
  const fake = (clock: Clock, host: string, version: string, parts: Partial<Claim> = {}, spelling = name) =>
    visitOf(host, [claimOf(host, spelling, version, { at: clock(), card: { title: "Fake" }, ...parts })], clock());
  const stands = { active: [`${name}@1.0.0`], shownTitle: "Real" };

  return [
    {
      title: "the same version from elsewhere",
      visits: (c) => [real(c), fake(c, evil, "1.0.0")],
      ...stands,
      unconfirmed: [`${name}@1.0.0`],
    },
    {
      title: "a higher version from elsewhere",
      visits: (c) => [real(c), fake(c, evil, "9.0.0")],
      ...stands,
      unconfirmed: [`${name}@9.0.0`],
    },
    {
      title: "a version between the holder's own",
      visits: (c) => [real(c, ["1.0.0", "3.0.0"]), fake(c, evil, "2.0.0")],
      active: [`${name}@1.0.0`, `${name}@3.0.0`],
      shownTitle: "Real",
      unconfirmed: [`${name}@2.0.0`],
    },
    {
      title: "a case twin of the name",
      visits: (c) => [real(c), fake(c, evil, "1.0.0", {}, "com.Example/Weather")],
      ...stands,
      unconfirmed: ["com.Example/Weather@1.0.0"],
    },
    {
      title: "served-by over plain http",
      visits: (c) => [
        real(c),
        fake(c, "attacker.example.org", "9.0.0", {
          evidence: [{ ...fact("served-by", "example.com", c()), insecure: true }],
        }),
      ],
      ...stands,
      unconfirmed: [`${name}@9.0.0`],
    },
    {
      title: "many hosts that agree with each other",
      visits: (c) => [
        real(c),
        fake(c, "a.example.net", "9.0.0"),
        fake(c, "b.example.net", "9.0.0"),
        fake(c, "c.example.net", "9.0.0"),
      ],
      ...stands,
      unconfirmed: [`${name}@9.0.0`, `${name}@9.0.0`, `${name}@9.0.0`],
    },
    {
      title: "a catalog that lists the holder's own card address with other words",
      visits: (c) => [
        real(c),
        fake(c, evil, "1.0.0", { cardUrl: "https://example.com/1.0.0", hostingHost: "example.com" }),
      ],
      ...stands,
      unconfirmed: [`${name}@1.0.0`],
    },
    {
      title: "a claim that nothing supports",
      visits: (c) => [real(c), fake(c, evil, "9.0.0", { evidence: [fact("claimed", evil, c())] })],
      ...stands,
      unconfirmed: [`${name}@9.0.0`],
    },
    {
      title: "a subdomain of the holder",
      visits: (c) => [real(c), fake(c, "user.example.com", "9.0.0")],
      ...stands,
      unconfirmed: [`${name}@9.0.0`],
    },
    {
      title: "a holder whose card may not be listed: nobody takes its place",
      visits: (c) => [
        visitOf(
          "example.com",
          [provedClaim("example.com", name, "1.0.0", { at: c(), refusals: ["card/secret-literal"] })],
          c(),
        ),
        fake(c, evil, "1.0.0"),
      ],
      active: [],
      shownTitle: "Real",
      unconfirmed: [`${name}@1.0.0`],
    },
    {
      title: "a refused fake",
      visits: (c) => [real(c), fake(c, evil, "9.0.0", { refusals: ["admission/hidden-text"] })],
      ...stands,
      unconfirmed: [],
    },
  ];
}

export function spoofs(it: It, open: OpenEmpty): void {
  for (const spoof of spoofScenarios()) {
    test(`${spoof.title}, in every order of arrival`, async () => {
      for (const order of permutations(spoof.visits(createClock()).map((_, index) => index))) {
        const clock = createClock();
        const store = await open(clock);
        for (const index of order) {
          const visit = spoof.visits(clock)[index];
          if (visit) await commit(store.frontier, visit);
          clock.advance(1_000);
        }
        const { entries } = await store.list(all);
        const said = `in order ${order}`;
        assert.deepEqual(
          entries.map((entry) => `${entry.name}@${entry.version}`),
          spoof.active,
          said,
        );
        for (const entry of entries) assert.equal(JSON.parse(entry.serverJson).title, spoof.shownTitle, said);
        for (const entry of (await store.list({ ...all, includeDeleted: true })).entries) {
          assert.doesNotMatch(entry.serverJson, /Fake/, `a tombstone must not repeat a fake, ${said}`);
        }
        const others = await store.unconfirmed("com.example/weather");
        assert.deepEqual(
          others.map((claim) => `${claim.name}@${claim.version}`),
          spoof.unconfirmed,
          said,
        );
        await store.close();
      }
    });
  }

  it("an outage or a withdrawal does not hand the name to whoever waits for it", async (store, clock) => {
    const name = "com.example/weather";
    const real = () => provedClaim("example.com", name, "1.0.0", { at: clock() });
    const fake = () =>
      visitOf("mallory.example.net", [claimOf("mallory.example.net", name, "2.0.0", { at: clock() })], clock());
    await commit(store.frontier, visitOf("example.com", [real()], clock()));
    clock.advance(30 * dayMs);
    await commit(store.frontier, fake());
    assert.deepEqual(await listed(store), [`${name}@1.0.0`]);
    await commit(store.frontier, visitOf("example.com", [], clock()));
    await commit(store.frontier, fake());
    assert.deepEqual(await listed(store), []);
  });

  it("between claims that nobody proved, the first seen holds the name until it leaves", async (store, clock) => {
    const name = "org.example/shared";
    const say = (host: string, version: string) =>
      visitOf(host, [claimOf(host, name, version, { at: clock() })], clock());
    await commit(store.frontier, say("a.example.net", "1.0.0"));
    clock.advance(1_000);
    await commit(store.frontier, say("b.example.net", "2.0.0"));
    assert.deepEqual(await listed(store), [`${name}@1.0.0`]);
    await commit(store.frontier, visitOf("a.example.net", [], clock()));
    assert.deepEqual(await listed(store), [`${name}@2.0.0`]);
  });
}
