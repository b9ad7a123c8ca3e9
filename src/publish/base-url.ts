// The origin of a site: as the user says, else that of the first endpoint.

import type { Card } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { UsageError } from "../usage-error.ts";
import { fixedUrl } from "./card-path.ts";

/** Gives the origin of the first remote that is no template. Throws UsageError where there is none. */
export function derivedOrigin(cards: readonly { readonly card: Card }[]): string {
  for (const { card } of cards) {
    for (const { url } of card.remotes ?? []) {
      const fixed = fixedUrl(url);
      if (fixed !== undefined) return fixed.origin;
    }
  }
  throw new UsageError("no card has a remote with a fixed URL to take the base URL from: name one with --base-url");
}

/** Reads an http or https origin. Throws UsageError for anything else, such as a URL with a path. */
export function originOf(text: string): string {
  const url = readUrl(text);
  const bare = url !== undefined && `${url.origin}/` === url.href;
  if (!bare || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`the base URL "${text}" is not an origin such as https://example.com`);
  }
  return url.origin;
}
