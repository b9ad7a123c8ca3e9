// A list of servers, as gateways, documentation hosts and registries answer it (spec.md 4.3, 4.6).

import { type Dialect, refuse } from "./dialect.ts";
import { joinItems, readListed } from "./list-items.ts";
import { itemsOf, member, under } from "./source.ts";

/** `{ servers: [...] }`: gateways, documentation hosts, answers of registries. */
export const serverList: Dialect = {
  kind: "server-list",
  title: "list of servers",
  spec: "https://github.com/modelcontextprotocol/registry",
  normalise(value, context) {
    const servers = itemsOf(member(value, "servers"));
    if (servers.length === 0) return refuse("no-endpoint", context.pointer, "the list of servers is empty");
    return joinItems(servers, under(context.pointer, "servers"), (item, at) => readListed(item, at, context));
  },
};
