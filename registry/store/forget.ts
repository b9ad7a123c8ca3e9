// Forgets a host that asked for it: nothing that it wrote is left, and nobody visits it again until that is undone.

import { createDropWords } from "./drop-words.ts";
import type { Engine } from "./engine.ts";
import type { IndexName } from "./index-entries.ts";
import type { Origin } from "./origin.ts";
import type { Tombstone } from "./store.ts";

/** The two acts; each runs within its caller's transaction. */
export interface Forget {
  /** Puts up the tombstone and takes out what the host wrote; gives the number of versions that left the index. */
  add(tombstone: Tombstone): number;
  /** Takes the tombstone down; false where there was none. */
  drop(host: string, at: Date): boolean;
}

/** A target's key is a host, a host and port, or a URL: the ranges of keys, origins and URLs that are on a host. */
function rangesOn(host: string): readonly { readonly from: string; readonly to: string }[] {
  const beginnings = ["", "http://", "https://"].flatMap((scheme) => [`${scheme}${host}:`, `${scheme}${host}/`]);
  const whole = ["", "http://", "https://"].map((scheme) => `${scheme}${host}`);
  return [
    ...whole.map((text) => ({ from: text, to: text })),
    ...beginnings.map((beginning) => ({ from: beginning, to: `${beginning}\u{10ffff}` })),
  ];
}

/** Prepares the statements. All claims are looked at: who wrote one is told by no index. */
export function createForget(engine: Engine, indexName: IndexName): Forget {
  const put = engine.prepare(`INSERT INTO forgotten (host, at, reason) VALUES (@host, @at, @reason)
    ON CONFLICT (host) DO UPDATE SET reason = excluded.reason`);
  const remove = engine.prepare("DELETE FROM forgotten WHERE host = @host");
  const schedule = engine.prepare("UPDATE hosts SET next_visit_at = @next WHERE host >= @from AND host <= @to");
  const dropRobots = engine.prepare("DELETE FROM robots WHERE origin >= @from AND origin <= @to");
  const copies = engine.prepare<{ sha256: string }>("SELECT sha256 FROM resources WHERE url >= @from AND url <= @to");
  const dropCopies = engine.prepare("DELETE FROM resources WHERE url >= @from AND url <= @to");
  const dropBody = engine.prepare(`DELETE FROM bodies WHERE sha256 = @sha256
    AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.sha256 = @sha256)`);
  const ofHost = engine.prepare<Origin & { id: number; name_key: string }>(
    `SELECT id, name, name_key, version, origin_card, origin_catalog FROM claims
    WHERE facts ->> '$.hostingHost' = @host OR facts ->> '$.listingHost' = @host`,
  );
  const withdraw = engine.prepare(`UPDATE claims SET served = 0, withdrawn_at = coalesce(withdrawn_at, @at),
    withdrawn_why = 'Its host asked to be forgotten.', doubtful_since = NULL, seen_visit = NULL WHERE id = @id`);
  const dropWords = createDropWords(engine);

  return {
    add({ host, at: date, reason }) {
      const at = date.getTime();
      // What is taken out is overwritten, and not only given free.
      engine.pragma("secure_delete = ON");
      put.run({ host, at, reason });
      for (const range of rangesOn(host)) {
        schedule.run({ ...range, next: null });
        dropRobots.run(range);
        const bodies = copies.all(range);
        dropCopies.run(range);
        for (const { sha256 } of bodies) dropBody.run({ sha256 });
      }
      const names = new Set<string>();
      for (const row of ofHost.all({ host })) {
        dropWords(row);
        withdraw.run({ id: row.id, at });
        names.add(row.name_key);
      }
      const events = [...names].flatMap((name) => indexName(name, at));
      return events.filter((event) => event === "gone").length;
    },
    drop(host, at) {
      if (remove.run({ host }).changes === 0) return false;
      for (const range of rangesOn(host)) schedule.run({ ...range, next: at.getTime() });
      return true;
    },
  };
}
