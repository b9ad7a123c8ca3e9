// The catalog that a domain serves of itself, as AI Catalog 1.0 and as ARD 0.91: its own server, its search, its index.

import { cardMediaType, catalogMediaType } from "../../src/document/card.ts";
import { airIdentifier } from "../../src/publish/identifier.ts";
import type { Address } from "./address.ts";
import { ownCardPath, ownDescription, ownTitle } from "./card.ts";
import { ownIcon } from "./icon.ts";
import { indexPath } from "./ranges.ts";

/** The type of an entry that leads to an ARD registry (registry-api.md 7.2). */
export const ardRegistryMediaType = "application/ai-registry+json";

/** The base of the ARD routes, below the registry's own. */
export const ardPath = "/ard";

/** The `host` member of every catalog of ours: with it a catalog reaches level 2 (spec.md 2.8). */
export function ownHost(address: Address): object {
  return {
    displayName: ownTitle(address),
    ...(address.domain === undefined ? {} : { identifier: address.domain }),
    documentationUrl: `${address.base}/`,
    logoUrl: ownIcon.src,
  };
}

/**
 * Names a thing of the registry's own: `urn:air` with its domain (spec.md 2.4), which ARD asks for. Where the address is no
 * domain there is nobody to name, and the URL has to do.
 */
function ownIdentifier({ domain, base }: Address, kind: string, path: string): string {
  return domain === undefined ? base + path : `urn:air:${domain}:${kind}`;
}

/** The root catalog as JSON text. `displayName` and questions stand in it for ARD, which asks for the first. */
export function rootCatalog(address: Address): string {
  const { base, domain, name } = address;
  const tags = ["mcp", "registry", "search"];
  const entries = [
    {
      identifier: domain === undefined ? base + ownCardPath : airIdentifier(name).identifier,
      type: cardMediaType,
      url: base + ownCardPath,
      displayName: ownTitle(address),
      description: ownDescription,
      tags,
      representativeQueries: ["which MCP servers know about the weather", "show me the card of an MCP server"],
    },
    {
      identifier: ownIdentifier(address, "registry:ard", ardPath),
      type: ardRegistryMediaType,
      url: base + ardPath,
      displayName: "Search for MCP servers",
      description: "Agentic Resource Discovery over the servers that this registry lists",
      tags,
      representativeQueries: ["find an MCP server for my calendar", "which MCP servers does example.com run"],
    },
    {
      identifier: ownIdentifier(address, "catalog:servers", indexPath),
      type: catalogMediaType,
      url: base + indexPath,
      displayName: "All servers of this registry",
      description: "The cards that this registry lists, each at its publisher's own URL",
    },
  ];
  return `${JSON.stringify({ specVersion: "1.0", host: ownHost(address), entries }, null, 2)}\n`;
}
