// Reads a URL without `URL.canParse`, which lies.

/**
 * The URL that a text is, or undefined. On Node 20 and 22 `URL.canParse` starts to answer false for letters beyond
 * ASCII once it has been called a few thousand times: the optimised version reads Latin-1 as UTF-8. A crawl calls it
 * that often, so nothing here may use it.
 */
export function readUrl(text: string, base?: string): URL | undefined {
  // A parser that throws costs a hundred times one look, and a catalog may hold thousands of entries without a URL.
  if (base === undefined && !/^[\u0000-\u0020]*[a-z]/i.test(text)) return undefined;
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
