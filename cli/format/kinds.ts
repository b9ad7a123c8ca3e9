// What each kind of document is called in a sentence.

import type { Kind } from "../../src/document/kind.ts";

/** The names of the kinds, for people. */
export const kindNames: Readonly<Record<Kind, string>> = {
  "server-card": "Server Card v1",
  "ai-catalog": "AI Catalog 1.0",
  "ard-catalog": "ARD catalog",
  "mcp-catalog": "MCP Catalog (withdrawn)",
  "sep-1649-card": "SEP-1649 card (older)",
  "smithery-card": "Smithery card",
  "sep-1960-manifest": "SEP-1960 manifest (older)",
  "ietf-manifest": "IETF draft manifest",
  "server-card-draft": "Server Card draft (older)",
  "mcp-json": "mcp.json endpoint document",
  "server-list": "list of servers",
  "card-list": "list of cards",
  "server-json": "MCP Registry server.json",
  "client-config": "MCP client configuration",
  "a2a-agent-card": "A2A agent card",
  "protected-resource-metadata": "OAuth protected resource metadata",
  linkset: "linkset",
  "json-rpc": "JSON-RPC message",
  html: "HTML",
  json: "JSON of no known shape",
  "not-json": "not JSON",
  empty: "empty",
};
