// Remembers of each host what its last visit told, so that a visit that tells the same again costs one row.

import type { HostResult } from "../../src/crawl/frontier.ts";
import { evidenceLifeMs } from "../../src/evidence/evidence.ts";
import type { Engine } from "./engine.ts";
import { shiftEvidence } from "./evidence-row.ts";

/** The last visit to a host. Times are milliseconds since the epoch. */
export interface LastVisit {
  readonly host: string;
  /** The visit's row; visits that told the same are counted beside it. */
  readonly visit: number;
  readonly digest: string;
  /** When it was last told. */
  readonly toldAt: number;
  /** How many later visits told the same. */
  readonly sameTimes: number;
  /** Something is left that a further look decides, be it the same as the last. */
  readonly pending: boolean;
  /** How many claims it confirmed. */
  readonly claims: number;
}

/** What a visit leaves for the next one to be compared with. */
export type Told = Pick<LastVisit, "host" | "visit" | "digest" | "pending" | "claims">;

/** The memory of last visits. Every method runs within its caller's transaction. */
export interface LastVisits {
  find(host: string): LastVisit | undefined;
  /** Whether a visit with the same digest may be taken for a mere repetition: nothing has lapsed or moved meanwhile. */
  stands(last: LastVisit, result: HostResult, at: number): boolean;
  /** Counts a repetition. */
  again(last: LastVisit, at: number): void;
  /** Writes the repetitions to the rows that they confirmed. */
  settle(last: LastVisit): void;
  tell(told: Told): void;
}

interface Row {
  readonly told_visit: number | null;
  readonly told_claims: number;
  readonly digest: string | null;
  readonly pending: number;
  readonly same_at: number | null;
  readonly same_times: number;
  readonly last_at: number;
}

/** Prepares the statements once. */
export function createLastVisits(engine: Engine): LastVisits {
  const find = engine.prepare<Row>(`SELECT h.told_visit, h.told_claims, h.digest, h.pending, h.same_at, h.same_times,
    v.last_at FROM hosts h JOIN visits v ON v.id = h.told_visit WHERE h.host = @host`);
  const countClaims = engine.prepare<{ n: number }>("SELECT count(*) AS n FROM claims WHERE seen_visit = @visit");
  const hasCopy = engine.prepare("SELECT 1 FROM resources WHERE url = @url AND sha256 = @sha256");
  const repeat = engine.prepare("UPDATE hosts SET same_at = @at, same_times = same_times + 1 WHERE host = @host");
  const settleVisit = engine.prepare("UPDATE visits SET last_at = @at, times = times + @times WHERE id = @visit");
  const settleLooks = engine.prepare(
    "UPDATE observations SET last_at = @at, times = times + @times WHERE visit = @visit",
  );
  const claimsOf = engine.prepare<{ id: number; evidence: string; last_seen_at: number }>(
    "SELECT id, evidence, last_seen_at FROM claims WHERE seen_visit = @visit",
  );
  const settleClaim = engine.prepare(
    "UPDATE claims SET evidence = @evidence, last_seen_at = @at, checked_at = @at WHERE id = @id",
  );
  const write = engine.prepare(`UPDATE hosts SET told_visit = @visit, told_claims = @claims, digest = @digest,
    pending = @pending, same_at = NULL, same_times = 0 WHERE host = @host`);

  return {
    find(host) {
      const row = find.get({ host });
      if (!row || row.told_visit === null || row.digest === null) return undefined;
      return {
        host,
        visit: row.told_visit,
        digest: row.digest,
        toldAt: row.same_at ?? row.last_at,
        sameTimes: row.same_times,
        pending: row.pending === 1,
        claims: row.told_claims,
      };
    },
    stands(last, { observations }, at) {
      if (last.pending || at < last.toldAt || at - last.toldAt >= evidenceLifeMs) return false;
      if (countClaims.get({ visit: last.visit })?.n !== last.claims) return false;
      return observations.every(
        ({ url, sha256, bytes }) => !bytes || !sha256 || hasCopy.get({ url, sha256 }) !== undefined,
      );
    },
    again: ({ host }, at) => void repeat.run({ host, at }),
    settle({ visit, toldAt: at, sameTimes: times }) {
      if (times === 0) return;
      settleVisit.run({ visit, at, times });
      settleLooks.run({ visit, at, times });
      for (const { id, evidence, last_seen_at } of claimsOf.all({ visit })) {
        settleClaim.run({ id, at, evidence: JSON.stringify(shiftEvidence(evidence, at - last_seen_at)) });
      }
    },
    tell: ({ host, visit, digest, claims, pending }) =>
      void write.run({ host, visit, digest, claims, pending: pending ? 1 : 0 }),
  };
}
