// Rule: a card says how to reach its server.

import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** `card/remotes-none`, spec.md 1.5 SC-REMOTES-0. */
export const remotesNone: CardRule = defineRule({
  id: "card/remotes-none",
  severity: "warning",
  title: "the card has no remotes",
  rationale:
    "A Server Card is about servers that are reached over the network. Without a remote a client learns that a server exists and has no way to connect to it.",
  spec: ownChoice("card/remotes-none"),
  on: "card",
  good: sampleCard(),
  bad: sampleCard({ remotes: [] }),
  *check(card) {
    if ((card.remotes ?? []).length > 0) return;
    yield {
      pointer: card.remotes === undefined ? "" : "/remotes",
      message: "card has no remotes, so no client can connect",
      hint: 'add a remote with "type" and "url"',
    };
  },
});
