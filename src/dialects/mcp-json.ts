// The many endpoint documents at /.well-known/mcp.json and the like, which no text ever fixed (spec.md 4.3, 4.6).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { findEndpoints } from "./endpoints.ts";
import { olderMembers } from "./members.ts";
import { createSource, filledMember } from "./source.ts";

function* check(value: unknown): Iterable<Unplaced> {
  const candidates = findEndpoints(createSource(value, ""), false).flat();
  if (!candidates.some(({ url }) => url !== undefined))
    yield finding(
      "document/mcp-json-endpoint",
      "",
      "the document names no endpoint",
      "write the endpoint's URL as endpoint",
    );
  if (filledMember(value, "name", "title", "displayName") === undefined)
    yield finding("document/mcp-json-name", "", "the document names no server", "write the server's name as name");
}

/** Flat descriptions of one endpoint. Their `version` counts where it is a full one: others are the document's. */
export const mcpJson: Dialect = {
  kind: "mcp-json",
  title: "mcp.json endpoint document",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/1054",
  check,
  normalise: (value, context) => draftCard(value, context, { members: olderMembers, weakVersion: ["version"] }),
};
