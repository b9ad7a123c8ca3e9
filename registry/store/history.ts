// Reads back what changed, and the cards that a name had.

import { jsonChanges } from "../../src/document/json-changes.ts";
import { nameKey } from "./claims.ts";
import type { Engine } from "./engine.ts";
import type { Change, ChangeEvent, HistoryQuery } from "./store.ts";

/** The reads of the past, synchronous. */
export interface History {
  changes(query: HistoryQuery): readonly Change[];
  card(name: string, sha256: string): string | undefined;
}

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly event: string;
  readonly name: string;
  readonly version: string;
  readonly host: string;
  readonly url: string;
  readonly sha256_before: string | null;
  readonly sha256_after: string | null;
  readonly detail: string | null;
}

/** The SQL of a page of changes: of a name, of a host, or of all; from the last one backwards where `newest`. */
export function historySql(of: "name" | "host" | "all", newest = false): string {
  const where = of === "all" ? "" : `${of} = @of AND `;
  return `SELECT seq, at, event, name, version, host, url, sha256_before, sha256_after, detail FROM changes
    WHERE ${where}seq > @after ORDER BY seq${newest ? " DESC" : ""} LIMIT @limit`;
}

/** Prepares the statements once. */
export function createHistory(engine: Engine): History {
  const pages = {
    name: engine.prepare<Row>(historySql("name")),
    host: engine.prepare<Row>(historySql("host")),
    all: engine.prepare<Row>(historySql("all")),
  };
  const lastPages = {
    name: engine.prepare<Row>(historySql("name", true)),
    host: engine.prepare<Row>(historySql("host", true)),
    all: engine.prepare<Row>(historySql("all", true)),
  };
  const firstSince = engine.prepare<{ seq: number }>(
    "SELECT seq FROM changes WHERE at >= @since ORDER BY at, seq LIMIT 1",
  );
  const lastOfAll = engine.prepare<{ seq: number | null }>("SELECT max(seq) AS seq FROM changes");
  const past = engine.prepare<{ card: string }>(
    "SELECT card FROM past_cards WHERE name = @name AND sha256 = @sha256 LIMIT 1",
  );
  // Of a name with many claims only the one card is read: each may be half a megabyte.
  const present = engine.prepare<{ card: string }>(
    `SELECT card FROM claims WHERE name_key = @key AND name = @name AND facts ->> '$.sha256' = @sha256 ORDER BY id LIMIT 1`,
  );

  function card(name: string, sha256: string): string | undefined {
    const kept = past.get({ name, sha256 })?.card;
    return kept ?? present.get({ key: nameKey(name), name, sha256 })?.card;
  }

  /** What the words of the card changed from and to; nothing where one of them is not kept. */
  function wordsOf({
    name,
    sha256_before: before,
    sha256_after: after,
  }: Row): readonly [from: string, to: string] | undefined {
    if (before === null || after === null || before === after) return undefined;
    const [from, to] = [card(name, before), card(name, after)];
    return from === undefined || to === undefined ? undefined : [from, to];
  }

  return {
    card,
    changes({ of, since, after = 0, limit, newest = false, mostUnits = Number.POSITIVE_INFINITY }) {
      const first = since === undefined ? 0 : firstSince.get({ since: since.getTime() })?.seq;
      const from = first === undefined ? (lastOfAll.get()?.seq ?? 0) : first - 1;
      const kind = of === undefined ? "all" : of.includes("/") ? "name" : "host";
      const found: Change[] = [];
      let units = 0;
      for (const row of (newest ? lastPages : pages)[kind].all({ of: of ?? "", after: Math.max(after, from), limit })) {
        const words = mostUnits === 0 ? undefined : wordsOf(row);
        found.push(changeOf(row, words === undefined ? [] : jsonChanges(JSON.parse(words[0]), JSON.parse(words[1]))));
        units += words === undefined ? 0 : words[0].length + words[1].length;
        if (mostUnits > 0 && units > mostUnits) break;
      }
      return found;
    },
  };
}

function changeOf(row: Row, changes: Change["changes"]): Change {
  return {
    seq: row.seq,
    at: new Date(row.at),
    event: row.event as ChangeEvent,
    name: row.name,
    version: row.version,
    host: row.host,
    url: row.url,
    ...(row.sha256_before === null ? {} : { hashBefore: row.sha256_before }),
    ...(row.sha256_after === null ? {} : { hashAfter: row.sha256_after }),
    ...(row.detail === null ? {} : { reason: row.detail }),
    changes,
  };
}
