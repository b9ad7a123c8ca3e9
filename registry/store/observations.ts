// Keeps what was seen at each URL: one row for a stretch of looks that were alike, bodies once, and the last good copy.

import type { Observation, Remembered } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";

/** Looks in a row that saw the same. Times are milliseconds since the epoch. */
export interface Stretch {
  readonly since: number;
  readonly times: number;
}

/** The observations' half of a commit, and what the crawler asks of it. */
export interface Observations {
  /** Writes a visit's looks, within the commit's transaction, and gives for each URL the stretch that its look is part of. */
  record(visit: number, looks: readonly Observation[], at: number): ReadonlyMap<string, Stretch>;
  remembered(url: string): Remembered | undefined;
  lastAsked(url: string): Date | undefined;
}

interface ResourceRow {
  readonly url: string;
  readonly sha256: string;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly content_type: string | null;
  readonly verdict: string | null;
  readonly bytes: Uint8Array;
}

interface LookRow {
  readonly id: number;
  readonly at: number;
  readonly last_at: number;
  readonly times: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly failure: string | null;
  readonly kind: string | null;
  readonly sha256: string | null;
  readonly same_at: number | null;
}

type Seen = Pick<LookRow, "outcome" | "status" | "failure" | "kind" | "sha256">;

/** A 304 sees what the answer before it showed. */
function seenIn({ outcome, status, failure, kind, sha256 }: Observation): Seen {
  const there = outcome === "ok" || outcome === "not-modified";
  return {
    outcome: there ? "ok" : outcome,
    status: there ? 200 : (status ?? null),
    failure: failure ?? null,
    kind: kind ?? null,
    sha256: sha256 ?? null,
  };
}

function isAlike(row: LookRow, seen: Seen): boolean {
  const { outcome, status, failure, kind, sha256 } = seen;
  const there = row.outcome === "not-modified" ? "ok" : row.outcome;
  if (there !== outcome || row.kind !== kind || row.sha256 !== sha256) return false;
  return outcome === "ok" || (row.status === status && row.failure === failure);
}

/** Prepares the statements once. */
export function createObservations(engine: Engine): Observations {
  const addLook =
    engine.prepare(`INSERT INTO observations (visit, url, at, last_at, outcome, status, failure, kind, sha256)
    VALUES (@visit, @url, @at, @at, @outcome, @status, @failure, @kind, @sha256)`);
  const extend = engine.prepare(
    "UPDATE observations SET visit = @visit, last_at = @at, times = times + 1 WHERE id = @id",
  );
  const lastLook =
    engine.prepare<LookRow>(`SELECT o.id, o.at, o.last_at, o.times, o.outcome, o.status, o.failure, o.kind,
      o.sha256, s.same_at
    FROM observations o LEFT JOIN hosts s ON s.told_visit = o.visit WHERE o.url = @url ORDER BY o.id DESC LIMIT 1`);
  const keepBody = engine.prepare(`INSERT INTO bodies (sha256, bytes) VALUES (@sha256, @bytes)
    ON CONFLICT DO UPDATE SET left_at = NULL WHERE left_at IS NOT NULL`);
  const leave = engine.prepare(`UPDATE bodies SET left_at = @at
    WHERE sha256 = (SELECT sha256 FROM resources WHERE url = @url) AND sha256 <> @next`);
  const remember =
    engine.prepare(`INSERT INTO resources (url, sha256, etag, last_modified, content_type, seen_at, verdict)
    VALUES (@url, @sha256, @etag, @last_modified, @content_type, @seen_at, @verdict)
    ON CONFLICT (url) DO UPDATE SET sha256 = excluded.sha256, etag = excluded.etag, last_modified = excluded.last_modified,
      content_type = excluded.content_type, seen_at = excluded.seen_at, verdict = excluded.verdict`);
  const confirm =
    engine.prepare(`UPDATE resources SET etag = coalesce(@etag, etag), last_modified = coalesce(@last_modified, last_modified),
    seen_at = @seen_at, verdict = coalesce(@verdict, verdict) WHERE url = @url`);
  const forget = engine.prepare("DELETE FROM resources WHERE url = @url");
  const find =
    engine.prepare<ResourceRow>(`SELECT r.url, r.sha256, r.etag, r.last_modified, r.content_type, r.verdict, b.bytes
    FROM resources r JOIN bodies b ON b.sha256 = r.sha256 WHERE r.url = @url`);

  /** A failure leaves the last good copy as it was; an absence or an unkeepable body makes it useless. */
  function keepCopy(seen: Observation, at: number): void {
    const validators = { etag: seen.etag ?? null, last_modified: seen.lastModified ?? null };
    const { url } = seen;
    const seen_at = seen.at.getTime();
    const verdict = seen.verdict ?? null;
    if (seen.outcome === "not-modified") confirm.run({ url, ...validators, seen_at, verdict });
    if (seen.outcome === "ok" && seen.bytes && seen.sha256) {
      leave.run({ url, at, next: seen.sha256 });
      keepBody.run({ sha256: seen.sha256, bytes: seen.bytes });
      remember.run({
        url,
        sha256: seen.sha256,
        ...validators,
        content_type: seen.contentType ?? null,
        seen_at,
        verdict,
      });
    } else if (seen.outcome === "ok" || seen.outcome === "absent") {
      leave.run({ url, at, next: "" });
      forget.run({ url });
    }
  }

  return {
    record(visit, looks, committedAt) {
      const stretches = new Map<string, Stretch>();
      for (const look of looks) {
        const { url } = look;
        const at = look.at.getTime();
        const seen = seenIn(look);
        const before = lastLook.get({ url });
        const alike = before && isAlike(before, seen) ? before : undefined;
        if (alike) extend.run({ id: alike.id, visit, at });
        else addLook.run({ visit, url, at, ...seen });
        stretches.set(url, { since: alike?.at ?? at, times: (alike?.times ?? 0) + 1 });
        keepCopy(look, committedAt);
      }
      return stretches;
    },

    lastAsked(url) {
      const look = lastLook.get({ url });
      return look && new Date(Math.max(look.last_at, look.same_at ?? 0));
    },

    remembered(url) {
      const row = find.get({ url });
      if (!row) return undefined;
      return {
        url,
        sha256: row.sha256,
        bytes: row.bytes,
        ...(row.etag === null ? {} : { etag: row.etag }),
        ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
        ...(row.content_type === null ? {} : { contentType: row.content_type }),
        ...(row.verdict === null ? {} : { verdict: row.verdict }),
      };
    },
  };
}
