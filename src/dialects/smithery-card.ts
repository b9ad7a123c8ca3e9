// The static card that Smithery's scanner reads: identity and primitives, but no endpoint (spec.md 4.2).

import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";

/** Smithery's static cards. They name no endpoint, so most give no card by themselves. */
export const smitheryCard: Dialect = {
  kind: "smithery-card",
  title: "Smithery static card",
  spec: "https://smithery.ai/docs/build/publish",
  normalise: (value, context) => draftCard(value, context, { members: olderMembers }),
};
