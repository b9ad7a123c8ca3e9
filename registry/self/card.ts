// The registry's own Server Card: what it says of its MCP endpoint, in the words that the endpoint itself uses.

import { cardSchemaUrl } from "../../src/document/card.ts";
import { version } from "../../src/version.ts";
import type { Address } from "./address.ts";
import { ownIcon } from "./icon.ts";

/** Where the endpoint is, below the base. Its card stands at the reserved path beside it (spec.md 4.1, P2). */
export const endpointPath = "/mcp";

/** Where the card is. */
export const ownCardPath = "/mcp/server-card";

/** The protocol revisions that the endpoint speaks over Streamable HTTP; a test holds them against the SDK's own. */
export const protocolVersions: readonly string[] = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"];

/** What the endpoint is for; at most 100 characters (spec.md 1.2). */
export const ownDescription = "Searches and lists MCP servers that were found by crawling what their publishers serve";

/** Who the registry is, alike in its card and in what its endpoint answers. */
export interface Self {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly websiteUrl: string;
  readonly icons: (typeof ownIcon)[];
}

/** The title, within the 100 characters of a card. */
export function ownTitle({ hostname }: Address): string {
  const title = `MCP servers at ${hostname}`;
  return title.length <= 100 ? title : "MCP servers";
}

/** Says who the registry is. */
export function describeSelf(address: Address): Self {
  return {
    name: address.name,
    version,
    title: ownTitle(address),
    description: ownDescription,
    websiteUrl: `${address.base}/`,
    icons: [ownIcon],
  };
}

/** The card as JSON text. */
export function ownCard(address: Address): string {
  const remote = {
    type: "streamable-http",
    url: address.base + endpointPath,
    supportedProtocolVersions: protocolVersions,
  };
  return `${JSON.stringify({ $schema: cardSchemaUrl, ...describeSelf(address), remotes: [remote] }, null, 2)}\n`;
}
