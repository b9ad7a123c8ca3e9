// What a document can turn out to be, decided by its content and never by its path.

/** Every kind of document that the tool tells apart; the list is part of the outer contract. */
export const kinds = [
  "server-card",
  "ai-catalog",
  "ard-catalog",
  "mcp-catalog",
  "sep-1649-card",
  "smithery-card",
  "sep-1960-manifest",
  "ietf-manifest",
  "server-card-draft",
  "mcp-json",
  "server-list",
  "card-list",
  "server-json",
  "client-config",
  "a2a-agent-card",
  "protected-resource-metadata",
  "linkset",
  "json-rpc",
  "html",
  "json",
  "not-json",
  "empty",
] as const;

/** One of {@link kinds}. */
export type Kind = (typeof kinds)[number];
