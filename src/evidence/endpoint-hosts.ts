// The hosts that a card sends traffic to.

import type { Card } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";

/** The hosts of the remotes, without repetition; a template that hides the host is left out. */
export function endpointHosts({ remotes = [] }: Pick<Card, "remotes">): string[] {
  const hosts = remotes.flatMap(({ url }) => {
    const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
    if (authority === undefined || authority.includes("{")) return [];
    return readUrl(`https://${authority}`)?.hostname ?? [];
  });
  return [...new Set(hosts)];
}
