// What a list of servers must say of each (spec.md 4.3, 4.6).

import { kindOf } from "../../document/sniff.ts";
import type { Unplaced } from "../../validate/unplaced.ts";
import { ownShapes } from "../listed.ts";
import { filledMember, itemsOf, member, membersOf, under } from "../source.ts";
import { finding } from "./finding.ts";

/** Yields `document/server-list-endpoint`: few and useful. Never throws. */
export function* checkServerList(value: unknown): Iterable<Unplaced> {
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
