// Entries as the generic registry contract wants them: stored text is spliced in, never parsed and written again.

import { discoveryKey } from "../../src/namespace.ts";
import { instant } from "../store/instant.ts";
import type { Entry } from "../store/store.ts";

/** The `_meta` key of the contract's own six members (registry-api.md 1.4); no other member may stand in it. */
export const officialKey = "io.modelcontextprotocol.registry/official";

/** One `{ server, _meta }` object as JSON text. */
export function entryJson(entry: Entry, namespace: string): string {
  const key = discoveryKey(namespace);
  return `{"server":${entry.serverJson},"_meta":{"${officialKey}":${officialFacts(entry)},"${key}":${entry.discoveryJson}}}`;
}

/** A list envelope as JSON text; `nextCursor` is left out on the last page, because the contract forbids null. */
export function listJson(entries: readonly Entry[], namespace: string, nextCursor?: string): string {
  const servers = entries.map((entry) => entryJson(entry, namespace)).join(",");
  return `{"servers":[${servers}],"metadata":${JSON.stringify({ nextCursor, count: entries.length })}}`;
}

function officialFacts(entry: Entry): string {
  const { status, statusChangedAt, statusMessage, publishedAt, updatedAt, isLatest } = entry;
  const message = statusMessage === undefined ? "" : `"statusMessage":${JSON.stringify(statusMessage)},`;
  return (
    `{"status":"${status}","statusChangedAt":"${instant(statusChangedAt.getTime())}",${message}` +
    `"publishedAt":"${instant(publishedAt.getTime())}","updatedAt":"${instant(updatedAt.getTime())}","isLatest":${isLatest}}`
  );
}
