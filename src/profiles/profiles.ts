// The table of readers.

import { aiCatalog1 } from "./ai-catalog-1.ts";
import { aiCatalog2 } from "./ai-catalog-2.ts";
import { aiCatalog3 } from "./ai-catalog-3.ts";
import { ard } from "./ard.ts";
import { mcpClient } from "./mcp-client.ts";
import { mcpRegistry } from "./mcp-registry.ts";
import type { Profile } from "./profile.ts";
import { sep1649Scanner } from "./sep-1649-scanner.ts";
import { smitheryStatic } from "./smithery-static.ts";

/** Every reader, in the order of profileNames. */
export const profiles: readonly Profile[] = [
  mcpClient,
  aiCatalog1,
  aiCatalog2,
  aiCatalog3,
  ard,
  mcpRegistry,
  sep1649Scanner,
  smitheryStatic,
];
