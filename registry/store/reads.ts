// The registry's side of the store but for lists: one name, one version, who else claims it, and how much there is.

import { type ClaimRow, claimColumns, claimTables, discoveryFacts, type HostSigns, readClaim } from "./claim-row.ts";
import { nameKey } from "./claims.ts";
import { coListedColumn } from "./co-listed.ts";
import type { Engine } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import { project } from "./projection.ts";
import { type Entry, type StoreCounts, StoreError, type UnconfirmedClaim } from "./store.ts";
import { compareVersions } from "./version-order.ts";

/** Nobody reads more than this many strangers' claims on one name. */
export const maxUnconfirmed = 100;

/** The reads of a store, synchronous. */
export interface Reads {
  versions(name: string, includeDeleted: boolean): readonly Entry[];
  version(name: string, version: string, includeDeleted: boolean): Entry | undefined;
  unconfirmed(name: string): readonly UnconfirmedClaim[];
  sequence(): number;
  revision(): number;
  pageKey(): Uint8Array;
  counts(): StoreCounts;
}

/** Prepares the statements once. */
export function createReads(engine: Engine, now: () => Date): Reads {
  const ofName = engine.prepare<EntryRow>(`SELECT ${entryColumns} FROM ${entryTables}
    WHERE e.name = @name AND (@deleted = 1 OR e.status <> 'deleted')`);
  const exact = engine.prepare<EntryRow>(`SELECT ${entryColumns} FROM ${entryTables}
    WHERE e.name = @name AND e.version = @version AND (@deleted = 1 OR e.status <> 'deleted')`);
  const latest = engine.prepare<EntryRow>(`SELECT ${entryColumns} FROM ${entryTables}
    WHERE e.name = @name AND e.is_latest = 1 AND (@deleted = 1 OR e.status <> 'deleted')`);
  const claims = engine.prepare<
    ClaimRow & HostSigns & { co_listed: string }
  >(`SELECT c.id, c.name, c.version, ${claimColumns}, h.failures, h.failing_since, ${coListedColumn} AS co_listed
    FROM ${claimTables} LEFT JOIN hosts h ON h.host = c.answering_host WHERE c.name_key = @key`);
  const last = engine.prepare<{ seq: number | null }>("SELECT max(seq) AS seq FROM changes");
  const counter = engine.prepare<{ revision: number }>("SELECT revision FROM counter");
  const secret = engine.prepare<{ secret: Uint8Array }>("SELECT secret FROM secrets WHERE purpose = 'pages'");
  const counts = engine.prepare<StoreCounts>(`SELECT
    (SELECT coalesce(sum(uses), 0) FROM facet_sets) AS servers,
    (SELECT count(*) FROM entries INDEXED BY entries_shown WHERE status <> 'deleted') AS versions,
    (SELECT count(*) FROM hosts WHERE last_visit_at IS NOT NULL) AS hosts,
    (SELECT count(*) FROM claims INDEXED BY claims_made WHERE withdrawn_at IS NULL) AS claims`);
  const flag = (includeDeleted: boolean) => (includeDeleted ? 1 : 0);

  return {
    versions(name, includeDeleted) {
      const rows = ofName.all({ name, deleted: flag(includeDeleted) });
      const newestFirst = rows.sort((a, b) =>
        compareVersions(
          { version: b.version, publishedAt: b.published_at },
          { version: a.version, publishedAt: a.published_at },
        ),
      );
      const at = now().getTime();
      return newestFirst.map((row) => readEntry(row, at));
    },
    version(name, version, includeDeleted) {
      const deleted = flag(includeDeleted);
      const row = version === "latest" ? latest.get({ name, deleted }) : exact.get({ name, version, deleted });
      return row && readEntry(row, now().getTime());
    },
    unconfirmed(name) {
      const rows = claims.all({ key: nameKey(name) });
      const signs = new Map(rows.map((row) => [row.id, row]));
      const at = now();
      return project(rows.map(readClaim), at)
        .unconfirmed.slice(0, maxUnconfirmed)
        .flatMap((claim) => {
          const row = signs.get(claim.id);
          return row ? [{ name: row.name, version: row.version, discovery: discoveryFacts(row, at.getTime()) }] : [];
        });
    },
    sequence: () => last.get()?.seq ?? 0,
    revision: () => counter.get()?.revision ?? 0,
    pageKey() {
      const row = secret.get();
      if (row === undefined) throw new StoreError("the store has lost the key of its page tokens: restore a backup");
      return row.secret;
    },
    counts: () => counts.get() ?? { servers: 0, versions: 0, hosts: 0, claims: 0 },
  };
}
