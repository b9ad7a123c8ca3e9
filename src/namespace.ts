// The project's own reverse-DNS namespace, used for `_meta` keys.

/** The namespace of our own `_meta` keys. Provisional, so whoever configures a registry may override it. */
export const defaultNamespace = "io.github.mcp-discover";

/** The key of our facts about an entry, in the `_meta` beside `server`. */
export function discoveryKey(namespace: string = defaultNamespace): string {
  return `${namespace}/discovery`;
}
