// The static card that Smithery's scanner reads: identity and primitives, but no endpoint (spec.md 4.2).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";
import { filled, itemsOf, member, membersOf, under } from "./source.ts";

function* check(value: unknown): Iterable<Unplaced> {
  const info = member(value, "serverInfo");
  for (const name of ["name", "version"])
    if (filled(member(info, name)) === undefined)
      yield finding(
        "document/smithery-server-info",
        "",
        `serverInfo states no ${name}`,
        `write the server's ${name} into serverInfo`,
      );
  for (const [index, tool] of itemsOf(member(value, "tools")).entries())
    if (filled(member(tool, "name")) === undefined || membersOf(member(tool, "inputSchema")) === undefined) {
      yield finding(
        "document/smithery-tool",
        under("/tools", index),
        "the tool lacks a name or an inputSchema",
        "list each tool as tools/list answers it",
      );
      return;
    }
}

/** Smithery's static cards. They name no endpoint, so most give no card by themselves. */
export const smitheryCard: Dialect = {
  kind: "smithery-card",
  title: "Smithery static card",
  spec: "https://smithery.ai/docs/build/publish",
  check,
  normalise: (value, context) => draftCard(value, context, { members: olderMembers }),
};
