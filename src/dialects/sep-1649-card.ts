// The card of SEP-1649 and of the first text of SEP-2127, at /.well-known/mcp/server-card.json (spec.md 4.2).

import { isHybrid } from "./checks/sep-1649-card.ts";
import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers, olderMembers } from "./members.ts";

/** Cards of the SEP-1649 form, and hybrids of it with later ones. */
export const sep1649Card: Dialect = {
  kind: "sep-1649-card",
  title: "SEP-1649 card",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1649",
  normalise(value, context) {
    const hybrid = isHybrid(value);
    return draftCard(value, context, {
      members: hybrid ? { ...cardMembers, version: ["serverInfo/version", "version"] } : olderMembers,
    });
  },
};
