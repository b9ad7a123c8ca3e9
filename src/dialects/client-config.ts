// The settings of an MCP client: remote entries say where servers are; commands and values are the user's own (spec.md 4.3).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding, refuse } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { joinItems, maxListedServers } from "./list-items.ts";
import { olderMembers } from "./members.ts";
import { filledMember, member, membersOf, under } from "./source.ts";

/** The map of servers, and its name. */
function servers(value: unknown): readonly [name: string, map: Readonly<Record<string, unknown>>] {
  for (const name of ["mcpServers", "servers"]) {
    const map = membersOf(member(value, name));
    if (map !== undefined) return [name, map];
  }
  return ["mcpServers", {}];
}

function* check(value: unknown): Iterable<Unplaced> {
  const [name, map] = servers(value);
  for (const [key, server] of Object.entries(map).slice(0, maxListedServers)) {
    const pointer = under("", name, key);
    if (filledMember(server, "url", "serverUrl", "httpUrl", "command") === undefined)
      yield finding(
        "document/client-config-server",
        pointer,
        "the server has neither a url nor a command",
        "write the url of the remote server",
      );
    if (Object.keys(membersOf(member(server, "headers")) ?? {}).length > 0)
      yield finding(
        "document/client-config-headers",
        under(pointer, "headers"),
        "the settings hold values of headers",
        "do not publish this file: such values are credentials",
      );
  }
}

/** `{ mcpServers: { name: { url, headers } | { command, args } } }`, the map also named `servers`. */
export const clientConfig: Dialect = {
  kind: "client-config",
  title: "settings of an MCP client",
  spec: "https://modelcontextprotocol.io/docs/develop/connect-remote-servers",
  check,
  normalise(value, context) {
    const [name, map] = servers(value);
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
