// The namespace of a server's name, and the one that a host may speak for.

/** Gives the part of a name before its slash, or all of a name that has none. */
export function namespaceOf(name: string): string {
  return name.split("/", 1)[0] ?? "";
}

/**
 * Gives the namespace of a host: its labels turned round (`mcp.example.com` gives `com.example.mcp`). Undefined for an
 * IP literal and for a single label, which are nobody's name. Takes the ASCII form; case and one trailing dot are dropped.
 */
export function hostToNamespace(host: string): string | undefined {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const isName =
    labels.length > 1 && labels.every((label) => /^[a-z0-9_-]+$/.test(label)) && !/^\d+$/.test(labels.at(-1) ?? "");
  return isName ? labels.reverse().join(".") : undefined;
}
