// Where a draft differs from Card v1 (spec.md 4.2).

import type { Unplaced } from "../../validate/unplaced.ts";
import { dropReason } from "../members.ts";
import { filled, itemsOf, member, under } from "../source.ts";
import { finding } from "./finding.ts";

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

/** Yields `document/draft-*`: few and useful. Never throws. */
export function* checkServerCardDraft(value: unknown): Iterable<Unplaced> {
  for (const name of leftOut)
    if (member(value, name) !== undefined)
      yield {
        ...finding(
          "document/draft-member",
          under("", name),
          `v1 has no ${name}: ${dropReason(name)}`,
          `remove ${name}`,
        ),
        onKey: true,
      };
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
