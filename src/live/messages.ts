// The two JSON-RPC messages that may be sent to a server, and what every one of them says about us.

import { version } from "../version.ts";

/** The first revision that has `server/discover`, and the one that we speak. */
export const modernVersion = "2026-07-28";

/** The last revision that begins with `initialize`. */
export const olderVersion = "2025-11-25";

/** A request as it is sent. */
export interface Message {
  readonly jsonrpc: "2.0";
  readonly id: string;
  readonly method: "server/discover" | "initialize";
  readonly params: Readonly<Record<string, unknown>>;
}

const clientInfo = { name: "mcp-discover", version };

/** Asks a server of 2026-07-28 what it is (spec.md 6.3). The names in `_meta` are the protocol's. */
export const discoverMessage: Message = {
  jsonrpc: "2.0",
  id: "mcp-discover-1",
  method: "server/discover",
  params: {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": modernVersion,
      "io.modelcontextprotocol/clientInfo": clientInfo,
      "io.modelcontextprotocol/clientCapabilities": {},
    },
  },
};

/** Asks an older server the same. Nothing follows it but the end of the session. */
export const initializeMessage: Message = {
  jsonrpc: "2.0",
  id: "mcp-discover-2",
  method: "initialize",
  params: { protocolVersion: olderVersion, capabilities: {}, clientInfo },
};
