// Gives back the bytes of a card as they were fetched, for as long as the index shows it.

import { sha256 as hashOf } from "../../src/crawl/sha256.ts";
import { readFacts } from "./claim-row.ts";
import type { Engine } from "./engine.ts";

/** A card as its origin served it. */
export interface RawCard {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
  /** As it was served; absent for one that stood in a catalog. */
  readonly contentType?: string;
  /** Absent for what was published to this registry. */
  readonly url?: string;
}

/** Why there are none: nobody is listed so, or the bytes were never kept or are not any more. */
export type NoCard = "absent" | "not-kept";

/** The two ways to a card's bytes. */
export interface RawCards {
  /** `version` may be `latest`. */
  named(name: string, version: string): RawCard | NoCard;
  /** Only for a card with an address of its own, and only while an entry shows it. */
  hashed(sha256: string): RawCard | undefined;
}

/** Entries that may show the same bytes at one address: as many as there are catalogs that list it. */
const maxShowing = 100;

/** Gives `Store.rawCard` and `Store.rawCardOfHash` over an opened database. */
export function createRawCards(engine: Engine): RawCards {
  const columns = "c.facts, c.card FROM entries e JOIN claims c ON c.id = e.claim";
  const shown = "e.status <> 'deleted' AND c.refused = 0";
  const exact = engine.prepare<{ facts: string; card: string }>(
    `SELECT ${columns} WHERE e.name = @name AND e.version = @version AND ${shown}`,
  );
  const latest = engine.prepare<{ facts: string; card: string }>(
    `SELECT ${columns} WHERE e.name = @name AND e.is_latest = 1 AND ${shown}`,
  );
  const body = engine.prepare<{ bytes: Uint8Array }>("SELECT bytes FROM bodies WHERE sha256 = @sha256");
  const typeAt = engine.prepare<{ content_type: string | null }>(
    "SELECT content_type FROM resources WHERE url = @url AND sha256 = @sha256",
  );
  const showing = engine.prepare<{ url: string; content_type: string | null; facts: string }>(
    `SELECT r.url, r.content_type, c.facts FROM resources r JOIN claims c ON c.origin_card = r.url
      JOIN entries e ON e.name = c.name AND e.version = c.version AND e.claim = c.id
      WHERE r.sha256 = @sha256 AND ${shown} LIMIT ${maxShowing}`,
  );

  function hashed(sha256: string): RawCard | undefined {
    const row = showing.all({ sha256 }).find(({ facts }) => readFacts(facts).sha256 === sha256);
    const kept = row && body.get({ sha256 });
    if (row === undefined || kept === undefined) return undefined;
    return { bytes: kept.bytes, sha256, url: row.url, ...(row.content_type && { contentType: row.content_type }) };
  }

  function named(name: string, version: string): RawCard | NoCard {
    const row = version === "latest" ? latest.get({ name }) : exact.get({ name, version });
    if (row === undefined) return "absent";
    const { cardUrl: url, sha256, published } = readFacts(row.facts);
    const place = published === undefined ? { url } : {};
    const kept = body.get({ sha256 });
    if (kept) {
      const contentType = typeAt.get({ url, sha256 })?.content_type;
      return { bytes: kept.bytes, sha256, ...place, ...(contentType ? { contentType } : {}) };
    }
    // What stood in a catalog, or was published, has its hash by its JSON.
    const isWhole = published !== undefined || url.includes("#");
    if (!isWhole || hashOf(row.card) !== sha256) return "not-kept";
    return { bytes: new TextEncoder().encode(row.card), sha256, ...place };
  }

  return { named, hashed };
}
