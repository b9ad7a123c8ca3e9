// Host names that can never be a public host, whatever DNS says of them.

/** Top labels that are special by RFC 6761, 7686, 8375, 9476, by ICANN's reservations, or by long private use. */
const specialTops: ReadonlySet<string> = new Set([
  "alt",
  "arpa",
  "corp",
  "example",
  "home",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "onion",
  "private",
  "svc",
  "test",
]);

/**
 * Whether a host name is special-use, private by custom, or a single label. Takes the ASCII form; case and one
 * trailing dot do not matter. IP literals are not names: ask about them elsewhere. example.com and its kin are public.
 */
export function isSpecialName(host: string): boolean {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  const dot = name.lastIndexOf(".");
  return dot < 0 || specialTops.has(name.slice(dot + 1).toLowerCase());
}
