// Reads the Link header (RFC 8288) for the catalogs that it names. Our own: the parsers on npm throw or backtrack on strangers' text.

/** Rels that name a catalog of a domain: AI Catalog's, and ARD's. */
export const catalogRels: readonly string[] = ["ai-catalog", "ard"];

/** A longer header is cut: no honest one comes near it. */
const maxHeaderUnits = 16_384;

/** A link value: the target in angle brackets, then parameters, whose values are tokens or quoted strings. */
const linkValue = /<([^<>]{0,2048})>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s";,]*))?)*)/g;
const relParameter = /;\s*rel\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*))/i;

/** Gives the targets, as written, of the links whose rel names a catalog, in order. An `anchor` makes a link about something else. */
export function catalogLinks(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  return [...header.slice(0, maxHeaderUnits).matchAll(linkValue)].flatMap(([, target = "", parameters = ""]) => {
    const [, quoted, token] = relParameter.exec(parameters) ?? [];
    return isCatalogRel(quoted ?? token) && !/;\s*anchor\s*=/i.test(parameters) ? [target] : [];
  });
}

/** Whether a list of rels, apart by spaces, holds one that names a catalog. */
export function isCatalogRel(rels: string | undefined): boolean {
  return (rels ?? "")
    .toLowerCase()
    .split(/\s+/)
    .some((rel) => catalogRels.includes(rel));
}
