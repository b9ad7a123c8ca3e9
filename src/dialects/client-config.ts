// The settings of an MCP client: remote entries say where servers are; commands and values are the user's own (spec.md 4.3).

import { namedServers } from "./checks/client-config.ts";
import { type Dialect, refuse } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { joinItems } from "./list-items.ts";
import { olderMembers } from "./members.ts";
import { filledMember, membersOf, under } from "./source.ts";

/** `{ mcpServers: { name: { url, headers } | { command, args } } }`, the map also named `servers`. */
export const clientConfig: Dialect = {
  kind: "client-config",
  title: "settings of an MCP client",
  spec: "https://modelcontextprotocol.io/docs/develop/connect-remote-servers",
  normalise(value, context) {
    const [name, map] = namedServers(value);
    const entries = Object.entries(map);
    if (entries.length === 0) return refuse("no-endpoint", context.pointer, "the settings name no server");
    const at = under(context.pointer, name);
    return joinItems(entries, at, (entry) => {
      const [key, server] = entry as [string, unknown];
      const pointer = under(at, key);
      const described = { ...membersOf(server), ...renamed(server) };
      const read = draftCard(
        described,
        { ...context, pointer },
        { members: olderMembers, inList: true, personal: true, label: key },
      );
      return read;
    });
  },
};

/** The client's own word for the URL of a streamable endpoint, in the word that the table knows. */
function renamed(server: unknown): Record<string, unknown> {
  const url = filledMember(server, "httpUrl");
  return url === undefined || filledMember(server, "url") !== undefined ? {} : { url, type: "http" };
}
