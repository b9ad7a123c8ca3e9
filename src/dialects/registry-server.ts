// The server.json of the MCP Registry: its remotes are a card's, its packages are not (registry-api.md 2.2).

import type { Dialect } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers } from "./members.ts";

/** Documents of the registry's own format. */
export const registryServer: Dialect = {
  kind: "server-json",
  title: "server.json of the MCP Registry",
  spec: "https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md",
  normalise: (value, context) => draftCard(value, context, { members: cardMembers }),
};
