// The table of all dialects.

import type { Kind } from "../document/kind.ts";
import { aiCatalog } from "./ai-catalog.ts";
import { ardCatalog } from "./ard-catalog.ts";
import { cardList } from "./card-list.ts";
import { clientConfig } from "./client-config.ts";
import type { Dialect } from "./dialect.ts";
import { ietfManifest } from "./ietf-manifest.ts";
import { mcpCatalog } from "./mcp-catalog.ts";
import { mcpJson } from "./mcp-json.ts";
import { registryServer } from "./registry-server.ts";
import { sep1649Card } from "./sep-1649-card.ts";
import { sep1960Manifest } from "./sep-1960-manifest.ts";
import { serverCard } from "./server-card.ts";
import { serverCardDraft } from "./server-card-draft.ts";
import { serverList } from "./server-list.ts";
import { smitheryCard } from "./smithery-card.ts";

/** Every shape of document that can become cards or a catalog. */
export const dialects: readonly Dialect[] = [
  serverCard,
  serverCardDraft,
  sep1649Card,
  smitheryCard,
  sep1960Manifest,
  ietfManifest,
  mcpJson,
  serverList,
  cardList,
  registryServer,
  clientConfig,
  mcpCatalog,
  ardCatalog,
  aiCatalog,
];

/** The dialect of a kind; undefined for kinds that describe no MCP server. */
export function dialectOf(kind: Kind): Dialect | undefined {
  return dialects.find((dialect) => dialect.kind === kind);
}
