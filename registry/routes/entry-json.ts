// Entries as the generic registry contract wants them: stored text is spliced in, never parsed and written again.

import { discoveryKey } from "../../src/namespace.ts";
import type { DiscoveryFacts, Entry } from "../store/store.ts";

/** The `_meta` key of the contract's own six members (registry-api.md 1.4); no other member may stand in it. */
export const officialKey = "io.modelcontextprotocol.registry/official";

/** One `{ server, _meta }` object as JSON text. */
export function entryJson(entry: Entry, namespace: string): string {
  const official = JSON.stringify(officialFacts(entry));
  const discovery = JSON.stringify(discoveryJson(entry.discovery));
  const key = JSON.stringify(discoveryKey(namespace));
  return `{"server":${entry.serverJson},"_meta":{"${officialKey}":${official},${key}:${discovery}}}`;
}

/** A list envelope as JSON text; `nextCursor` is left out on the last page, because the contract forbids null. */
export function listJson(entries: readonly Entry[], namespace: string, nextCursor?: string): string {
  const servers = entries.map((entry) => entryJson(entry, namespace)).join(",");
  return `{"servers":[${servers}],"metadata":${JSON.stringify({ nextCursor, count: entries.length })}}`;
}

function officialFacts(entry: Entry): Readonly<Record<string, unknown>> {
  const { status, statusChangedAt, statusMessage, publishedAt, updatedAt, isLatest } = entry;
  return { status, statusChangedAt, statusMessage, publishedAt, updatedAt, isLatest };
}

/** Our own facts in the order and shape of the outer contract; dates become RFC 3339 in UTC. */
export function discoveryJson(facts: DiscoveryFacts): Readonly<Record<string, unknown>> {
  return {
    catalogUrl: facts.catalogUrl,
    cardUrl: facts.cardUrl,
    hostingHost: facts.hostingHost,
    endpointHosts: facts.endpointHosts,
    identifier: facts.identifier,
    kind: facts.kind,
    sha256: facts.sha256,
    etag: facts.etag,
    firstSeenAt: facts.firstSeenAt,
    lastSeenAt: facts.lastSeenAt,
    lastChangedAt: facts.lastChangedAt,
    lastCheckedAt: facts.lastCheckedAt,
    state: facts.state,
    evidence: facts.evidence.map(({ type, host, checkedAt, expiresAt, insecure, settlesAt }) => ({
      type,
      host,
      checkedAt,
      expiresAt,
      insecure,
      settlesAt,
    })),
    diagnostics: facts.diagnostics,
  };
}
