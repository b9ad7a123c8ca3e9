// What a site's owner is told: allowed, and worth a second look. Sentences may quote strangers' text raw.

import { cardToServerJson } from "../dialects/server-json.ts";
import type { Card } from "../document/card.ts";

/** What the notes of a site are about. */
export interface NotedSite {
  readonly baseUrl: string;
  /** The cards, each with the domain that its name reads as. */
  readonly cards: readonly { readonly card: Card; readonly domain: string }[];
  readonly aliases: boolean;
  /** The card whose server.json is written. */
  readonly serverJsonOf: Card | undefined;
}

/** Gives each note once. */
export function siteNotes({ baseUrl, cards, aliases, serverJsonOf }: NotedSite): readonly string[] {
  const { hostname } = new URL(baseUrl);
  const several = "the older places hold one card, and these are several: only the catalog's is led on";
  return [
    ...new Set([
      ...insecure(baseUrl),
      ...cards.flatMap((each) => foreign(each, hostname)),
      ...(aliases && cards.length > 1 ? [several] : []),
      ...(serverJsonOf === undefined ? [] : leftOut(serverJsonOf)),
    ]),
  ];
}

function insecure(baseUrl: string): string[] {
  return baseUrl.startsWith("http:") ? [`${baseUrl} is plain http: cards must be served over https in production`] : [];
}

/** A name under another domain is a claim that this site cannot back. */
function foreign({ card, domain }: NotedSite["cards"][number], host: string): string[] {
  if (host === domain || host.endsWith(`.${domain}`)) return [];
  return [`${card.name} names ${domain}, but the site is ${host}: readers cannot tell that the two belong together`];
}

/** What a server.json has no room for is said, since nobody compares the two by hand. */
function leftOut(card: Card): readonly string[] {
  const written = cardToServerJson(card);
  return (["icons", "remotes"] as const).flatMap((member) => {
    const [before, after] = [card[member], written[member]].map((list) => (Array.isArray(list) ? list.length : 0));
    return before === after
      ? []
      : [`server.json takes ${after} of the ${before} ${member} of ${card.name}: the others do not fit its schema`];
  });
}
