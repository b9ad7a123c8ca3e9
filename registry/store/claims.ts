// Records what a visit's origins claim, and what they no longer do.

import type { Claim, HostResult } from "../../src/crawl/frontier.ts";
import { type ClaimRow, claimColumns, evidenceShape, factsOf, readEvidence, readFacts } from "./claim-row.ts";
import type { Engine } from "./engine.ts";

/** Records the claims of a visit and gives the lower-cased names whose projection may differ now. `at` is in ms. */
export type RecordClaims = (result: HostResult, at: number) => ReadonlySet<string>;

/** The key under which spellings of a name that differ only in case are one name. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** An inline card's index may shift when its catalog changes, so its origin is the catalog itself. */
function withoutFragment(url: string): string {
  return url.split("#", 1)[0] ?? url;
}

interface Origin {
  readonly name: string;
  readonly version: string;
  readonly origin_card: string;
  readonly origin_catalog: string;
}

function originOf(claim: Claim): Origin {
  return {
    name: claim.name,
    version: claim.version,
    origin_card: withoutFragment(claim.cardUrl),
    origin_catalog: withoutFragment(claim.catalogUrl ?? ""),
  };
}

/** Identifies a name at an origin, whatever the version. */
function placeOf(origin: Origin): string {
  return JSON.stringify([origin.name, origin.origin_card, origin.origin_catalog]);
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

/** Catalogs whose silence about a card means that it is gone, and cards of which the visit learned nothing. */
function readingOf(result: HostResult): {
  whole: Set<string>;
  observed: Set<string>;
  unknown: Set<string>;
  complete: boolean;
} {
  const whole = new Set(result.readWhole.map(withoutFragment));
  const failed = result.observations.filter((seen) => seen.outcome === "failed").map((seen) => seen.url);
  return {
    whole,
    observed: new Set(result.observations.map((seen) => withoutFragment(seen.url))),
    unknown: new Set([...result.unasked, ...failed].map(withoutFragment)),
    complete: whole.size > 0 && result.unasked.length === 0 && failed.length === 0,
  };
}

/** Prepares the statements once and gives the function that a commit calls within its transaction. */
export function createRecordClaims(engine: Engine): RecordClaims {
  const find = engine.prepare<
    ClaimRow & { card: string; answering_host: string }
  >(`SELECT ${claimColumns}, c.card, c.answering_host
    FROM claims c WHERE name = @name AND version = @version AND origin_card = @origin_card AND origin_catalog = @origin_catalog`);
  const insert =
    engine.prepare(`INSERT INTO claims (name, name_key, version, origin_card, origin_catalog, answering_host, facts, evidence,
      etag, card, refused, served, revision, first_seen_at, last_seen_at, changed_at, checked_at)
    VALUES (@name, @name_key, @version, @origin_card, @origin_catalog, @answering_host, @facts, @evidence,
      @etag, @card, @refused, 1, 1, @at, @at, @at, @at)`);
  const touch = engine.prepare(`UPDATE claims SET evidence = @evidence, etag = @etag, answering_host = @answering_host,
    served = 1, withdrawn_at = NULL, withdrawn_why = NULL, last_seen_at = @at, checked_at = @at WHERE id = @id`);
  const rewrite = engine.prepare(`UPDATE claims SET facts = @facts, card = @card, refused = @refused,
    revision = revision + 1, changed_at = @at WHERE id = @id`);
  const others = engine.prepare<{ id: number; version: string; served: number; withdrawn_at: number | null }>(
    `SELECT id, version, served, withdrawn_at FROM claims
     WHERE name_key = @name_key AND name = @name AND origin_card = @origin_card AND origin_catalog = @origin_catalog`,
  );
  const supersede = engine.prepare(
    "UPDATE claims SET served = 0, withdrawn_at = NULL, withdrawn_why = NULL, checked_at = @at WHERE id = @id",
  );
  const ofCatalog = engine.prepare<
    Origin & { id: number; name_key: string }
  >(`SELECT id, name, name_key, version, origin_card,
    origin_catalog FROM claims WHERE origin_catalog = @catalog AND withdrawn_at IS NULL`);
  // Another root may lead to a catalog on this host: then that root's visits decide, as the last look at it shows.
  const ofHost = engine.prepare<
    Origin & { id: number; name_key: string }
  >(`SELECT id, name, name_key, version, origin_card,
    origin_catalog FROM claims WHERE answering_host = @host AND origin_catalog <> '' AND withdrawn_at IS NULL
    AND coalesce((SELECT v.host FROM observations o JOIN visits v ON v.id = o.visit
      WHERE o.url = origin_catalog ORDER BY o.id DESC LIMIT 1), @host) = @host`);
  const withdraw = engine.prepare(
    "UPDATE claims SET served = 0, withdrawn_at = @at, withdrawn_why = @why, checked_at = @at WHERE id = @id",
  );

  /** Writes one claim; true where the projection of its name may differ now. */
  function record(claim: Claim, visited: string, at: number): boolean {
    const origin = originOf(claim);
    const written = {
      facts: JSON.stringify(factsOf(claim)),
      evidence: JSON.stringify(claim.evidence),
      etag: claim.etag ?? null,
      card: JSON.stringify(claim.card),
      refused: claim.refusals.length > 0 ? 1 : 0,
      answering_host: answeringHost(claim, visited),
      at,
    };
    const known = find.get({ ...origin });
    if (!known) {
      insert.run({ ...origin, ...written, name_key: nameKey(claim.name) });
      return true;
    }
    const before = readEvidence(known.evidence);
    const otherWords = known.facts !== written.facts || known.card !== written.card;
    const otherProof = evidenceShape(before) !== evidenceShape(claim.evidence);
    const lapsed = before.some((fact) => fact.expiresAt.getTime() <= at);
    touch.run({ ...written, id: known.id });
    if (otherWords || otherProof) rewrite.run({ ...written, id: known.id });
    return otherWords || otherProof || lapsed || known.served === 0 || known.withdrawn_at !== null;
  }

  return (result, at) => {
    const dirty = new Set<string>();
    const versionsAt = new Map<string, { origin: Origin; versions: Set<string> }>();
    for (const claim of result.claims.filter(storable)) {
      const origin = originOf(claim);
      const place = versionsAt.get(placeOf(origin)) ?? { origin, versions: new Set<string>() };
      versionsAt.set(placeOf(origin), place);
      if (place.versions.has(claim.version)) continue; // The same card twice in one catalog: the first one counts.
      place.versions.add(claim.version);
      if (record(claim, result.host, at)) dirty.add(nameKey(claim.name));
    }

    // The same place now serves another version: the older one stays, but it is no longer what is served.
    for (const { origin, versions } of versionsAt.values()) {
      for (const row of others.all({ ...origin, name_key: nameKey(origin.name) })) {
        if (versions.has(row.version) || (row.served === 0 && row.withdrawn_at === null)) continue;
        supersede.run({ id: row.id, at });
        dirty.add(nameKey(origin.name));
      }
    }

    const reading = readingOf(result);
    const candidates = [...reading.whole].flatMap((catalog) => ofCatalog.all({ catalog }));
    // A catalog of the host itself that nothing led to any more has left with the entry that named it.
    if (reading.complete) {
      candidates.push(...ofHost.all({ host: result.host }).filter((row) => !reading.observed.has(row.origin_catalog)));
    }
    for (const row of candidates) {
      if (versionsAt.has(placeOf(row)) || reading.unknown.has(row.origin_card)) continue;
      const why =
        reading.observed.has(row.origin_card) && row.origin_card !== row.origin_catalog
          ? "The card's own address no longer serves it."
          : "Its origin no longer lists it.";
      withdraw.run({ id: row.id, at, why });
      dirty.add(row.name_key);
    }
    return dirty;
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
