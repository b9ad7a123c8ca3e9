// Which paths may be written into a configuration: those whose letters mean nothing in any of its syntaxes.

/** Longer paths are refused: some hosts cut their rules at 2,000 characters. */
export const maxPathUnits = 1000;

/**
 * Whether a path, as it is sent (`/mcp/server-card`), is made of segments of letters, digits, `-`, `.`, `_` and `~`. Those are
 * the unreserved characters of RFC 3986 2.3: no quote, space, brace, `$`, `*`, `:` or line end, so that a stranger's path cannot
 * end a string, open a block or become a pattern. A dot is one in regular expressions: who writes one escapes it.
 */
export function isPlainPath(path: string): boolean {
  return path.length <= maxPathUnits && /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+)+$/.test(path);
}
