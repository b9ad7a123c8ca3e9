// Notices that a name may have changed hands: another host speaks for it, its traffic goes elsewhere, it rose from the dead.

import type { Card } from "../../src/document/card.ts";
import { endpointHosts } from "../../src/evidence/endpoint-hosts.ts";

const dayMs = 24 * 3_600_000;

/** How long a proof counts less after what stands behind it changed (security.md P5). */
export const settlingMs: number = 7 * dayMs;

/** Who was away longer than any evidence holds, and comes back, has to prove itself anew. */
export const resurrectedAfterMs: number = 7 * dayMs;

/** What of a name's identity could be seen at one moment. */
export interface Identity {
  /** The host that speaks for it. */
  readonly holder: string;
  /** Hosts that serve its cards. */
  readonly hosting: ReadonlySet<string>;
  /** Hosts that get its traffic. */
  readonly endpoints: ReadonlySet<string>;
  /** Ids of its repositories, as their hosts number them. */
  readonly repositories: ReadonlySet<string>;
}

/** Sums up what is shown of a name: the stored server.json of each version, and the hosts that serve their cards. */
export function identityOf(holder: string, hosting: Iterable<string>, serverJsons: readonly string[]): Identity {
  const servers = serverJsons.map((text) => JSON.parse(text) as Pick<Card, "remotes" | "repository">);
  return {
    holder,
    hosting: new Set(hosting),
    endpoints: new Set(servers.flatMap((server) => endpointHosts(server))),
    repositories: new Set(servers.flatMap(({ repository }) => repository?.id ?? [])),
  };
}

/** What belongs to the holder itself, or is known to agree with it. */
function isOwn(host: string, holder: string, agreed: ReadonlySet<string>): boolean {
  return host === holder || host.endsWith(`.${holder}`) || agreed.has(host);
}

/**
 * Gives what of the identity changed, as a sentence; undefined where nothing did. `agreed`: endpoints whose operator is
 * known to be the one who serves the card. What was seen before of the same holder is never news.
 */
export function identityChange(before: Identity, after: Identity, agreed: ReadonlySet<string>): string | undefined {
  if (before.holder !== after.holder) return `${after.holder} speaks for the name now, not ${before.holder} any more.`;
  const strange = (hosts: ReadonlySet<string>, known: ReadonlySet<string>): string | undefined =>
    [...hosts].find((host) => !known.has(host) && !isOwn(host, after.holder, agreed));
  const endpoint = strange(after.endpoints, before.endpoints);
  if (endpoint !== undefined) return `Its traffic goes to another domain now: ${endpoint}.`;
  const hosting = strange(after.hosting, before.hosting);
  if (hosting !== undefined) return `Its card lies on another domain now: ${hosting}.`;
  const known = before.repositories;
  const repository = [...after.repositories].find((id) => known.size > 0 && !known.has(id));
  return repository === undefined ? undefined : `Its repository is another one now: id ${repository}.`;
}

/** What is said of a name whose host was away for too long, since a time in ms. */
export function returnedSince(since: number): string {
  return `It is back after it was gone since ${new Date(since).toISOString().slice(0, 10)}.`;
}
