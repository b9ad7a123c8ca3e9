// A list of servers, as gateways, documentation hosts and registries answer it (spec.md 4.3, 4.6).

import { kindOf } from "../document/sniff.ts";
import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding, refuse } from "./dialect.ts";
import { joinItems, ownShapes, readListed } from "./list-items.ts";
import { filledMember, itemsOf, member, membersOf, under } from "./source.ts";

function* check(value: unknown): Iterable<Unplaced> {
  for (const [index, item] of itemsOf(member(value, "servers")).entries()) {
    if (membersOf(member(item, "server")) !== undefined || ownShapes.has(kindOf(item))) continue;
    if (filledMember(item, "url", "endpoint") === undefined && membersOf(member(item, "transport")) === undefined) {
      yield finding(
        "document/server-list-endpoint",
        under("/servers", index),
        "the server has no url",
        "write the endpoint's URL as url",
      );
      return;
    }
  }
}

/** `{ servers: [...] }`: gateways, documentation hosts, answers of registries. */
export const serverList: Dialect = {
  kind: "server-list",
  title: "list of servers",
  spec: "https://github.com/modelcontextprotocol/registry",
  check: check,
  normalise(value, context) {
    const servers = itemsOf(member(value, "servers"));
    if (servers.length === 0) return refuse("no-endpoint", context.pointer, "the list of servers is empty");
    return joinItems(servers, under(context.pointer, "servers"), (item, at) => readListed(item, at, context));
  },
};
