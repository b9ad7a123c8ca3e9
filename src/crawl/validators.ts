// Takes from an answer what a later request can make its condition.

import { isEntityTag } from "../discover/entity-tag.ts";
import type { Answer } from "../http/exchange.ts";
import { mayRevalidate } from "./freshness.ts";

/** Longest Last-Modified that is kept: an HTTP-date has 29 characters. */
const lastModifiedMaxLength = 64;

/** What another origin sent is never revalidated: a 304 of the one that was asked would vouch for a stranger's bytes. */
export function validatorsOf({ headers, hops }: Answer): { etag?: string; lastModified?: string } {
  const { etag, "last-modified": lastModified } = headers;
  const sameOrigin = hops.length <= 1 || new Set(hops.map((hop) => new URL(hop.url).origin)).size === 1;
  if (!sameOrigin || !mayRevalidate(headers)) return {};
  return {
    ...(etag !== undefined && isEntityTag(etag) && { etag }),
    ...(lastModified !== undefined && lastModified.length <= lastModifiedMaxLength && { lastModified }),
  };
}
