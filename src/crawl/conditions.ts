// The condition under which something kept is asked for again.

import { isEntityTag } from "../discover/entity-tag.ts";

/** If-Modified-Since only where there is no usable ETag (RFC 9110 section 13.1.3). */
export function conditions(
  kept: { readonly etag?: string; readonly lastModified?: string } | undefined,
): Record<string, string> {
  if (kept?.etag !== undefined && isEntityTag(kept.etag)) return { "if-none-match": kept.etag };
  return kept?.lastModified === undefined ? {} : { "if-modified-since": kept.lastModified };
}
