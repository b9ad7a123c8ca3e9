// Records in the feed of changes that a name may have changed hands, and lets its proof count less until that settles.

import type { StoredClaim } from "./claim-row.ts";
import type { Engine } from "./engine.ts";
import { identityChange, identityOf, resurrectedAfterMs, returnedSince, settlingMs } from "./identity.ts";
import { sourceOf } from "./projection.ts";
import type { Stamps } from "./stamps.ts";

/** A host whose name did not exist since a time in ms, and that serves something again. */
export interface Returned {
  readonly host: string;
  readonly since: number;
}

/** What the judgement reads of an entry, as it was or as it is now. */
export interface JudgedEntry {
  readonly name: string;
  readonly version: string;
  readonly server_json: string;
  readonly status: string;
  readonly is_latest: number;
  readonly displaced: number;
  readonly claim: number;
  readonly sha256: string;
}

/** One name before and after a commit. */
export interface Judged {
  readonly holder: string;
  /** All claims on the name. */
  readonly claims: readonly StoredClaim[];
  readonly before: readonly (JudgedEntry & { readonly status_changed_at: number })[];
  readonly after: readonly JudgedEntry[];
  readonly returned: Returned | undefined;
}

/** Judges one name within the commit's transaction; true where its identity changed. `at` is in ms. */
export type JudgeIdentity = (judged: Judged, at: number) => boolean;

/** Since when nothing of the name was there, where that is too long; in ms. */
function awaySince({ holder, before, after, returned }: Judged, at: number): number | undefined {
  if (returned?.host === holder && before.length > 0) return returned.since;
  const gone = before.length > 0 && before.every(({ status }) => status === "deleted");
  if (!gone || after.every(({ status }) => status === "deleted")) return undefined;
  const since = Math.max(...before.map((entry) => entry.status_changed_at));
  return at - since >= resurrectedAfterMs ? since : undefined;
}

/** Prepares the statements once. */
export function createJudgeIdentity(engine: Engine, stamps: Stamps): JudgeIdentity {
  const addChange =
    engine.prepare(`INSERT INTO changes (at, event, name, version, host, url, sha256_before, sha256_after, detail)
    VALUES (@at, 'identity', @name, @version, @host, @url, @before, @after, @detail)`);
  const renumber = engine.prepare(
    "UPDATE entries SET updated_at = @at, seq = @seq WHERE name = @name AND version = @version",
  );
  const settle = engine.prepare("UPDATE claims SET settles_at = @settles_at WHERE id = @id");

  /** What of the name's identity changed, as a sentence, and whether that casts a doubt on who holds it still. */
  function changeOf(judged: Judged, at: number): { readonly detail: string; readonly doubtful: boolean } | undefined {
    const { holder, claims, after } = judged;
    const byId = new Map(claims.map((claim) => [claim.id, claim]));
    const shownBefore = judged.before.filter((entry) => entry.displaced === 0);
    const claimOf = ({ claim }: JudgedEntry): StoredClaim[] => [byId.get(claim) ?? []].flat();
    const own = shownBefore.filter((entry) => claimOf(entry).some((claim) => sourceOf(claim) === holder));
    const latest = shownBefore.find((entry) => entry.is_latest === 1);
    if (latest === undefined || after.length === 0) return undefined;
    const away = awaySince({ ...judged, before: own }, at);
    if (away !== undefined) return { detail: returnedSince(away), doubtful: true };
    const sum = (who: string, entries: readonly JudgedEntry[]) =>
      identityOf(
        who,
        entries.flatMap(claimOf).map((claim) => claim.facts.hostingHost),
        entries.map((entry) => entry.server_json),
      );
    const [other] = claimOf(latest);
    const before = own.length > 0 || other === undefined ? sum(holder, own) : sum(sourceOf(other), shownBefore);
    const agreed = after.flatMap(claimOf).flatMap(({ evidence }) => evidence);
    const detail = identityChange(
      before,
      sum(holder, after),
      new Set(agreed.filter((fact) => fact.type === "endpoint-agrees").map((fact) => fact.host)),
    );
    // Who takes a name over from others has brought a better proof: what they did before casts no doubt on it.
    return detail === undefined ? undefined : { detail, doubtful: before.holder === holder };
  }

  return (judged, at) => {
    const { holder, claims, after } = judged;
    const found = changeOf(judged, at);
    const latest = after.find((entry) => entry.is_latest === 1);
    if (found !== undefined && latest !== undefined) {
      const { name, version, sha256 } = latest;
      const before = judged.before.find((entry) => entry.is_latest === 1 && entry.displaced === 0)?.sha256 ?? null;
      const url = claims.find(({ id }) => id === latest.claim)?.cardUrl ?? "";
      const change = {
        at: stamps.at(at),
        name,
        version,
        host: holder,
        url,
        before,
        after: sha256,
        detail: found.detail,
      };
      renumber.run({ at: change.at, name, version, seq: Number(addChange.run(change).lastInsertRowid) });
    }
    const own = claims.filter((claim) => sourceOf(claim) === holder && !claim.refused);
    const until = Math.max(found?.doubtful ? at + settlingMs : 0, ...own.map((claim) => claim.row.settles_at ?? 0));
    // A version that comes later shares the fate of its name.
    if (until > at) {
      for (const { id, row } of own) if (row.settles_at !== until) settle.run({ id, settles_at: until });
    }
    return found !== undefined;
  };
}
