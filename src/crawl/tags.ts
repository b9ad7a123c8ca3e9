// The tags of a catalog entry that may be kept beside a card: short, plain words.

import { findFlaws } from "../text/flaws.ts";

/** More tags than this describe nothing. */
export const maxTags = 32;

/** Characters of one tag. */
export const maxTagLength = 64;

/** Gives the tags that can be shown and searched, in their order, each once; what is no list gives none. */
export function tagsOf(tags: unknown): readonly string[] {
  if (!Array.isArray(tags)) return [];
  const plain = tags.slice(0, 4 * maxTags).filter(isPlainTag);
  return [...new Set(plain)].slice(0, maxTags);
}

function isPlainTag(tag: unknown): tag is string {
  if (typeof tag !== "string" || tag.length > maxTagLength || tag.trim() === "") return false;
  return [...findFlaws(tag, "label")].length === 0;
}
