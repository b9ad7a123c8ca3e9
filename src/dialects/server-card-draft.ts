// The drafts of Card v1 from early 2026: already under the v1 schema URL, still with members that v1 left out (spec.md 4.2).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers, dropReason } from "./members.ts";
import { filled, itemsOf, member, under } from "./source.ts";

const leftOut = [
  "packages",
  "requires",
  "capabilities",
  "authentication",
  "tools",
  "resources",
  "prompts",
  "instructions",
];

function* check(value: unknown): Iterable<Unplaced> {
  for (const name of leftOut)
    if (member(value, name) !== undefined)
      yield finding(
        "document/draft-member",
        under("", name),
        `v1 has no ${name}: ${dropReason(name)}`,
        `remove ${name}`,
      );
  for (const name of ["name", "version", "description"])
    if (filled(member(value, name)) === undefined)
      yield finding("document/draft-identity", "", `the card states no ${name}`, `write ${name} at the top`);
  for (const [index, remote] of itemsOf(member(value, "remotes")).entries())
    if (member(remote, "authentication") !== undefined)
      yield finding(
        "document/draft-authentication",
        under("/remotes", index, "authentication"),
        "remotes of v1 describe no authentication",
        "list the headers that the server needs",
      );
}

/** Cards that name the v1 schema over a body from before v1. */
export const serverCardDraft: Dialect = {
  kind: "server-card-draft",
  title: "draft of Card v1",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/2127",
  check,
  normalise: (value, context) => draftCard(value, context, { members: cardMembers }),
};
