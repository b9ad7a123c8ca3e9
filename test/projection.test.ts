// Proves which claim speaks for a name: a table of the cases, and properties over any set of claims in any order.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ProjectedClaim, project } from "../registry/store/projection.ts";
import type { Evidence, EvidenceType } from "../src/evidence/evidence.ts";
import { strength } from "../src/evidence/strength.ts";
import { dayMs } from "./support/visits.ts";

const at = new Date("2026-03-10T00:00:00Z");

/** A fact that was checked `ageDays` ago and lasts a week. */
function aged(type: EvidenceType, host: string, ageDays: number, insecure = false): Evidence {
  const checked = at.getTime() - ageDays * dayMs;
  return {
    type,
    host,
    checkedAt: new Date(checked),
    expiresAt: new Date(checked + 7 * dayMs),
    ...(insecure ? { insecure: true } : {}),
  };
}

let nextId = 1;

function claim(host: string, version: string, parts: Partial<ProjectedClaim> = {}): ProjectedClaim {
  const id = nextId++;
  return {
    id,
    name: "com.example/a",
    version,
    cardUrl: `https://${host}/${version}`,
    hostingHost: host,
    listingHost: host,
    evidence: [aged("listed-by", host, 1)],
    firstSeenAt: id,
    served: true,
    withdrawn: false,
    refused: false,
    ...parts,
  };
}

const own = (version: string, parts: Partial<ProjectedClaim> = {}) =>
  claim("example.com", version, { evidence: [aged("served-by", "example.com", 1)], ...parts });

test("strength: what is proved, listed, only claimed, expired or insecure", () => {
  const table: [readonly Evidence[], number][] = [
    [[], 0],
    [[aged("claimed", "a.example.net", 0)], 0],
    [[aged("listed-by", "a.example.net", 0)], 1],
    [[aged("served-by", "example.com", 0)], 2],
    [[aged("listed-by", "a.example.net", 0), aged("served-by", "example.com", 0)], 2],
    [[aged("served-by", "example.com", 7)], 0],
    [[aged("served-by", "example.com", 8), aged("listed-by", "example.com", 6)], 1],
    [[aged("served-by", "example.com", 0, true)], 0],
    [[aged("listed-by", "example.com", 0, true)], 0],
  ];
  for (const [evidence, expected] of table) assert.equal(strength(evidence, at), expected, JSON.stringify(evidence));
});

test("nobody claims: nothing is shown", () => {
  assert.deepEqual(project([], at), { shown: [], unconfirmed: [] });
});

const cases: [string, readonly ProjectedClaim[], string | undefined, string, string][] = [
  ["a proof beats who was first", [claim("b.example.net", "9.0.0"), own("1.0.0")], "example.com", "1.0.0*", "9.0.0"],
  [
    "a listing beats a bare claim",
    [
      claim("a.example.net", "1.0.0", { evidence: [aged("claimed", "a.example.net", 0)] }),
      claim("b.example.net", "2.0.0"),
    ],
    "b.example.net",
    "2.0.0*",
    "1.0.0",
  ],
  [
    "equals: the first seen",
    [claim("b.example.net", "1.0.0"), claim("a.example.net", "2.0.0")],
    "b.example.net",
    "1.0.0*",
    "2.0.0",
  ],
  [
    "a lapsed proof beats a listing",
    [claim("a.example.net", "2.0.0"), own("1.0.0", { evidence: [aged("served-by", "example.com", 30)] })],
    "example.com",
    "1.0.0*",
    "2.0.0",
  ],
  [
    "a proof that was taken back beats a listing",
    [claim("a.example.net", "2.0.0"), own("1.0.0", { withdrawn: true })],
    "example.com",
    "1.0.0*",
    "2.0.0",
  ],
  [
    "a refused proof shows nothing, and nobody else does",
    [own("1.0.0", { refused: true }), claim("a.example.net", "1.0.0")],
    "example.com",
    "",
    "1.0.0",
  ],
  [
    "an insecure proof is none",
    [
      claim("a.example.net", "1.0.0"),
      claim("b.example.net", "2.0.0", { evidence: [aged("served-by", "example.com", 0, true)] }),
    ],
    "a.example.net",
    "1.0.0*",
    "2.0.0",
  ],
  ["what is served now is latest", [own("2.0.0", { served: false }), own("1.0.0")], "example.com", "2.0.0 1.0.0*", ""],
  [
    "else what was not taken back",
    [own("2.0.0", { served: false, withdrawn: true }), own("1.0.0", { served: false })],
    "example.com",
    "2.0.0 1.0.0*",
    "",
  ],
  [
    "else the newest of all",
    [own("2.0.0", { withdrawn: true }), own("1.0.0", { withdrawn: true })],
    "example.com",
    "2.0.0* 1.0.0",
    "",
  ],
  [
    "a version that two places of one source claim is shown once",
    [own("1.0.0", { cardUrl: "https://example.com/old", withdrawn: true }), own("1.0.0")],
    "example.com",
    "1.0.0*",
    "",
  ],
  ["a refused version beside a good one", [own("2.0.0", { refused: true }), own("1.0.0")], "example.com", "1.0.0*", ""],
  [
    "a card of the source on another host is the source's",
    [
      own("1.0.0"),
      claim("cdn.example.net", "2.0.0", {
        listingHost: "example.com",
        evidence: [aged("served-by", "example.com", 0)],
      }),
    ],
    "example.com",
    "1.0.0 2.0.0*",
    "",
  ],
  [
    "another spelling of the holder's own is not shown beside it",
    [own("1.0.0"), own("2.0.0", { name: "com.example/A" })],
    "example.com",
    "1.0.0*",
    "2.0.0",
  ],
];

for (const [title, claims, holder, shown, unconfirmed] of cases) {
  test(`projection: ${title}`, () => {
    const result = project(claims, at);
    assert.equal(result.holder, holder);
    const text = result.shown.map((version) => version.claim.version + (version.isLatest ? "*" : ""));
    assert.deepEqual(text.sort(), shown.split(" ").filter(Boolean).sort());
    assert.deepEqual(result.unconfirmed.map((other) => other.version).join(" "), unconfirmed);
  });
}

const hosts = ["example.com", "a.example.net", "b.example.net"] as const;

const anyClaims = fc
  .array(
    fc.record({
      host: fc.constantFrom(...hosts),
      name: fc.constantFrom("com.example/a", "com.example/A"),
      version: fc.constantFrom("1.0.0", "2.0.0", "nightly"),
      age: fc.constantFrom(0, 5, 8, 60),
      type: fc.constantFrom("claimed" as const, "listed-by" as const, "served-by" as const),
      firstSeenAt: fc.nat(5),
      served: fc.boolean(),
      withdrawn: fc.boolean(),
      refused: fc.boolean(),
      insecure: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((items) =>
    items.map(({ host, age, type, insecure, version, ...rest }, index): ProjectedClaim => {
      // Only the name's own host can have been seen to serve it.
      const kind = type === "served-by" && host !== "example.com" ? "listed-by" : type;
      return { ...claim(host, version), id: index + 1, ...rest, evidence: [aged(kind, host, age, insecure)] };
    }),
  );

test("projection: the order of arrival in the database decides nothing", () => {
  const view = (claims: readonly ProjectedClaim[]) => {
    const { holder, shown, unconfirmed } = project(claims, at);
    const versions = shown.map((version) => [version.claim.id, version.publishedAt, version.isLatest]).sort();
    return { holder, versions, unconfirmed: unconfirmed.map((other) => other.id) };
  };
  fc.assert(
    fc.property(anyClaims, fc.infiniteStream(fc.nat(1_000)), (claims, random) => {
      const keyed = claims.map((item) => ({ item, key: Number(random.next().value) }));
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
      assert.deepEqual(view(shuffled), view(claims));
    }),
  );
});

test("projection: one source, one spelling, one latest; nothing refused; no unproved claim beside or above a proof", () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const { holder, shown, unconfirmed } = project(claims, at);
      assert.ok(new Set(shown.map((version) => version.claim.name)).size <= 1);
      assert.equal(new Set(shown.map((version) => version.claim.version)).size, shown.length);
      assert.equal(shown.filter((version) => version.isLatest).length, shown.length > 0 ? 1 : 0);
      for (const { claim: own } of shown) assert.equal(own.listingHost, holder);
      for (const other of [...shown.map((version) => version.claim), ...unconfirmed])
        assert.equal(other.refused, false);
      if (claims.some((one) => strength(one.evidence, at) === 2)) assert.equal(holder, "example.com");
      for (const other of unconfirmed) assert.ok(!shown.some((version) => version.claim === other));
    }),
  );
});
