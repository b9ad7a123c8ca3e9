// The manifest of the expired internet draft on MCP discovery, at /.well-known/mcp-server (spec.md 4.5).

import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";

/** Manifests of the expired internet draft. */
export const ietfManifest: Dialect = {
  kind: "ietf-manifest",
  title: "mcp-server manifest (expired internet draft)",
  spec: "https://datatracker.ietf.org/doc/draft-serra-mcp-discovery-uri/",
  normalise: (value, context) => draftCard(value, context, { members: olderMembers, weakVersion: ["version"] }),
};
