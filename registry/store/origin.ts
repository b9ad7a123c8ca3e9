// Where a claim comes from: the card and the catalog that lists it, which identify it beside its name and version.

import type { Claim } from "../../src/crawl/frontier.ts";

/** An inline card's index may shift when its catalog changes, so its origin is the catalog itself. */
export function withoutFragment(url: string): string {
  return url.split("#", 1)[0] ?? url;
}

/** What identifies a claim; `origin_catalog` is empty where the card was asked for directly. */
export interface Origin {
  readonly name: string;
  readonly version: string;
  readonly origin_card: string;
  readonly origin_catalog: string;
}

/** The identity of a claim. */
export function originOf(claim: Claim): Origin {
  return {
    name: claim.name,
    version: claim.version,
    origin_card: withoutFragment(claim.cardUrl),
    origin_catalog: withoutFragment(claim.catalogUrl ?? ""),
  };
}

/** Identifies a name at an origin, whatever the version. */
export function placeOf(origin: Origin): string {
  return JSON.stringify([origin.name, origin.origin_card, origin.origin_catalog]);
}
