// Says what a visit asks for before it knows anything of the host: what `crawl --dry-run` shows.

import { furtherPlaces, type Places } from "../discover/places.ts";
import { serverCardUrl } from "../discover/server-card-url.ts";
import type { Target } from "../discover/target.ts";

/** One request to come. */
export interface PlannedAsk {
  readonly url: string;
  /** A clause: what is hoped for there. */
  readonly why: string;
}

/** Gives the requests in their order. What a catalog lists comes after them, and nobody knows it before. */
export function plannedAsks({ form, url }: Target, places: Places): PlannedAsk[] {
  const { origin } = new URL(url);
  const robots = { url: `${origin}/robots.txt`, why: "what it allows, before anything else" };
  if (form === "document") return [robots, { url, why: "a card, or a catalog and what it lists" }];
  if (form === "endpoint") {
    return [
      robots,
      { url: serverCardUrl(url), why: "the card of this endpoint" },
      { url, why: "only where there is none: the card itself may stand here" },
    ];
  }
  const further = (some: Places): PlannedAsk[] =>
    furtherPlaces(origin, some).map((place) => ({
      url: place.url,
      why: "only where there is nothing before: another place of catalogs and cards",
    }));
  const home = { url: `${origin}/`, why: "only where there is nothing before: what its header and links name" };
  return [
    robots,
    { url, why: "its catalog, then what that lists" },
    ...further({ ...places, legacy: false }),
    ...(places.locators ? [home] : []),
    ...further({ ...places, ard: false }),
  ];
}
