// How an entry is read from its row, its claim's and its host's.

import { discoveryFacts, type ToldRow, toldColumns } from "./claim-row.ts";
import { coListedColumn } from "./co-listed.ts";
import { discoveryText } from "./discovery-text.ts";
import { freshness } from "./freshness.ts";
import type { Entry, Status } from "./store.ts";

/** What {@link entryColumns} selects. */
export interface EntryRow extends ToldRow {
  readonly name: string;
  readonly version: string;
  readonly server_json: string;
  readonly status: Status;
  readonly status_changed_at: number;
  readonly message: string | null;
  readonly published_at: number;
  readonly updated_at: number;
  readonly is_latest: number;
  readonly seq: number;
  readonly seen_visit: number | null;
}

/** The columns of an entry, over {@link entryTables}. */
export const entryColumns: string = `e.name, e.version, e.server_json, e.status, e.status_changed_at, e.message, e.published_at, e.updated_at,
  e.is_latest, e.seq, c.seen_visit, ${toldColumns}, h.failures, h.failing_since,
  CASE WHEN h.told_visit = c.seen_visit THEN h.same_at
    ELSE (SELECT s.same_at FROM hosts s WHERE s.told_visit = c.seen_visit) END AS same_at,
  CASE WHEN e.sole_claim = 1 THEN '[]' ELSE ${coListedColumn} END AS co_listed`;

/** Joins an entry's claim and the host that answers for it; `CROSS` keeps the entries, and their index, in front. */
export const entryTables =
  "entries e CROSS JOIN claims c ON c.id = e.claim LEFT JOIN hosts h ON h.host = c.answering_host";

/** Reads a row; its facts are read when they are asked for, its freshness is judged at `at` (milliseconds since the epoch). */
export function readEntry(row: EntryRow, at: number): Entry {
  return {
    name: row.name,
    version: row.version,
    serverJson: row.server_json,
    status: row.status,
    statusChangedAt: new Date(row.status_changed_at),
    ...(row.message === null ? {} : { statusMessage: row.message }),
    publishedAt: new Date(row.published_at),
    updatedAt: new Date(row.updated_at),
    isLatest: row.is_latest === 1,
    validator: validatorOf(row, at),
    get discovery() {
      return discoveryFacts(row, at);
    },
    get discoveryJson() {
      return discoveryText(row, at);
    },
  };
}

/**
 * A number of the sequence stands for one entry as it was written; the rest is what moves without one. Each visit that
 * writes a claim has a number of its own, and one that only repeats it a time.
 */
function validatorOf(row: EntryRow, at: number): string {
  const { seq, revision, seen_visit, last_seen_at, same_at, checked_at, settles_at, co_listed } = row;
  const moving = `${seen_visit}.${last_seen_at}.${same_at}.${checked_at}.${settles_at}`;
  const signs = { checkedAt: same_at ?? checked_at, failures: row.failures ?? 0, failingSince: row.failing_since };
  const state = freshness(signs, at);
  return `${seq}.${revision}.${moving}.${state}${co_listed === "[]" ? "" : co_listed}`;
}
