// Records what a visit's origins claim, and what they no longer do.

import type { Claim, HostResult } from "../../src/crawl/frontier.ts";
import { type ClaimRow, claimColumns, claimTables, evidenceShape, factsOf, readFacts } from "./claim-row.ts";
import type { Engine } from "./engine.ts";
import { evidenceOf } from "./evidence-row.ts";
import { type Origin, originOf, placeOf } from "./origin.ts";
import { purgedCard } from "./purged-card.ts";

/** What a visit's claims did to the store. */
export interface Recorded {
  /** The lower-cased names whose projection may differ now. */
  readonly names: ReadonlySet<string>;
  /** Where a claim was made on this visit, in any version. */
  readonly places: ReadonlySet<string>;
  /** How many claims the visit made. */
  readonly claims: number;
}

/** Records the claims of a visit. `at` is in ms. */
export type RecordClaims = (result: HostResult, visit: number, at: number) => Recorded;

/** The key under which spellings of a name that differ only in case are one name. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** A key with a lone surrogate or NUL would not read back as it was written: two keys could become one. */
function storable(claim: Claim): boolean {
  return !/[\p{Cs}\0]/u.test(claim.name + claim.version);
}

/** The host whose visits answer for a claim; with its port where the visit has one and is to that same host. */
function answeringHost(claim: Claim, visited: string): string {
  const host = claim.listingHost ?? claim.hostingHost;
  return visited.replace(/:\d+$/, "") === host ? visited : host;
}

/** Prepares the statements once and gives the function that a commit calls within its transaction. */
export function createRecordClaims(engine: Engine): RecordClaims {
  const find = engine.prepare<ClaimRow & { card: string }>(`SELECT c.id, ${claimColumns}, c.card FROM ${claimTables}
    WHERE c.name = @name AND c.version = @version AND c.origin_card = @origin_card AND c.origin_catalog = @origin_catalog`);
  const insert =
    engine.prepare(`INSERT INTO claims (name, name_key, version, origin_card, origin_catalog, answering_host, facts, evidence,
      etag, card, refused, served, revision, first_seen_at, last_seen_at, changed_at, checked_at, seen_visit)
    VALUES (@name, @name_key, @version, @origin_card, @origin_catalog, @answering_host, @facts, @evidence,
      @etag, @card, @refused, 1, 1, @at, @at, @at, @at, @visit)`);
  const touch = engine.prepare(`UPDATE claims SET evidence = @evidence, etag = @etag, answering_host = @answering_host,
    served = 1, withdrawn_at = NULL, withdrawn_why = NULL, doubtful_since = NULL, last_seen_at = @at, checked_at = @at,
    seen_visit = @visit WHERE id = @id`);
  const rewrite = engine.prepare(`UPDATE claims SET facts = @facts, card = @card, refused = @refused,
    revision = revision + 1, changed_at = @at WHERE id = @id`);
  const keepPast = engine.prepare(`INSERT INTO past_cards (name, version, sha256, origin_card, until, card)
    VALUES (@name, @version, @sha256, @origin_card, @at, @card) ON CONFLICT DO UPDATE SET until = excluded.until`);
  const others = engine.prepare<{ id: number; version: string; served: number; withdrawn_at: number | null }>(
    `SELECT id, version, served, withdrawn_at FROM claims
     WHERE name_key = @name_key AND name = @name AND origin_card = @origin_card AND origin_catalog = @origin_catalog`,
  );
  const supersede = engine.prepare(`UPDATE claims SET served = 0, withdrawn_at = NULL, withdrawn_why = NULL,
    checked_at = @at, seen_visit = NULL WHERE id = @id`);

  /** Writes one claim; true where the projection of its name may differ now. */
  function record(claim: Claim, visit: { readonly host: string; readonly id: number }, at: number): boolean {
    const origin = originOf(claim);
    const written = {
      facts: JSON.stringify(factsOf(claim)),
      evidence: JSON.stringify(claim.evidence),
      etag: claim.etag ?? null,
      card: JSON.stringify(claim.card),
      refused: claim.refusals.length > 0 ? 1 : 0,
      answering_host: answeringHost(claim, visit.host),
      visit: visit.id,
      at,
    };
    const known = find.get({ ...origin });
    if (!known) {
      insert.run({ ...origin, ...written, name_key: nameKey(claim.name) });
      return true;
    }
    const before = evidenceOf(known);
    const otherWords = known.facts !== written.facts || known.card !== written.card;
    const otherProof = evidenceShape(before) !== evidenceShape(claim.evidence);
    const lapsed = before.some((fact) => fact.expiresAt.getTime() <= at);
    touch.run({ ...written, id: known.id });
    if (known.card !== written.card && known.card !== purgedCard(claim.name, claim.version)) {
      const { sha256 } = readFacts(known.facts);
      const { name, version, origin_card } = origin;
      keepPast.run({ name, version, sha256, origin_card, at, card: known.card });
    }
    if (otherWords || otherProof) rewrite.run({ ...written, id: known.id });
    return otherWords || otherProof || lapsed || known.served === 0 || known.withdrawn_at !== null;
  }

  return (result, visit, at) => {
    const names = new Set<string>();
    const places = new Map<string, { origin: Origin; versions: Set<string> }>();
    let claims = 0;
    for (const claim of result.claims.filter(storable)) {
      const origin = originOf(claim);
      const place = places.get(placeOf(origin)) ?? { origin, versions: new Set<string>() };
      places.set(placeOf(origin), place);
      if (place.versions.has(claim.version)) continue; // The same card twice in one catalog: the first one counts.
      place.versions.add(claim.version);
      claims += 1;
      if (record(claim, { host: result.host, id: visit }, at)) names.add(nameKey(claim.name));
    }

    // The same place now serves another version: the older one stays, but it is no longer what is served.
    for (const { origin, versions } of places.values()) {
      for (const row of others.all({ ...origin, name_key: nameKey(origin.name) })) {
        if (versions.has(row.version) || (row.served === 0 && row.withdrawn_at === null)) continue;
        supersede.run({ id: row.id, at });
        names.add(nameKey(origin.name));
      }
    }
    return { names, places: new Set(places.keys()), claims };
  };
}

/** The facts that the index shows of a claim's row. */
export function shownAt(row: Pick<ClaimRow, "facts">): {
  readonly host: string;
  readonly url: string;
  readonly sha256: string;
} {
  const { hostingHost, listingHost, cardUrl, sha256 } = readFacts(row.facts);
  return { host: listingHost ?? hostingHost, url: cardUrl, sha256 };
}
