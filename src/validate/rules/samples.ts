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

/** A signature of the profile did-web-v1 that no rule speaks about and that nobody made. */
export function sampleSignature(
  members: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): unknown {
  const names = { alg: "ES256", kid: "did:web:example.com#key-1", typ: "ai-catalog-trust-manifest+jws", ...header };
  const encoded = Buffer.from(JSON.stringify(names)).toString("base64url");
  return {
    signer: "did:web:example.com",
    profile: "did-web-v1",
    issuedAt: "2026-11-22T08:00:00Z",
    jws: `${encoded}..${"A".repeat(86)}`,
    ...members,
  };
}

/** A signed trust manifest about {@link sampleEntry} that no rule speaks about. */
export function sampleManifest(members: Readonly<Record<string, unknown>> = {}): unknown {
  const { identifier, type, url } = sampleEntry();
  return {
    contributor: "did:web:example.com",
    subject: { identifier, type, url },
    signature: sampleSignature(),
    ...members,
  };
}

/** An entry with a member that only ARD has, of which no rule speaks. */
export function sampleArdEntry(members: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const queries = ["will it rain tomorrow", "how warm is it in the mountains"];
  const entry = sampleEntry({ displayName: "Weather", representativeQueries: queries, ...members });
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}
