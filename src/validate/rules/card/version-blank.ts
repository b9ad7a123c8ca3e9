// Rule: a card's version says something.

import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { versionTrace } from "../traces.ts";

/** `card/version-blank`, spec.md 1.5 SC-VER-EMPTY. */
export const versionBlank: CardRule = defineRule({
  id: "card/version-blank",
  severity: "error",
  title: "the version is blank",
  rationale:
    "A card must have a version, and the schema sets no least length, so an empty one slips through. Without a version nobody can tell two releases of the server apart, and some SDKs refuse the card.",
  spec: sources.cardSchema,
  on: "card",
  trace: versionTrace,
  good: sampleCard({ version: "1.0.0" }),
  bad: sampleCard({ version: "" }),
  *check(card) {
    if (card.version.trim() !== "") return;
    yield {
      pointer: "/version",
      message: "version is blank",
      hint: 'write the version of the server, such as "1.0.0"',
    };
  },
});
