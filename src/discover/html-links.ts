// Reads the head of a home page for the catalogs that it links to: the doorway to htmlparser2.

import { Parser } from "htmlparser2";
import { isCatalogRel } from "./link-header.ts";

/** Bytes of a page that are read: a head is at its beginning. */
export const pageReadBytes: number = 512 * 1024;

/** Links of a page that are taken. */
const maxLinks = 8;

/** Gives the targets of `<link rel="ai-catalog">` and `<link rel="ard">`, as written, and the page's own base where it has one. */
export function catalogLinksOf(page: Uint8Array): { readonly links: readonly string[]; readonly base?: string } {
  const links: string[] = [];
  let base: string | undefined;
  const parser = new Parser({
    onopentag(name, { rel, href }) {
      if (href === undefined || href.length > 2048) return;
      if (name === "base") base ??= href;
      if (name === "link" && isCatalogRel(rel) && links.length < maxLinks) links.push(href);
    },
  });
  parser.end(new TextDecoder().decode(page.subarray(0, pageReadBytes)));
  return { links, ...(base !== undefined && { base }) };
}
