// Our own facts about a claim as the JSON text that answers splice in, written from its row without building objects first.

import { discoveryFacts, readFacts, type ToldRow } from "./claim-row.ts";
import { freshness } from "./freshness.ts";
import { instant } from "./instant.ts";

/** The facts of `discoveryFacts` in the order and shape of the outer contract; dates are RFC 3339 in UTC. */
export function discoveryText(row: ToldRow, at: number): string {
  const facts = readFacts(row.facts);
  const { catalogUrl, identifier } = facts;
  const checkedAt = row.same_at ?? row.checked_at;
  const state = freshness({ checkedAt, failures: row.failures ?? 0, failingSince: row.failing_since }, at);
  return (
    `{${catalogUrl === undefined ? "" : `"catalogUrl":${JSON.stringify(catalogUrl)},`}` +
    `${facts.published === undefined ? `"cardUrl":${JSON.stringify(facts.cardUrl)},` : ""}"hostingHost":${JSON.stringify(facts.hostingHost)},` +
    `"endpointHosts":${JSON.stringify(facts.endpointHosts)},` +
    `${identifier === undefined ? "" : `"identifier":${JSON.stringify(identifier)},`}` +
    `"kind":${JSON.stringify(facts.kind)},"sha256":${JSON.stringify(facts.sha256)},` +
    `${row.etag === null ? "" : `"etag":${JSON.stringify(row.etag)},`}` +
    `"firstSeenAt":"${instant(row.first_seen_at)}","lastSeenAt":"${instant(row.same_at ?? row.last_seen_at)}",` +
    `"lastChangedAt":"${instant(row.changed_at)}","lastCheckedAt":"${instant(checkedAt)}",` +
    `"state":"${state}","evidence":${evidenceText(row, at)},` +
    `"diagnostics":{"errors":${facts.errors},"warnings":${facts.warnings}}}`
  );
}

/** The evidence as it was stored, where nothing was added to it and no later visit moved its dates. */
function evidenceText(row: ToldRow, at: number): string {
  if (row.same_at === null && row.settles_at === null && row.co_listed === "[]") return row.evidence;
  return JSON.stringify(
    discoveryFacts(row, at).evidence.map(({ type, host, checkedAt, expiresAt, insecure, settlesAt }) => ({
      type,
      host,
      checkedAt: instant(checkedAt.getTime()),
      expiresAt: instant(expiresAt.getTime()),
      insecure,
      settlesAt,
    })),
  );
}
