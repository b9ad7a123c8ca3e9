// Counts what a store holds and what waits: for `store status`.

import type { Engine } from "./engine.ts";
import type { Runs } from "./runs.ts";
import type { StoreStatus } from "./store.ts";

/** The runs that are told. */
export const toldRuns = 5;

interface Row {
  readonly servers: number;
  readonly versions: number;
  readonly deleted: number;
  readonly claims: number;
  readonly hosts: number;
  readonly failing: number;
  readonly due: number;
  readonly next: number | null;
  readonly looks: number;
  readonly visits: number;
  readonly bodies: number;
  readonly changes: number;
  readonly sequence: number | null;
}

/** Gives `Store.status` over an opened database. Counting walks whole indexes: seconds for millions of rows. */
export function createStatus(engine: Engine, now: () => Date, runs: Runs): () => StoreStatus {
  const counts = engine.prepare<Row>(`SELECT
    (SELECT count(*) FROM entries WHERE is_latest = 1 AND status <> 'deleted') AS servers,
    (SELECT count(*) FROM entries WHERE status <> 'deleted') AS versions,
    (SELECT count(*) FROM entries WHERE status = 'deleted') AS deleted,
    (SELECT count(*) FROM claims WHERE withdrawn_at IS NULL) AS claims,
    (SELECT count(*) FROM hosts WHERE last_visit_at IS NOT NULL) AS hosts,
    (SELECT count(*) FROM hosts WHERE failing_since IS NOT NULL) AS failing,
    (SELECT count(*) FROM hosts WHERE next_visit_at <= @at) AS due,
    (SELECT min(next_visit_at) FROM hosts WHERE next_visit_at > @at) AS next,
    (SELECT count(*) FROM observations) AS looks,
    (SELECT count(*) FROM visits) AS visits,
    (SELECT count(*) FROM bodies) AS bodies,
    (SELECT count(*) FROM changes) AS changes,
    (SELECT max(seq) FROM changes) AS sequence`);
  return () => {
    const row = counts.get({ at: now().getTime() });
    const pageBytes = Number(engine.pragma("page_size"));
    return {
      servers: row?.servers ?? 0,
      versions: row?.versions ?? 0,
      deleted: row?.deleted ?? 0,
      claims: row?.claims ?? 0,
      hosts: { known: row?.hosts ?? 0, failing: row?.failing ?? 0, due: row?.due ?? 0 },
      ...(row?.next == null ? {} : { nextDueAt: new Date(row.next) }),
      memory: {
        looks: row?.looks ?? 0,
        visits: row?.visits ?? 0,
        documents: row?.bodies ?? 0,
        changes: row?.changes ?? 0,
      },
      sequence: row?.sequence ?? 0,
      bytes: Number(engine.pragma("page_count")) * pageBytes,
      freeBytes: Number(engine.pragma("freelist_count")) * pageBytes,
      runs: runs.last(toldRuns),
    };
  };
}
