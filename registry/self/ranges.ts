// How the index is cut into catalogs: by the running number of each version, so that what has come in stays in its page.

import type { NumberRange } from "../store/numbered.ts";

/** Where the index begins, below the base. */
export const indexPath = "/catalogs/servers";

/** Numbers of a page. Some readers stop at the hundredth entry of a catalog (spec.md 1.8, A15d), so none has more. */
export const pageWidth = 100;

/** Catalogs that one directory names. */
export const directoryWidth = 100;

/** Numbers of a directory of pages. */
export const shelfWidth: number = pageWidth * directoryWidth;

/** Entries of a catalog that are looked at by those who keep our own limits (contract.md): the root names no more shelves. */
export const maxShelves = 1_000;

/** The path of a range's catalog. It names its first and last number, and is good for ever. */
export function rangePath({ from, width }: NumberRange): string {
  return `${indexPath}/${from}-${from + width - 1}`;
}

/** Reads the last segment of {@link rangePath}; undefined for what is no page and no shelf of ours. */
export function readRange(segment: string): NumberRange | undefined {
  const [, first = "", last = ""] = /^(0|[1-9]\d{0,9})-([1-9]\d{0,9})$/.exec(segment) ?? [];
  const from = Number(first);
  const width = Number(last) - from + 1;
  const isOurs = first !== "" && (width === pageWidth || width === shelfWidth) && from % width === 0;
  return isOurs && from < shelfWidth * maxShelves ? { from, width } : undefined;
}

/**
 * What the index's own catalog names, given the highest number: nothing between it and the servers of a single page, else
 * pages, else shelves of pages. So the way from the root is never longer than three catalogs, of the four that readers follow.
 */
export function widthBelowIndex(highest: number): number | undefined {
  if (highest < pageWidth) return undefined;
  return highest < shelfWidth ? pageWidth : shelfWidth;
}
