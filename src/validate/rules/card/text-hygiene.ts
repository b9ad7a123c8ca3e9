// Rule: the texts of a card show what they say.

import { findFlaws } from "../../../text/flaws.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { textsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { textTrace } from "../traces.ts";

/** What each kind of flaw does to a reader; also said by admission. */
export const flawMessages = {
  control: "holds the control character",
  bidi: "holds the direction control",
  invisible: "holds the invisible character",
  blank: "shows",
  combining: "has",
} as const;

/** `card/text-hygiene`, spec.md 1.5 SC-CONFUSABLE (its invisible half); registries refuse most of these. */
export const textHygiene: CardRule = defineRule({
  id: "card/text-hygiene",
  severity: "warning",
  title: "a text holds what cannot be seen",
  rationale:
    "Control, direction and invisible characters make a text look other than it is, steer a terminal, or hide instructions for a model. Registries refuse to list a card with them. Joiners inside words, emoji sequences and right-to-left text are fine.",
  spec: ownChoice("card/text-hygiene"),
  on: "card",
  trace: textTrace,
  good: sampleCard({ title: "Wetter für Köln ☀️" }),
  bad: sampleCard({ title: "Weather\u202e" }),
  *check(card) {
    for (const text of textsOf(card)) {
      if (text.pointer === "/version" && text.value.trim() === "") continue;
      for (const flaw of findFlaws(text.value, text.shape)) {
        yield {
          pointer: text.pointer,
          message: `text ${flawMessages[flaw.kind]} ${flaw.what}`,
          hint:
            flaw.kind === "blank" ? "write something that can be read" : "remove the character, and type the text anew",
        };
      }
    }
  },
});
