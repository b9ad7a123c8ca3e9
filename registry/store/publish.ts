// Takes what publishers send: a claim of its own beside the crawled ones, and the publisher's word on its status.

import { sha256 } from "../../src/crawl/sha256.ts";
import { controlLifeMs, type Evidence } from "../../src/evidence/evidence.ts";
import { type ClaimRow, claimColumns, claimTables, type HostSigns, type StoredFacts } from "./claim-row.ts";
import { nameKey } from "./claims.ts";
import { coListedColumn } from "./co-listed.ts";
import type { Engine } from "./engine.ts";
import { type EntryRow, entryColumns, entryTables, readEntry } from "./entry-row.ts";
import type { Forgotten } from "./forgotten.ts";
import type { IndexName } from "./index-entries.ts";
import {
  maxPublishedBytes,
  maxPublishedVersions,
  type Publication,
  type Published,
  type PublishRefusal,
  type StatusChange,
  type StatusSet,
} from "./publication.ts";
import type { Entry } from "./store.ts";

/** What the acts need of the store's other parts. */
export interface PublishParts {
  readonly indexName: IndexName;
  readonly forgotten: Forgotten;
}

/** The two acts; each runs within its caller's transaction. Times are milliseconds since the epoch. */
export interface Publish {
  publish(publication: Publication, at: number): Published;
  setStatus(change: StatusChange, at: number): StatusSet;
}

interface PublishedRow {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly said_status: "deprecated" | "deleted" | null;
  readonly said_message: string | null;
  readonly bytes: number;
}

type WholeRow = ClaimRow & HostSigns & { readonly co_listed: string; readonly card: string };

/** Where a publication comes from, as origins of crawled claims are URLs: no URL begins so. */
const originBeginning = "publisher:";

/** Prepares the statements once. */
export function createPublish(engine: Engine, { indexName, forgotten }: PublishParts): Publish {
  const ofName =
    engine.prepare<PublishedRow>(`SELECT id, name, version, said_status, said_message, octet_length(card) AS bytes FROM claims
    WHERE name_key = @key AND origin_card >= '${originBeginning}' AND origin_card < 'publisher;' ORDER BY id`);
  const insert =
    engine.prepare(`INSERT INTO claims (name, name_key, version, origin_card, origin_catalog, answering_host, facts, evidence,
      card, refused, served, revision, first_seen_at, last_seen_at, changed_at, checked_at)
    VALUES (@name, @key, @version, @origin, '', @origin, @facts, @evidence, @card, 0, 1, 1, @at, @at, @at, @at)`);
  const addRemote = engine.prepare("INSERT OR IGNORE INTO published_remotes (url, claim) VALUES (@url, @claim)");
  const remotesOf = engine.prepare<{ url: string }>("SELECT url FROM published_remotes WHERE claim = @claim");
  const ownersOf = engine.prepare<{
    name: string;
  }>(`SELECT e.name FROM published_remotes r JOIN claims c ON c.id = r.claim
    JOIN entries e ON e.name = c.name AND e.version = c.version
    WHERE r.url = @url AND c.name_key <> @key AND e.claim = c.id AND e.is_latest = 1 AND e.status <> 'deleted' LIMIT 1`);
  const say = engine.prepare("UPDATE claims SET said_status = @status, said_message = @message WHERE id = @id");
  const entryOf = engine.prepare<EntryRow>(`SELECT ${entryColumns} FROM ${entryTables}
    WHERE e.name = @name AND e.version = @version AND e.claim = @claim`);
  const claimOf = engine.prepare<WholeRow>(`SELECT c.id, c.name, c.version, ${claimColumns}, c.card, NULL AS failures,
    NULL AS failing_since, ${coListedColumn} AS co_listed FROM ${claimTables} WHERE c.id = @id`);
  const isListed = engine.prepare("SELECT 1 FROM entries WHERE name = @name AND (@version = '' OR version = @version)");

  /** The stored publication; where its name's own host is shown in its place, as it would be shown. */
  function read({ id, name, version }: Pick<PublishedRow, "id" | "name" | "version">, at: number): Entry {
    const shown = entryOf.get({ name, version, claim: id });
    if (shown) return readEntry(shown, at);
    const row = claimOf.get({ id });
    if (row === undefined) throw new Error(`claim ${id} is gone within its own transaction`);
    const since = row.first_seen_at;
    return readEntry(
      {
        ...row,
        server_json: row.card,
        status: row.said_status ?? "active",
        status_changed_at: since,
        message: row.said_message,
        published_at: since,
        updated_at: since,
        is_latest: 0,
        seq: 0,
        seen_visit: null,
      },
      at,
    );
  }

  function refusalOf({ name, version, remoteUrls, domain }: Publication, key: string): PublishRefusal | undefined {
    if (domain !== undefined && forgotten.has(domain)) return { why: "forgotten" };
    const known = ofName.all({ key });
    const twin = known.find((row) => row.name !== name);
    if (twin) return { why: "spelling", of: twin.name };
    if (known.some((row) => row.version === version)) return { why: "duplicate" };
    const bytes = known.reduce((sum, row) => sum + row.bytes, 0);
    if (known.length >= maxPublishedVersions || bytes > maxPublishedBytes) return { why: "too-many" };
    for (const url of remoteUrls) {
      const owner = ownersOf.get({ url, key });
      if (owner) return { why: "remote", of: owner.name };
    }
    return undefined;
  }

  function factsOf({ server, endpointHosts, method, domain, warnings }: Publication): StoredFacts {
    return {
      cardUrl: "",
      hostingHost: domain ?? "",
      endpointHosts,
      kind: "server-json",
      sha256: sha256(JSON.stringify(server)),
      errors: 0,
      warnings,
      refusals: [],
      published: method,
    };
  }

  function evidenceOf({ domain }: Publication, at: number): readonly Evidence[] {
    const dates = { checkedAt: new Date(at), expiresAt: new Date(at + controlLifeMs) };
    return domain === undefined
      ? [{ type: "claimed", host: "", ...dates }]
      : [{ type: "controls-domain", host: domain, ...dates }];
  }

  return {
    publish(publication, at) {
      const { name, version, server, remoteUrls, domain } = publication;
      const key = nameKey(name);
      const refusal = refusalOf(publication, key);
      if (refusal) return { refusal };
      const { lastInsertRowid } = insert.run({
        name,
        key,
        version,
        origin: `${originBeginning}${domain ?? ""}`,
        facts: JSON.stringify(factsOf(publication)),
        evidence: JSON.stringify(evidenceOf(publication, at)),
        card: JSON.stringify(server),
        at,
      });
      const id = Number(lastInsertRowid);
      for (const url of new Set(remoteUrls)) addRemote.run({ url, claim: id });
      indexName(key, at);
      return { entry: read({ id, name, version }, at) };
    },
    setStatus({ name, version, status, message }, at) {
      const key = nameKey(name);
      const rows = ofName
        .all({ key })
        .filter((row) => row.name === name && (version === undefined || row.version === version));
      if (rows.length === 0)
        return { refusal: { why: isListed.get({ name, version: version ?? "" }) ? "crawled" : "absent" } };
      const wanted = { status: status === "active" ? null : status, message: message ?? null } as const;
      const changed = rows.filter((row) => row.said_status !== wanted.status || row.said_message !== wanted.message);
      if (changed.length === 0) return { refusal: { why: "unchanged" } };
      if (status !== "deleted") {
        const returning = changed.filter((row) => row.said_status === "deleted");
        for (const { url } of returning.flatMap(({ id }) => remotesOf.all({ claim: id }))) {
          const owner = ownersOf.get({ url, key });
          if (owner) return { refusal: { why: "remote", of: owner.name } };
        }
      }
      for (const { id } of changed) say.run({ id, ...wanted });
      indexName(key, at);
      return { entries: changed.map((row) => read(row, at)) };
    },
  };
}
