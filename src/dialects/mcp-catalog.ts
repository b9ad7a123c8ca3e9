// The MCP Catalog of May to July 2026, which AI Catalog replaced (spec.md 3).

import { readCatalog } from "./catalog.ts";
import type { Dialect } from "./dialect.ts";

/** `specVersion: "draft"`, served at /.well-known/mcp/catalog.json from May to July 2026, in three generations. */
export const mcpCatalog: Dialect = {
  kind: "mcp-catalog",
  title: "MCP Catalog",
  spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card/pull/42",
  normalise: readCatalog,
};
