// Smallest good documents, from which each rule's `good` and `bad` differ by one thing.

import { cardMediaType, cardSchemaUrl } from "../../document/card.ts";

/** A card that no rule speaks about, with some members set otherwise. */
export function sampleCard(members: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    $schema: cardSchemaUrl,
    name: "com.example/weather",
    version: "1.0.0",
    description: "Weather forecasts for any place",
    remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp" }],
    ...members,
  };
}

/** A card whose one remote has some members set otherwise. */
export function sampleRemote(members: Readonly<Record<string, unknown>>): unknown {
  return sampleCard({ remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp", ...members }] });
}

/** A card whose one remote has this one header. */
export function sampleHeader(header: Readonly<Record<string, unknown>>): unknown {
  return sampleRemote({ headers: [header] });
}

/** A catalog entry that no rule speaks about, with some members set otherwise. */
export function sampleEntry(members: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    identifier: "urn:air:example.com:mcp:weather",
    type: cardMediaType,
    url: "https://mcp.example.com/mcp/server-card",
    ...members,
  };
}

/** A catalog with these entries. */
export function sampleCatalog(entries: readonly unknown[], members: Readonly<Record<string, unknown>> = {}): unknown {
  return { specVersion: "1.0", entries, ...members };
}
