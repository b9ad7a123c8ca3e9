// Thins the store's memory as retention asks, page by page, so that readers and crawlers wait for no more than a page.

import type { Engine, Statement } from "./engine.ts";
import { failuresKeptMs, type State, thin } from "./retention.ts";
import type { Compaction, CompactOptions } from "./store.ts";

/** Rows that one transaction looks at. */
export const pageRows = 2_000;

/** Runs that are remembered. */
export const keptRuns = 1_000;

interface LookRow {
  readonly id: number;
  readonly at: number;
  readonly last_at: number;
  readonly times: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly failure: string | null;
  readonly sha256: string | null;
}

interface ChangeRow {
  readonly seq: number;
  readonly at: number;
  readonly version: string;
  readonly sha256_before: string | null;
  readonly sha256_after: string | null;
}

function stateOfLook(row: LookRow): State {
  const there = row.outcome === "ok" || row.outcome === "not-modified";
  const what = JSON.stringify(there ? row.sha256 : [row.outcome, row.status, row.failure]);
  return { id: row.id, since: row.at, until: row.last_at, times: row.times, what, passing: row.outcome === "failed" };
}

function stateOfChange({ seq, at }: ChangeRow): State {
  return { id: seq, since: at, until: at, times: 1, what: String(seq), passing: false };
}

/** Gives `Store.compact` over an opened database. */
export function createCompact(engine: Engine, now: () => Date): (options: CompactOptions) => Promise<Compaction> {
  const urlsAfter = engine.prepare<{ key: string }>(
    "SELECT url AS key FROM observations WHERE url > @after ORDER BY url LIMIT @most",
  );
  const looksAt = engine.prepare<LookRow>(
    "SELECT id, at, last_at, times, outcome, status, failure, sha256 FROM observations WHERE url = @key ORDER BY id",
  );
  const dropLook = engine.prepare("DELETE FROM observations WHERE id = @id");
  const widenLook = engine.prepare("UPDATE observations SET at = @since, times = @times WHERE id = @id");

  const namesAfter = engine.prepare<{ key: string }>(
    "SELECT name AS key FROM changes WHERE name > @after ORDER BY name LIMIT @most",
  );
  const changesOf = engine.prepare<ChangeRow>(
    "SELECT seq, at, version, sha256_before, sha256_after FROM changes WHERE name = @key ORDER BY seq",
  );
  const dropChange = engine.prepare(
    "DELETE FROM changes WHERE seq = @seq AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.seq = @seq)",
  );
  const joinChange = engine.prepare("UPDATE changes SET sha256_before = @before WHERE seq = @seq");

  const cardNamesAfter = engine.prepare<{ key: string }>(
    "SELECT name AS key FROM past_cards WHERE name > @after ORDER BY name LIMIT @most",
  );
  const dropCards = engine.prepare(`DELETE FROM past_cards WHERE name = @key AND until < @before AND NOT EXISTS
    (SELECT 1 FROM changes c WHERE c.name = @key AND past_cards.sha256 IN (c.sha256_before, c.sha256_after))`);

  const visitedAfter = engine.prepare<{ key: string }>(
    "SELECT host AS key FROM visits WHERE host > @after ORDER BY host LIMIT @most",
  );
  const dropVisits = engine.prepare(`DELETE FROM visits WHERE host = @key AND last_at < @before
    AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.visit = visits.id)
    AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.seen_visit = visits.id)
    AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.told_visit = visits.id)`);

  const stillUsed = engine.prepare(`UPDATE bodies SET left_at = NULL WHERE left_at < @before
    AND EXISTS (SELECT 1 FROM resources r WHERE r.sha256 = bodies.sha256)`);
  const dropBodies = engine.prepare(
    "DELETE FROM bodies WHERE sha256 IN (SELECT sha256 FROM bodies WHERE left_at < @before LIMIT @most)",
  );
  const dropRuns = engine.prepare(
    "DELETE FROM runs WHERE id <= (SELECT id FROM runs ORDER BY id DESC LIMIT 1 OFFSET @kept)",
  );

  function thinLooks(key: string, at: number, keepMs: number): number {
    const rows = looksAt.all({ key });
    if (rows.length < 2) return 0;
    const { drop, widen } = thin(rows.map(stateOfLook), at, keepMs);
    for (const id of drop) dropLook.run({ id });
    for (const one of widen) widenLook.run({ ...one });
    return drop.length;
  }

  /** Of what is dropped, the next change of the version tells the difference too. */
  function thinChanges(key: string, at: number, keepMs: number): number {
    const versions = new Map<string, ChangeRow[]>();
    for (const row of changesOf.all({ key })) versions.set(row.version, [...(versions.get(row.version) ?? []), row]);
    let dropped = 0;
    for (const rows of versions.values()) {
      const drop = new Set(thin(rows.map(stateOfChange), at, keepMs).drop);
      let before: string | null | undefined;
      for (const row of rows) {
        if (drop.has(row.seq) && dropChange.run({ seq: row.seq }).changes > 0) {
          before ??= row.sha256_before;
          dropped += 1;
        } else {
          if (before !== undefined && before !== row.sha256_before) joinChange.run({ seq: row.seq, before });
          before = undefined;
        }
      }
    }
    return dropped;
  }

  /**
   * Walks the keys of an index in order, the work of a page in one transaction; stops where the signal says so. A key
   * with a single row has nothing to thin and is passed over (unless `singles`), but for the last of a page, whose rows
   * may go on.
   */
  async function walk(
    keys: Statement<{ readonly key: string }>,
    work: (key: string) => number,
    { signal, singles = false }: { readonly signal: AbortSignal | undefined; readonly singles?: boolean },
  ): Promise<number> {
    let done = 0;
    let after = "";
    while (signal?.aborted !== true) {
      const page = keys.all({ after, most: pageRows }).map(({ key }) => key);
      const last = page.at(-1);
      if (last === undefined) break;
      const several = new Set([...page.filter((key, index) => singles || key === page[index - 1]), last]);
      done += engine.immediate(() => [...several].reduce((sum, key) => sum + work(key), 0));
      after = last;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done;
  }

  return async ({ keepMs, signal }) => {
    const at = now().getTime();
    const lately = { before: at - failuresKeptMs };
    const looks = await walk(urlsAfter, (key) => thinLooks(key, at, keepMs), { signal });
    const changes = await walk(namesAfter, (key) => thinChanges(key, at, keepMs), { signal });
    const visits = await walk(visitedAfter, (key) => dropVisits.run({ key, ...lately }).changes, { signal });
    const dropPast = (key: string) => dropCards.run({ key, ...lately }).changes;
    const cards = await walk(cardNamesAfter, dropPast, { signal, singles: true });
    const before = at - keepMs;
    engine.immediate(() => stillUsed.run({ before }));
    let bodies = 0;
    for (let more = true; more && signal?.aborted !== true; ) {
      const { changes: dropped } = engine.immediate(() => dropBodies.run({ before, most: 100 }));
      bodies += dropped;
      more = dropped > 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    engine.immediate(() => dropRuns.run({ kept: keptRuns }));
    return { looks, changes, cards, visits, bodies };
  };
}
