// The identifier of a card in a catalog: the portable `urn:air` form.

/** A card's name turned into an identifier. */
export interface AirIdentifier {
  /** `urn:air:<domain>:mcp:<name>` (spec.md 2.4). */
  readonly identifier: string;
  /** The domain that the namespace reads as, from the right: `com.example` is `example.com`. */
  readonly domain: string;
}

/** Gives the identifier for a card's name, which the schema has checked: one slash between namespace and local name. */
export function airIdentifier(name: string): AirIdentifier {
  const slash = name.indexOf("/");
  const domain = name.slice(0, slash).toLowerCase().split(".").reverse().join(".");
  return { identifier: `urn:air:${domain}:mcp:${name.slice(slash + 1)}`, domain };
}
