// What is wrong with settings of a client that somebody publishes.

import type { Unplaced } from "../../validate/unplaced.ts";
import { maxListedServers } from "../listed.ts";
import { filledMember, member, membersOf, under } from "../source.ts";
import { finding } from "./finding.ts";

/** The map of servers in a client's settings, and the name of the member that holds it. */
export function namedServers(value: unknown): readonly [name: string, map: Readonly<Record<string, unknown>>] {
  for (const name of ["mcpServers", "servers"]) {
    const map = membersOf(member(value, name));
    if (map !== undefined) return [name, map];
  }
  return ["mcpServers", {}];
}

/** Yields `document/client-config-*`: few and useful. Never throws. */
export function* checkClientConfig(value: unknown): Iterable<Unplaced> {
  const [name, map] = namedServers(value);
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
