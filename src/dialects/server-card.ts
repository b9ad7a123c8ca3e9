// Card v1 itself: a card that breaks the schema is read like a draft, so that what is right in it stays.

import { type Dialect, refuse } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers } from "./members.ts";
import { member } from "./source.ts";

/** Server Cards v1 with mistakes; a valid one never comes here. */
export const serverCard: Dialect = {
  kind: "server-card",
  title: "Server Card v1",
  spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card",
  normalise(value, context) {
    if (member(value, "packages") !== undefined && member(value, "remotes") === undefined)
      return refuse(
        "local-only",
        context.pointer,
        "the server is only installed and run locally, and a card describes remote servers only (publish a server.json)",
      );
    return draftCard(value, context, { members: cardMembers, mayLackRemotes: true });
  },
};
