// Brings the shown entries of a name in step with its projection, one numbered change for each visible difference.

import { cardToServerJson, type ServerJsonOptions, serverSchemaUrl } from "../../src/dialects/server-json.ts";
import type { Card } from "../../src/document/card.ts";
import { type ClaimRow, claimColumns, claimTables, readClaim, type StoredClaim } from "./claim-row.ts";
import { shownAt } from "./claims.ts";
import type { Engine } from "./engine.ts";
import { tokensOf } from "./facet-tokens.ts";
import { type Facets, facetsOf } from "./facets.ts";
import { createJudgeIdentity, type Returned } from "./judge-identity.ts";
import { createNoteFacets } from "./note-facets.ts";
import { project, type ShownVersion } from "./projection.ts";
import { createWords } from "./search-words.ts";
import { nothingSearched, type Searched, searchedIn } from "./searched.ts";
import type { Stamps } from "./stamps.ts";
import type { ChangeEvent, Status } from "./store.ts";
import { compareVersions } from "./version-order.ts";

/** Re-projects one lower-cased name and gives what changed. `at` is in ms; `returned`: a host that was away for too long. */
export type IndexName = (key: string, at: number, returned?: Returned) => readonly ChangeEvent[];

interface EntryRow {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly server_json: string;
  readonly status: Status;
  readonly status_changed_at: number;
  readonly message: string | null;
  readonly published_at: number;
  readonly is_latest: number;
  readonly displaced: number;
  readonly claim: number;
  readonly claim_revision: number;
  readonly sole_claim: number;
  readonly sha256: string;
}

type Target = Omit<EntryRow, "id" | "status_changed_at" | "sole_claim"> & Searched;

/** What is left of an entry whose words may not be shown any more: its key, and nothing that its origin wrote. */
function tombstone(name: string, version: string): string {
  return JSON.stringify({ $schema: serverSchemaUrl, name, version, description: "No longer listed." });
}

function searchedBefore(row: Searched = nothingSearched): Searched {
  const { title, description, hosts, tags } = row;
  return { title, description, hosts, tags };
}

/** Which change leads from the row to the target; undefined where nobody could see a difference. */
function eventBetween(row: EntryRow | undefined, target: Target): ChangeEvent | undefined {
  if (!row) return target.status === "deleted" ? "gone" : "new";
  if (row.status !== target.status) {
    if (target.status === "deleted") return "gone";
    return row.status === "deleted" ? "back" : "facts";
  }
  if (row.server_json !== target.server_json) return "changed";
  if (row.message !== target.message || row.claim !== target.claim) return "facts";
  if (row.claim_revision !== target.claim_revision || row.published_at !== target.published_at) return "facts";
  return row.is_latest === target.is_latest ? undefined : "latest";
}

/** Prepares the statements once and gives the function that a commit calls within its transaction. */
export function createIndexName(engine: Engine, stamps: Stamps, options: ServerJsonOptions = {}): IndexName {
  const claimsOf = engine.prepare<ClaimRow>(
    `SELECT c.id, c.name, c.version, ${claimColumns} FROM ${claimTables} WHERE c.name_key = @key`,
  );
  const cardOf = engine.prepare<{ card: string }>("SELECT card FROM claims WHERE id = @id");
  const entriesOf = engine.prepare<EntryRow & Searched>(`SELECT e.id, e.name, e.version, e.title,
      e.description, e.hosts, e.tags, e.server_json, e.status, e.status_changed_at, e.message, e.published_at, e.is_latest, e.displaced,
      e.claim, e.claim_revision, e.sole_claim, s.sha256_after AS sha256
    FROM entries e JOIN changes s ON s.seq = e.seq WHERE e.name_key = @key`);
  const words = createWords(engine);
  const noteFacets = createNoteFacets(engine);
  const setSole = engine.prepare("UPDATE entries SET sole_claim = @sole_claim WHERE id = @id");
  const unmark = engine.prepare("UPDATE entries SET is_latest = 0 WHERE id = @id");
  const addChange =
    engine.prepare(`INSERT INTO changes (at, event, name, version, host, url, sha256_before, sha256_after, detail)
    VALUES (@at, @event, @name, @version, @host, @url, @before, @after, @detail)`);
  const insert =
    engine.prepare(`INSERT INTO entries (name, name_key, version, title, description, hosts, tags, facets, server_json, status,
      status_changed_at, message, published_at, updated_at, is_latest, displaced, claim, claim_revision, sole_claim, seq)
    VALUES (@name, @name_key, @version, @title, @description, @hosts, @tags, @facets, @server_json, @status,
      @status_changed_at, @message, @published_at, @updated_at, @is_latest, @displaced, @claim, @claim_revision, @sole_claim, @seq)`);
  const update =
    engine.prepare(`UPDATE entries SET title = @title, description = @description, hosts = @hosts, tags = @tags,
      facets = @facets, server_json = @server_json,
      status = @status, status_changed_at = @status_changed_at, message = @message, published_at = @published_at,
      updated_at = @updated_at, is_latest = @is_latest, displaced = @displaced, claim = @claim,
      claim_revision = @claim_revision, sole_claim = @sole_claim, seq = @seq
    WHERE id = @id`);

  const judgeIdentity = createJudgeIdentity(engine, stamps);

  /** What was published is a server.json already, and may have packages, which no card has. */
  function serverJsonOf(card: Card, { facts, row }: StoredClaim): string {
    const isWhole = facts.published !== undefined && row.withdrawn_at === null;
    return JSON.stringify(isWhole ? card : cardToServerJson(card, options));
  }

  function shownTarget(
    { claim, publishedAt, isLatest }: ShownVersion<StoredClaim>,
    row: (EntryRow & Searched) | undefined,
  ): Target {
    const same = row?.claim === claim.id && row.claim_revision === claim.row.revision && row.displaced === 0;
    const text = same ? undefined : (cardOf.get({ id: claim.id })?.card ?? "{}");
    const card = text === undefined ? undefined : (JSON.parse(text) as Card);
    return {
      name: claim.name,
      version: claim.version,
      ...(card ? searchedIn(card, claim.facts) : searchedBefore(row)),
      server_json: card ? serverJsonOf(card, claim) : (row?.server_json ?? ""),
      status: claim.withdrawn ? "deleted" : (claim.row.said_status ?? "active"),
      message: claim.row.withdrawn_why ?? claim.row.said_message,
      published_at: publishedAt,
      is_latest: isLatest ? 1 : 0,
      displaced: 0,
      claim: claim.id,
      claim_revision: claim.row.revision,
      sha256: shownAt(claim.row).sha256,
    };
  }

  /** The facets of what a search may find; the others have none. */
  function facetsFor(target: Target, claims: ReadonlyMap<number, StoredClaim>): Facets | undefined {
    const claim = claims.get(target.claim);
    if (target.displaced === 1 || target.is_latest === 0 || target.status === "deleted" || !claim) return undefined;
    const card = JSON.parse(cardOf.get({ id: claim.id })?.card ?? "{}") as Card;
    return facetsOf(card, claim.facts, { evidence: claim.evidence, status: target.status });
  }

  function displacedTarget(row: EntryRow, refused: boolean, isLatest: boolean): Target {
    return {
      ...row,
      ...nothingSearched,
      server_json: tombstone(row.name, row.version),
      status: "deleted",
      message: refused ? "Its card may not be listed any more." : "Another origin speaks for this name.",
      is_latest: isLatest ? 1 : 0,
      displaced: 1,
    };
  }

  return (key, at, returned) => {
    const claims = claimsOf.all({ key }).map(readClaim);
    const { shown, holder } = project(claims, new Date(at));
    const rows = entriesOf.all({ key });
    const rowAt = new Map(rows.map((row) => [JSON.stringify([row.name, row.version]), row]));
    const refused = new Set(claims.filter((claim) => claim.refused).map((claim) => claim.id));

    const wanted = shown.map((version) => {
      const place = JSON.stringify([version.claim.name, version.claim.version]);
      const row = rowAt.get(place);
      rowAt.delete(place);
      return { row, target: shownTarget(version, row) };
    });
    const left = [...rowAt.values()];
    const [lastLeft] = [...left].sort((a, b) =>
      compareVersions(
        { version: b.version, publishedAt: b.published_at },
        { version: a.version, publishedAt: a.published_at },
      ),
    );
    const plans = [
      ...left.map((row) => ({
        row,
        target: displacedTarget(row, refused.has(row.claim), shown.length === 0 && row === lastLeft),
      })),
      ...wanted,
    ];

    // The mark leaves one row before it reaches another: the unique index sees every step.
    for (const { row, target } of plans) if (row?.is_latest && !target.is_latest) unmark.run({ id: row.id });

    const claimAt = new Map(claims.map((claim) => [claim.id, claim]));
    const latestBefore = rows.find((row) => row.is_latest === 1 && row.displaced === 0)?.sha256 ?? null;
    const sole = claims.length === 1 ? 1 : 0;
    const events: ChangeEvent[] = [];
    for (const { row, target } of plans) {
      const event = eventBetween(row, target);
      if (!event) {
        if (row && row.sole_claim !== sole) setSole.run({ id: row.id, sole_claim: sole });
        continue;
      }
      const origin = claimAt.get(target.claim);
      const { host, url } = origin ? shownAt(origin.row) : { host: "", url: "" };
      const updatedAt = stamps.at(at);
      const { name, version, sha256: after } = target;
      const change = addChange.run({
        at: updatedAt,
        event,
        name,
        version,
        host,
        url,
        before: row?.sha256 ?? latestBefore,
        after,
        detail: target.message,
      });
      const { sha256: _, ...columns } = target;
      const facets = facetsFor(target, claimAt);
      const written = {
        ...columns,
        facets: facets ? tokensOf(target, facets) : "",
        status_changed_at: row && row.status === target.status ? row.status_changed_at : updatedAt,
        updated_at: updatedAt,
        sole_claim: sole,
        seq: Number(change.lastInsertRowid),
      };
      if (row) update.run({ ...written, id: row.id });
      const entry = row ? row.id : Number(insert.run({ ...written, name_key: key }).lastInsertRowid);
      if (target.displaced === 0) words.add([name, target.title, target.tags], [target.description, target.hosts]);
      if (facets) {
        noteFacets({ entry, name, title: target.title, updatedAt, publishedAt: target.published_at }, facets);
      }
      events.push(event);
    }
    const after = wanted.map(({ target }) => target);
    if (holder !== undefined && judgeIdentity({ holder, claims, before: rows, after, returned }, at))
      events.push("identity");
    return events;
  };
}
