// The store contract: how an entry dies, comes back and settles, each step by evidence and none by accident.

import assert from "node:assert/strict";
import type { Store } from "../../../registry/store/store.ts";
import type { Claim, HostResult } from "../../../src/crawl/frontier.ts";
import { strength } from "../../../src/evidence/strength.ts";
import { type ClaimParts, type Clock, claimOf, commit, dayMs, provedClaim, visitOf } from "../visits.ts";
import { type It, listed } from "./asking.ts";

const host = "example.com";
const name = "com.example/a";
const catalogUrl = `https://${host}/.well-known/ai-catalog.json`;
const cardUrl = `https://${host}/a/server-card`;
const minuteMs = 60_000;

export function judgements(it: It): void {
  const serve = (clock: Clock, parts: Partial<ClaimParts> = {}, visit: Partial<HostResult> = {}) =>
    visitOf(host, [provedClaim(host, name, "1.0.0", { at: clock(), ...parts })], clock(), visit);
  const failed = (clock: Clock, code: "timeout" | "dns" = "timeout") =>
    visitOf(host, [], clock(), {
      outcome: "failed",
      failure: { code, message: "no answer", url: catalogUrl },
      readWhole: [],
      observations: [{ url: catalogUrl, at: clock(), outcome: "failed", failure: code }],
    });
  /** A visit on which the card answered something that is no card, or the catalog a status. */
  const broken = (clock: Clock, visit: Partial<HostResult> = {}) =>
    visitOf(host, [], clock(), { unreadable: [cardUrl], unasked: [cardUrl], ...visit });
  const absent = (clock: Clock, status: number, url = catalogUrl) =>
    visitOf(host, [], clock(), {
      outcome: "none",
      readWhole: [],
      observations: [{ url, at: clock(), outcome: "absent", status }],
    });
  const state = async (store: Store) => {
    const entry = await store.version(name, "latest", true);
    return entry && { status: entry.status, freshness: entry.discovery.state, message: entry.statusMessage };
  };
  const proof = async (store: Store, clock: Clock) => {
    const entry = await store.version(name, "latest", true);
    return strength(entry?.discovery.evidence ?? [], clock());
  };
  const identities = async (store: Store) =>
    (await store.history({ of: name, limit: 100 })).filter((change) => change.event === "identity");

  it("a card that cannot be read keeps its place at the first look and loses it at the second", async (store, clock) => {
    await commit(store.frontier, serve(clock));
    clock.advance(dayMs);
    assert.equal((await commit(store.frontier, broken(clock))).gone, 0);
    clock.advance(9 * minuteMs);
    assert.equal((await commit(store.frontier, broken(clock))).gone, 0, "too soon to tell");
    assert.equal((await state(store))?.status, "active");
    clock.advance(minuteMs);
    assert.equal((await commit(store.frontier, broken(clock))).gone, 1);
    assert.match((await state(store))?.message ?? "", /has not been readable since 2026-03-02/);
    clock.advance(dayMs);
    assert.equal((await commit(store.frontier, broken(clock))).gone, 0);
    assert.equal((await commit(store.frontier, serve(clock))).changed, 1);
    assert.equal((await state(store))?.status, "active");
  });

  it("a good look between two broken ones takes the doubt away", async (store, clock) => {
    for (const visit of [serve(clock), broken(clock), serve(clock)]) {
      await commit(store.frontier, visit);
      clock.advance(dayMs);
    }
    assert.equal((await commit(store.frontier, broken(clock))).gone, 0);
    assert.equal((await state(store))?.status, "active");
  });

  it("410 ends what the address held at once; 404 only after three looks over three days", async (store, clock) => {
    await commit(store.frontier, serve(clock));
    assert.equal((await commit(store.frontier, absent(clock, 410))).gone, 1);
    assert.match((await state(store))?.message ?? "", /410/);
    await commit(store.frontier, serve(clock));
    const start = clock().getTime();
    let gone = 0;
    while (gone === 0) {
      gone += (await commit(store.frontier, absent(clock, 404))).gone;
      if (gone === 0) clock.advance(dayMs / 4);
      assert.ok(clock().getTime() - start < 10 * dayMs, "it never ends");
    }
    assert.equal(clock().getTime() - start, 3 * dayMs);
    assert.match((await state(store))?.message ?? "", /^Nothing has been at its address since 2026-03-01/);
    await commit(store.frontier, serve(clock));
    assert.equal((await commit(store.frontier, absent(clock, 404))).gone, 0, "the count begins anew");
  });

  it("a card that is listed and not there dies by the same rule: 410 at once, 404 after three looks over three days", async (store, clock) => {
    const looked = (status: number) =>
      visitOf(host, [], clock(), { observations: [{ url: cardUrl, at: clock(), outcome: "absent", status }] });
    await commit(store.frontier, serve(clock));
    for (const days of [0, 1, 1]) {
      clock.advance(days * dayMs);
      assert.equal((await commit(store.frontier, looked(404))).gone, 0);
    }
    clock.advance(dayMs);
    assert.equal((await commit(store.frontier, looked(404))).gone, 1);
    await commit(store.frontier, serve(clock));
    assert.equal((await commit(store.frontier, looked(451))).gone, 1);
    assert.match((await state(store))?.message ?? "", /451/);
  });

  it("a card that was asked for directly dies by its own address", async (store, clock) => {
    const target = "https://example.com/a/server-card";
    const direct = () => {
      const { catalogUrl: _, listingHost: __, ...claim } = provedClaim(host, name, "1.0.0", { at: clock() });
      const look = { url: target, at: clock(), outcome: "ok", status: 200 } as const;
      return visitOf(target, [claim as Claim], clock(), { readWhole: [], observations: [look] });
    };
    const left = () => ({ ...absent(clock, 410, target), host: target });
    await commit(store.frontier, direct());
    assert.equal((await commit(store.frontier, left())).gone, 1);
    assert.equal((await commit(store.frontier, direct())).changed, 1);
    const unreadable = () =>
      visitOf(target, [], clock(), { readWhole: [], unreadable: [target], unasked: [target], observations: [] });
    assert.equal((await commit(store.frontier, unreadable())).gone, 0);
    clock.advance(dayMs);
    assert.equal((await commit(store.frontier, unreadable())).gone, 1);
  });

  it("a host that fails: fresh, stale after a week, unreachable after three days of failures, deleted after thirty, and back", async (store, clock) => {
    await commit(store.frontier, serve(clock));
    const seen: string[] = [];
    for (let day = 1; day <= 32; day++) {
      clock.advance(dayMs);
      await commit(store.frontier, failed(clock));
      const { status, freshness } = (await state(store)) ?? {};
      const now = status === "deleted" ? status : (freshness ?? "");
      if (seen.at(-1)?.split(" ")[0] !== now) seen.push(`${now} ${day}`);
    }
    // The first failure is on day 1: three days of failing on day 4, thirty on day 31.
    assert.deepEqual(seen, ["fresh 1", "unreachable 4", "deleted 31"]);
    assert.match((await state(store))?.message ?? "", /has not answered since 2026-03-02/);
    assert.deepEqual(await listed(store), []);
    assert.equal((await commit(store.frontier, serve(clock))).changed, 1);
    assert.deepEqual(await state(store), { status: "active", freshness: "fresh", message: undefined });
  });

  it("robots.txt that shuts us out ends the entries at once, and nothing of their words is left", async (store, clock) => {
    const card = { title: "Zebra", description: "Zebra words." };
    await commit(store.frontier, serve(clock, { card }));
    const failure = { code: "robots", message: "its robots.txt does not allow it", url: catalogUrl } as const;
    const shut = () => visitOf(host, [], clock(), { outcome: "refused", failure, readWhole: [], observations: [] });
    clock.advance(dayMs);
    assert.equal((await commit(store.frontier, shut())).gone, 1);
    const entry = await store.version(name, "1.0.0", true);
    assert.equal(entry?.status, "deleted");
    assert.match(entry?.statusMessage ?? "", /robots\.txt/);
    assert.doesNotMatch(entry?.serverJson ?? "", /Zebra/);
    assert.deepEqual(await listed(store, { search: "zebra", includeDeleted: true }), []);
    assert.equal(await store.frontier.remembered(catalogUrl), undefined);
    assert.equal((await commit(store.frontier, serve(clock, { card }))).changed, 1);
    assert.deepEqual(await listed(store, { search: "zebra" }), [`${name}@1.0.0`]);
    await commit(store.frontier, serve(clock, { card: { ...card, title: "Gnu" } }));
    const last = (await store.history({ of: name, limit: 100 })).at(-1);
    assert.deepEqual(last?.changes, [{ pointer: "/title", from: "Zebra", to: "Gnu" }]);
  });

  it("traffic that goes to another domain is told, and the proof counts less for a week, for later versions too", async (store, clock) => {
    const to = (url: string) => ({ card: { remotes: [{ type: "streamable-http", url }] } }) as const;
    await commit(store.frontier, serve(clock, to("https://example.com/mcp")));
    clock.advance(dayMs);
    await commit(store.frontier, serve(clock, to("https://api.example.com/mcp")));
    assert.deepEqual([await proof(store, clock), await identities(store)], [2, []], "its own subdomain is its own");
    clock.advance(dayMs);
    await commit(store.frontier, serve(clock, to("https://collector.example.net/mcp")));
    const changedAt = clock().getTime();
    assert.match((await identities(store))[0]?.reason ?? "", /another domain now: collector\.example\.net/);
    assert.equal(await proof(store, clock), 1);
    clock.advance(dayMs);
    const later = provedClaim(host, name, "1.1.0", { at: clock(), ...to("https://collector.example.net/mcp") });
    await commit(store.frontier, visitOf(host, [later], clock()));
    assert.equal(await proof(store, clock), 1, "a new version does not wash it off");
    const entry = await store.version(name, "latest", false);
    const settles = entry?.discovery.evidence.find((fact) => fact.type === "served-by")?.settlesAt;
    assert.deepEqual(settles, new Date(changedAt + 7 * dayMs));
    clock.advance(6 * dayMs);
    await commit(
      store.frontier,
      visitOf(host, [{ ...later, evidence: provedClaim(host, name, "1.1.0", { at: clock() }).evidence }], clock()),
    );
    assert.equal(await proof(store, clock), 2);
    assert.equal((await identities(store)).length, 1);
  });

  it("an operator that is known to agree is no stranger", async (store, clock) => {
    const to = (url: string, agrees?: string) => {
      const parts = { at: clock(), card: { remotes: [{ type: "streamable-http", url }] } } as const;
      const claim = provedClaim(host, name, "1.0.0", parts);
      const [proof] = claim.evidence;
      const fact = proof && agrees ? [{ ...proof, type: "endpoint-agrees" as const, host: agrees }] : [];
      return visitOf(host, [{ ...claim, evidence: [...claim.evidence, ...fact] }], clock());
    };
    await commit(store.frontier, to("https://example.com/mcp"));
    await commit(store.frontier, to("https://mcp.example.org/mcp", "mcp.example.org"));
    assert.deepEqual([await proof(store, clock), await identities(store)], [2, []]);
  });

  it("another repository id, another domain for the card and a name that rose from the dead are told", async (store, clock) => {
    const repository = (id: string) => ({
      card: { repository: { url: "https://example.com/git", source: "git", id } },
    });
    await commit(store.frontier, serve(clock, repository("7")));
    await commit(store.frontier, serve(clock, repository("8")));
    assert.match((await identities(store))[0]?.reason ?? "", /repository is another one now: id 8/);
    clock.advance(8 * dayMs);
    const elsewhere = { ...repository("8"), cardUrl: "https://cdn.example.net/a", hostingHost: "cdn.example.net" };
    await commit(store.frontier, serve(clock, elsewhere));
    assert.match((await identities(store))[1]?.reason ?? "", /card lies on another domain now: cdn\.example\.net/);
    clock.advance(8 * dayMs);
    await commit(store.frontier, serve(clock, elsewhere));
    assert.equal(await proof(store, clock), 2);
    for (let day = 0; day < 9; day++) {
      await commit(store.frontier, failed(clock, "dns"));
      clock.advance(dayMs);
    }
    await commit(store.frontier, serve(clock, elsewhere));
    assert.match((await identities(store))[2]?.reason ?? "", /back after it was gone since 2026-03-17/);
    assert.equal(await proof(store, clock), 1);
  });

  it("an outage is no resurrection, and nor is a name that was gone for a few days", async (store, clock) => {
    await commit(store.frontier, serve(clock));
    for (let day = 0; day < 20; day++) {
      clock.advance(dayMs);
      await commit(store.frontier, failed(clock));
    }
    await commit(store.frontier, serve(clock));
    for (let day = 0; day < 5; day++) {
      clock.advance(dayMs);
      await commit(store.frontier, failed(clock, "dns"));
    }
    await commit(store.frontier, serve(clock));
    assert.deepEqual([await proof(store, clock), await identities(store)], [2, []]);
  });

  it("what was taken back and returns after weeks has to settle again", async (store, clock) => {
    await commit(store.frontier, serve(clock));
    await commit(store.frontier, visitOf(host, [], clock()));
    clock.advance(20 * dayMs);
    await commit(store.frontier, serve(clock));
    assert.equal((await identities(store)).length, 1);
    assert.equal(await proof(store, clock), 1);
    clock.advance(7 * dayMs);
    await commit(store.frontier, serve(clock));
    assert.equal(await proof(store, clock), 2);
  });

  it("a name that another host speaks for is told, and who proves it stands at once", async (store, clock) => {
    const fake = visitOf(
      "mallory.example.net",
      [claimOf("mallory.example.net", name, "9.0.0", { at: clock() })],
      clock(),
    );
    await commit(store.frontier, fake);
    clock.advance(dayMs);
    await commit(store.frontier, serve(clock));
    assert.match((await identities(store))[0]?.reason ?? "", /^example\.com speaks for the name now, not mallory/);
    assert.equal(await proof(store, clock), 2);
  });

  it("an endpoint agrees where its own catalog lists the very card, and no longer than it does", async (store, clock) => {
    const endpoint = "mcp.example.org";
    const parts = () => ({ at: clock(), cardUrl, endpointHosts: [endpoint], hostingHost: host });
    const own = () => visitOf(host, [provedClaim(host, name, "1.0.0", parts())], clock());
    const other = (claims: readonly Claim[]) => visitOf(endpoint, claims, clock());
    const agreeing = async () => {
      const facts = (await store.version(name, "latest", false))?.discovery.evidence ?? [];
      return facts.filter((fact) => fact.type === "endpoint-agrees").map((fact) => fact.host);
    };
    await commit(store.frontier, own());
    assert.deepEqual(await agreeing(), []);
    const listing = claimOf(endpoint, name, "1.0.0", parts());
    const copy = claimOf(endpoint, name, "1.0.0", {
      ...parts(),
      cardUrl: `https://${endpoint}/copy`,
      hostingHost: endpoint,
    });
    await commit(store.frontier, other([copy]));
    assert.deepEqual(await agreeing(), [], "a card of its own under the same name says nothing of this one");
    await commit(store.frontier, other([listing]));
    assert.deepEqual(await agreeing(), [endpoint]);
    await commit(
      store.frontier,
      visitOf("third.example.net", [claimOf("third.example.net", name, "1.0.0", parts())], clock()),
    );
    assert.deepEqual(await agreeing(), [endpoint], "a third party agrees for nobody");
    await commit(store.frontier, other([]));
    assert.deepEqual(await agreeing(), []);
  });
}
