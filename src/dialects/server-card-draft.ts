// The drafts of Card v1 from early 2026: already under the v1 schema URL, still with members that v1 left out (spec.md 4.2).

import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers } from "./members.ts";

/** Cards that name the v1 schema over a body from before v1. */
export const serverCardDraft: Dialect = {
  kind: "server-card-draft",
  title: "draft of Card v1",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/2127",
  normalise: (value, context) => draftCard(value, context, { members: cardMembers }),
};
