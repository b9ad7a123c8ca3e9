// Who may be believed about a name: every case in every order of arrival.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Evidence, evidenceLifeMs } from "../src/evidence/evidence.ts";
import { gatherEvidence, type Sighting } from "../src/evidence/gather.ts";
import { hostToNamespace, namespaceOf } from "../src/evidence/namespace.ts";
import { strength } from "../src/evidence/strength.ts";
import type { Answer } from "../src/http/exchange.ts";

const at = new Date("2026-11-01T00:00:00Z");

/** An answer that came over these URLs, the last one being where it was found. */
function from(urls: readonly string[], type = "application/json"): Answer {
  const hops = urls.map((url) => ({ url, status: 200, tls: url.startsWith("https:") }));
  return { status: 200, headers: type === "" ? {} : { "content-type": type }, bytes: new Uint8Array(), hops, ms: 1 };
}

const wellKnown = (host: string): string => `https://${host}/.well-known/ai-catalog.json`;

interface Case {
  readonly says: string;
  readonly sighting: Sighting;
  readonly expected: readonly string[];
  readonly strength: number;
}

const cases: readonly Case[] = [
  {
    says: "a card on the exact host of its name, asked for directly",
    sighting: { name: "com.example/x", card: from(["https://example.com/card"]) },
    expected: ["served-by example.com"],
    strength: 2,
  },
  {
    says: "a catalog that lists its own card on another host",
    sighting: {
      name: "com.example/x",
      card: from(["https://cards.example.net/x"]),
      catalog: from([wellKnown("example.com")]),
    },
    expected: ["served-by example.com", "listed-by example.com"],
    strength: 2,
  },
  {
    says: "A lists what B serves under the name of C",
    sighting: {
      name: "net.example/x",
      card: from(["https://b.example.org/x"]),
      catalog: from([wellKnown("a.example.com")]),
    },
    expected: ["listed-by a.example.com"],
    strength: 1,
  },
  {
    says: "an inline card that takes somebody else's name",
    sighting: {
      name: "org.example/x",
      card: from([wellKnown("evil.example.net")]),
      catalog: from([wellKnown("evil.example.net")]),
    },
    expected: ["listed-by evil.example.net"],
    strength: 1,
  },
  {
    says: "JSON that was uploaded as a picture",
    sighting: { name: "com.example/x", card: from(["https://example.com/upload.png"], "image/png") },
    expected: ["claimed example.com"],
    strength: 0,
  },
  {
    says: "JSON without a media type",
    sighting: { name: "com.example/x", card: from(["https://example.com/card"], "") },
    expected: ["claimed example.com"],
    strength: 0,
  },
  {
    says: "a subdomain under its parent's name",
    sighting: { name: "com.example/x", card: from(["https://user.example.com/card"]) },
    expected: ["claimed user.example.com"],
    strength: 0,
  },
  {
    says: "a parent under its subdomain's name",
    sighting: { name: "com.example.user/x", card: from(["https://example.com/card"]) },
    expected: ["claimed example.com"],
    strength: 0,
  },
  {
    says: "a card to which its own host redirects from another origin",
    sighting: { name: "com.example/x", card: from(["https://other.example.net/go", "https://example.com/card"]) },
    expected: ["claimed example.com"],
    strength: 0,
  },
  {
    says: "a card that the name's host hands on to another origin",
    sighting: {
      name: "com.example/x",
      card: from(["https://example.com/card", "https://other.example.net/card"]),
      catalog: from([wellKnown("example.com")]),
    },
    expected: ["listed-by example.com"],
    strength: 1,
  },
  {
    says: "a redirect within one origin",
    sighting: { name: "com.example/x", card: from(["https://example.com/a", "https://example.com/b"]) },
    expected: ["served-by example.com"],
    strength: 2,
  },
  {
    says: "the name's own host over plain http",
    sighting: { name: "com.example/x", card: from(["http://example.com/card"]) },
    expected: ["served-by example.com insecure"],
    strength: 0,
  },
  {
    says: "a catalog over plain http that lists a card over TLS elsewhere",
    sighting: {
      name: "com.example/x",
      card: from(["https://b.example.org/x"]),
      catalog: from(["http://example.com/.well-known/ai-catalog.json"]),
    },
    expected: ["served-by example.com insecure", "listed-by example.com insecure"],
    strength: 0,
  },
  {
    says: "a bare public suffix that many share",
    sighting: { name: "io.github/x", card: from(["https://github.io/card"]) },
    expected: ["claimed github.io"],
    strength: 0,
  },
  {
    says: "one tenant of a public suffix under its full name",
    sighting: { name: "io.github.someone/x", card: from(["https://someone.github.io/card"]) },
    expected: ["served-by someone.github.io"],
    strength: 2,
  },
  {
    says: "a card whose traffic goes to its own domain and to a stranger's",
    sighting: {
      name: "com.example/x",
      card: from(["https://example.com/card"]),
      endpoints: ["mcp.example.com", "mcp.victim.example.net", "example.com"],
    },
    expected: ["served-by example.com", "endpoint-agrees mcp.example.com", "endpoint-agrees example.com"],
    strength: 2,
  },
  {
    says: "a stranger's catalog that sends traffic to a victim",
    sighting: {
      name: "net.victim-site/x",
      card: from([wellKnown("evil-site.net")]),
      catalog: from([wellKnown("evil-site.net")]),
      endpoints: ["mcp.victim-site.net"],
    },
    expected: ["listed-by evil-site.net"],
    strength: 1,
  },
  {
    says: "two tenants of one public suffix",
    sighting: {
      name: "io.github.someone/x",
      card: from(["https://someone.github.io/card"]),
      endpoints: ["other.github.io", "someone.github.io"],
    },
    expected: ["served-by someone.github.io", "endpoint-agrees someone.github.io"],
    strength: 2,
  },
  {
    says: "an endpoint on the domain of a host that is read over plain http",
    sighting: { name: "com.example/x", card: from(["http://example.com/card"]), endpoints: ["mcp.example.com"] },
    expected: ["served-by example.com insecure"],
    strength: 0,
  },
  {
    says: "an address in place of a name",
    sighting: { name: "7.0.0.127/x", card: from(["https://127.0.0.7/card"]) },
    expected: ["claimed 127.0.0.7"],
    strength: 0,
  },
];

function told(facts: readonly Evidence[]): string[] {
  return facts.map(({ type, host, insecure }) => `${type} ${host}${insecure ? " insecure" : ""}`);
}

for (const { says, sighting, expected, strength: weight } of cases) {
  test(`${says} proves ${expected.join(" and ")}`, () => {
    const facts = gatherEvidence(sighting, at);
    assert.deepEqual(told(facts), expected);
    assert.equal(strength(facts, at), weight);
  });
}

test("the verified claim wins in whatever order the claims arrive", () => {
  const rivals = cases.map((one) => ({ says: one.says, facts: gatherEvidence(one.sighting, at) }));
  const weights = (order: typeof rivals): string[] =>
    order
      .map(({ says, facts }) => `${strength(facts, at)} ${says}`)
      .sort()
      .reverse();
  const expected = weights(rivals);
  fc.assert(
    fc.property(fc.shuffledSubarray(rivals, { minLength: rivals.length }), (order) => {
      assert.deepEqual(weights(order), expected);
    }),
    { numRuns: 50 },
  );
});

test("a fact expires seven days after it was last seen", () => {
  const facts = gatherEvidence({ name: "com.example/x", card: from(["https://example.com/card"]) }, at);
  const after = (ms: number): Date => new Date(at.getTime() + ms);
  assert.equal(strength(facts, after(evidenceLifeMs - 1)), 2);
  assert.equal(strength(facts, after(evidenceLifeMs)), 0);
});

test("a proof that has not settled counts as a listing until it has", () => {
  const [proof] = gatherEvidence({ name: "com.example/x", card: from(["https://example.com/card"]) }, at);
  assert.ok(proof);
  const unsettled = { ...proof, settlesAt: new Date(at.getTime() + 1000) };
  assert.equal(strength([unsettled], at), 1);
  assert.equal(strength([unsettled], new Date(at.getTime() + 1000)), 2);
});

test("facts are never added up: many lists are no more than one", () => {
  const listed = cases.filter((one) => one.strength === 1).flatMap((one) => gatherEvidence(one.sighting, at));
  assert.ok(listed.length > 2);
  assert.equal(strength(listed, at), 1);
});

test("a namespace is the host's labels turned round, and only a name has one", () => {
  assert.equal(hostToNamespace("MCP.Example.com."), "com.example.mcp");
  for (const host of ["localhost", "127.0.0.1", "[::1]", ""]) assert.equal(hostToNamespace(host), undefined, host);
  assert.equal(namespaceOf("com.example/weather"), "com.example");
  fc.assert(
    fc.property(fc.domain(), (host) => {
      assert.equal(hostToNamespace(host)?.split(".").reverse().join("."), host.toLowerCase());
    }),
  );
});
