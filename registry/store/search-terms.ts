// Turns what a person typed into a full-text query that cannot be anything but words.

/** More words than this narrow nothing down; they are left out. */
export const maxSearchTerms = 16;

/** A shorter word must match whole: as a prefix it would match a large part of any index. */
export const minPrefixLength = 2;

/** Folds compatibility forms (full-width letters, ligatures) and drops NUL and what marks facets, so that index and query agree. */
export function searchable(text: string): string {
  return text.normalize("NFKC").replace(/[\0\ue000]/g, " ");
}

/**
 * An FTS5 query that asks for every word, each as a prefix. Undefined where the text has neither letter nor digit:
 * nothing can match it. Words are quoted, so operators and column filters are words too.
 */
export function searchExpression(text: string): string | undefined {
  const terms = searchable(text).match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [];
  const unique = [...new Set(terms)].slice(0, maxSearchTerms);
  if (unique.length === 0) return undefined;
  return unique.map((term) => `"${term}"${[...term].length >= minPrefixLength ? "*" : ""}`).join(" ");
}
