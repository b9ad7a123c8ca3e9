// Takes back what a visit shows to be gone, and only that: a doubt needs a second look, an outage many days.

import type { HostResult, Unwanted } from "../../src/crawl/frontier.ts";
import type { Recorded } from "./claims.ts";
import { createDropWords } from "./drop-words.ts";
import type { Engine } from "./engine.ts";
import { unreachableAfterFailures, unreachableAfterMs } from "./freshness.ts";
import type { Stretch } from "./observations.ts";
import { type Origin, placeOf, withoutFragment } from "./origin.ts";

/** A card that cannot be read is believed to be lost at the second look, this much later at least. */
export const secondLookMs: number = 10 * 60_000;

/** A host that has failed this long has nothing to show any more. */
export const deletedAfterMs: number = 30 * 24 * 3_600_000;

/** What is said of an entry that its host does not want shown. */
const unwantedWords: Readonly<Record<Unwanted["why"], string>> = {
  robots: "Its host's robots.txt no longer lets us look.",
  noindex: "Its host asks not to have it listed (X-Robots-Tag).",
};

/** What a visit took back. */
export interface Withdrawn {
  readonly names: ReadonlySet<string>;
  /** Something waits for a further look. */
  readonly pending: boolean;
}

/** The judgement of what is no longer there. Within the commit's transaction; `at` is in ms. */
export interface Withdrawals {
  /** What the visit's documents show. */
  judge(
    result: HostResult,
    seen: { readonly recorded: Recorded; readonly looks: ReadonlyMap<string, Stretch> },
    at: number,
  ): Withdrawn;
  /** Takes back all that visits to the host confirmed, where it has failed for too long. `since`: its first failure. */
  retire(host: string, failing: { readonly since: number; readonly times: number }, at: number): ReadonlySet<string>;
}

interface Row extends Origin {
  readonly id: number;
  readonly name_key: string;
  readonly doubtful_since: number | null;
}

/** Catalogs whose silence about a card means that it is gone, and cards of which the visit learned nothing. */
function readingOf(result: HostResult): {
  whole: Set<string>;
  observed: Set<string>;
  unknown: Set<string>;
  unreadable: Set<string>;
  complete: boolean;
} {
  const whole = new Set(result.readWhole.map(withoutFragment));
  const unreadable = new Set((result.unreadable ?? []).map(withoutFragment));
  const failed = result.observations.filter((seen) => seen.outcome === "failed").map((seen) => seen.url);
  const unknown = new Set([...result.unasked, ...failed].map(withoutFragment));
  return {
    whole,
    observed: new Set(result.observations.map((seen) => withoutFragment(seen.url))),
    unknown: new Set([...unknown].filter((url) => !unreadable.has(url))),
    unreadable,
    complete: whole.size > 0 && unknown.size === 0,
  };
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Prepares the statements once. */
export function createWithdrawals(engine: Engine): Withdrawals {
  const columns = "c.id, c.name, c.name_key, c.version, c.origin_card, c.origin_catalog, c.doubtful_since";
  const ofCatalog = engine.prepare<Row>(
    `SELECT ${columns} FROM claims c WHERE c.origin_catalog = @catalog AND c.withdrawn_at IS NULL`,
  );
  const direct = engine.prepare<Row>(
    `SELECT ${columns} FROM claims c WHERE c.origin_card = @url AND length(c.origin_catalog) = 0 AND c.withdrawn_at IS NULL`,
  );
  // Another root may lead to a catalog on this host: then that root's visits decide, as the last look at it shows.
  const ofHost = engine.prepare<Row>(`SELECT ${columns} FROM claims c
    WHERE c.answering_host = @host AND c.origin_catalog <> '' AND c.withdrawn_at IS NULL
    AND coalesce((SELECT v.host FROM observations o JOIN visits v ON v.id = o.visit
      WHERE o.url = c.origin_catalog ORDER BY o.id DESC LIMIT 1), @host) = @host`);
  const confirmedBy = engine.prepare<Row>(`SELECT ${columns} FROM visits v JOIN claims c ON c.seen_visit = v.id
    WHERE v.host = @host AND c.withdrawn_at IS NULL`);
  const doubt = engine.prepare("UPDATE claims SET doubtful_since = @at WHERE id = @id");
  const withdraw =
    engine.prepare(`UPDATE claims SET served = 0, withdrawn_at = @at, withdrawn_why = @why, checked_at = @at,
    doubtful_since = NULL, seen_visit = NULL WHERE id = @id`);
  const dropWords = createDropWords(engine);
  const ofCard = engine.prepare<Row>(`SELECT ${columns} FROM claims c
    WHERE c.origin_card = @url AND c.withdrawn_at IS NULL`);

  /** Takes back the rows; gives their names. */
  function takeBack(rows: readonly Row[], why: string, at: number): string[] {
    for (const { id } of rows) withdraw.run({ id, at, why });
    return rows.map((row) => row.name_key);
  }

  /** What its host does not want shown takes its words along: only names, dates and the reason stay. */
  function purge(rows: readonly Row[], why: string, at: number): string[] {
    for (const row of rows) dropWords(row);
    return takeBack(rows, why, at);
  }

  function unwantedRows({ url }: Unwanted): readonly Row[] {
    const rows = [...ofCatalog.all({ catalog: url }), ...ofCard.all({ url })];
    return [...new Map(rows.map((row) => [row.id, row])).values()];
  }

  function judge(
    result: HostResult,
    { recorded, looks }: { readonly recorded: Recorded; readonly looks: ReadonlyMap<string, Stretch> },
    at: number,
  ): Withdrawn {
    const names = new Set<string>();
    let pending = false;
    const lose = (rows: readonly Row[], why: string): void => {
      for (const name of takeBack(rows, why, at)) names.add(name);
    };
    const absent = new Map(
      result.observations.flatMap(({ url, outcome, status }) => (outcome === "absent" ? [[url, status] as const] : [])),
    );
    /** Loses rows whose address says for good, or has said for long enough, that there is nothing. */
    const mayBeGone = (rows: readonly Row[], url: string): void => {
      const status = absent.get(url);
      const { since, times } = looks.get(url) ?? { since: at, times: 1 };
      if (rows.length === 0) return;
      if (status === 410 || status === 451) lose(rows, `Its address answers ${status}.`);
      else if (times >= unreachableAfterFailures && at - since >= unreachableAfterMs)
        lose(rows, `Nothing has been at its address since ${day(since)}.`);
      else pending = true;
    };
    /** Loses a row at the second look that could not read it. */
    const mayLose = (row: Row): void => {
      const since = row.doubtful_since;
      if (since !== null && at - since >= secondLookMs)
        lose([row], `Its card has not been readable since ${day(since)}.`);
      else {
        pending = true;
        if (since === null) doubt.run({ id: row.id, at });
      }
    };

    if (result.outcome === "refused" && result.failure?.code === "robots") {
      const { host } = result;
      const rows = [...confirmedBy.all({ host }), ...ofHost.all({ host })];
      for (const name of purge(rows, unwantedWords.robots, at)) names.add(name);
    }
    for (const one of result.unwanted ?? [])
      for (const name of purge(unwantedRows(one), unwantedWords[one.why], at)) names.add(name);

    const reading = readingOf(result);
    const candidates = [...reading.whole].flatMap((catalog) => ofCatalog.all({ catalog }));
    // A catalog of the host itself that nothing led to any more has left with the entry that named it.
    if (reading.complete) {
      candidates.push(...ofHost.all({ host: result.host }).filter((row) => !reading.observed.has(row.origin_catalog)));
    }
    for (const row of candidates) {
      if (recorded.places.has(placeOf(row)) || reading.unknown.has(row.origin_card)) continue;
      if (reading.unreadable.has(row.origin_card)) mayLose(row);
      else if (absent.has(row.origin_card)) mayBeGone([row], row.origin_card);
      else if (reading.observed.has(row.origin_card) && row.origin_card !== row.origin_catalog)
        lose([row], "The card's own address no longer serves it.");
      else lose([row], "Its origin no longer lists it.");
    }
    for (const url of reading.unreadable) for (const row of direct.all({ url })) mayLose(row);

    for (const url of absent.keys()) mayBeGone([...ofCatalog.all({ catalog: url }), ...direct.all({ url })], url);
    return { names, pending };
  }

  return {
    judge,
    retire(host, { since, times }, at) {
      if (times < unreachableAfterFailures || at - since < deletedAfterMs) return new Set();
      const rows = confirmedBy.all({ host });
      return new Set(takeBack(rows, `Its host has not answered since ${day(since)}.`, at));
    },
  };
}
