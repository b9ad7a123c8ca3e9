// The manifest of the closed proposal SEP-1960, at /.well-known/mcp (spec.md 4.4).

import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";

/** Manifests of SEP-1960. */
export const sep1960Manifest: Dialect = {
  kind: "sep-1960-manifest",
  title: "SEP-1960 manifest",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1960",
  normalise: (value, context) => draftCard(value, context, { members: olderMembers, weakVersion: ["version"] }),
};
