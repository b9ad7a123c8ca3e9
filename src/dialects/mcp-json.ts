// The many endpoint documents at /.well-known/mcp.json and the like, which no text ever fixed (spec.md 4.3, 4.6).

import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";

/** Flat descriptions of one endpoint. Their `version` counts where it is a full one: others are the document's. */
export const mcpJson: Dialect = {
  kind: "mcp-json",
  title: "mcp.json endpoint document",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/1054",
  normalise: (value, context) => draftCard(value, context, { members: olderMembers, weakVersion: ["version"] }),
};
