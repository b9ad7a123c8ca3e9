// Where on a site a card goes: beside the endpoint it describes, else in a folder of cards.

import type { Card, Remote } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";

/** A path segment that every file system and static host takes as it is. */
const plainSegment = /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,200}$/;

/**
 * Gives the path of a card's file, relative to the root of the site at `origin`: that of its first remote there + `/server-card`
 * (the reserved location, spec.md 5), else `server-cards/NAME.json` with the slash of the name as `_`, which no namespace holds.
 */
export function cardPath(card: Card, origin: string): string {
  for (const remote of card.remotes ?? []) {
    const path = endpointPath(remote, origin);
    if (path !== undefined) return [...path, "server-card"].join("/");
  }
  return `server-cards/${card.name.replace("/", "_")}.json`;
}

/** The segments of a remote's path, where it lies on the origin and is no template. */
function endpointPath({ url }: Remote, origin: string): readonly string[] | undefined {
  const parsed = fixedUrl(url);
  if (parsed === undefined || parsed.origin !== origin) return undefined;
  // The path rule strips query and fragment and collapses one trailing slash.
  const segments = parsed.pathname.slice(1).replace(/\/$/, "").split("/");
  if (segments.length === 1 && segments[0] === "") return [];
  return segments.every((segment) => plainSegment.test(segment)) ? segments : undefined;
}

/** Reads a remote's URL, where it is no template: what a variable may become is no path. */
export function fixedUrl(url: string): URL | undefined {
  return /[{}]/.test(url) ? undefined : readUrl(url);
}
