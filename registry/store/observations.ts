// Keeps what a visit saw: one row a look, bodies once, and the last good copy of each URL for the next conditional request.

import type { HostResult, Lease, Observation, Remembered } from "../../src/crawl/frontier.ts";
import type { Engine } from "./engine.ts";

/** The observations' half of a commit, and what the crawler asks of it. */
export interface Observations {
  /** Writes the visit and its looks; within the commit's transaction. `at` is in ms. */
  record(lease: Lease, result: HostResult, at: number): void;
  remembered(url: string): Remembered | undefined;
  lastAsked(url: string): Date | undefined;
}

interface ResourceRow {
  readonly url: string;
  readonly sha256: string;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly content_type: string | null;
  readonly bytes: Uint8Array;
}

/** Prepares the statements once. */
export function createObservations(engine: Engine): Observations {
  const addVisit =
    engine.prepare(`INSERT INTO visits (host, fence, started_at, committed_at, outcome, failure, failure_message,
      failure_url, catalogs, cards, invalid, not_modified, requests, duration_ms)
    VALUES (@host, @fence, @started_at, @at, @outcome, @failure, @failure_message,
      @failure_url, @catalogs, @cards, @invalid, @not_modified, @requests, @duration_ms)`);
  const addLook = engine.prepare(`INSERT INTO observations (visit, url, at, outcome, status, failure, kind, sha256)
    VALUES (@visit, @url, @at, @outcome, @status, @failure, @kind, @sha256)`);
  const keepBody = engine.prepare("INSERT INTO bodies (sha256, bytes) VALUES (@sha256, @bytes) ON CONFLICT DO NOTHING");
  const remember = engine.prepare(`INSERT INTO resources (url, sha256, etag, last_modified, content_type, seen_at)
    VALUES (@url, @sha256, @etag, @last_modified, @content_type, @seen_at)
    ON CONFLICT (url) DO UPDATE SET sha256 = excluded.sha256, etag = excluded.etag, last_modified = excluded.last_modified,
      content_type = excluded.content_type, seen_at = excluded.seen_at`);
  const confirm =
    engine.prepare(`UPDATE resources SET etag = coalesce(@etag, etag), last_modified = coalesce(@last_modified, last_modified),
    seen_at = @seen_at WHERE url = @url`);
  const forget = engine.prepare("DELETE FROM resources WHERE url = @url");
  const find = engine.prepare<ResourceRow>(`SELECT r.url, r.sha256, r.etag, r.last_modified, r.content_type, b.bytes
    FROM resources r JOIN bodies b ON b.sha256 = r.sha256 WHERE r.url = @url`);

  const lastLook = engine.prepare<{ at: number }>(
    "SELECT at FROM observations WHERE url = @url ORDER BY id DESC LIMIT 1",
  );

  /** A failure leaves the last good copy as it was; an absence or an unkeepable body makes it useless. */
  function keepCopy(seen: Observation): void {
    const validators = { etag: seen.etag ?? null, last_modified: seen.lastModified ?? null };
    const { url } = seen;
    const seen_at = seen.at.getTime();
    if (seen.outcome === "not-modified") confirm.run({ url, ...validators, seen_at });
    if (seen.outcome === "ok" && seen.bytes && seen.sha256) {
      keepBody.run({ sha256: seen.sha256, bytes: seen.bytes });
      remember.run({ url, sha256: seen.sha256, ...validators, content_type: seen.contentType ?? null, seen_at });
    } else if (seen.outcome === "ok" || seen.outcome === "absent") {
      forget.run({ url });
    }
  }

  return {
    record(lease, result, at) {
      const { lastInsertRowid } = addVisit.run({
        host: lease.host,
        fence: lease.fence,
        started_at: result.startedAt.getTime(),
        at,
        outcome: result.outcome,
        failure: result.failure?.code ?? null,
        failure_message: result.failure?.message ?? null,
        failure_url: result.failure?.url ?? null,
        catalogs: result.catalogs,
        cards: result.cards,
        invalid: result.invalid,
        not_modified: result.notModified,
        requests: result.requests,
        duration_ms: result.durationMs,
      });
      for (const seen of result.observations) {
        addLook.run({
          visit: Number(lastInsertRowid),
          url: seen.url,
          at: seen.at.getTime(),
          outcome: seen.outcome,
          status: seen.status ?? null,
          failure: seen.failure ?? null,
          kind: seen.kind ?? null,
          sha256: seen.sha256 ?? null,
        });
        keepCopy(seen);
      }
    },

    lastAsked(url) {
      const look = lastLook.get({ url });
      return look && new Date(look.at);
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
      };
    },
  };
}
