// Rule: no word of a card imitates another word.

import { mixedScriptWords, skeleton } from "../../../text/look-alikes.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { textsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { textTrace } from "../traces.ts";

/** `card/text-confusable`, spec.md 1.5 SC-CONFUSABLE. */
export const textConfusable: CardRule = defineRule({
  id: "card/text-confusable",
  severity: "warning",
  title: "a word mixes look-alike letters of two scripts",
  rationale:
    "Some Cyrillic and Greek letters look exactly like Latin ones. A word that mixes them reads as a name that it is not, which is how known products are imitated, and a search for it finds nothing.",
  spec: sources.confusables,
  on: "card",
  trace: textTrace,
  good: sampleCard({ title: "Погода weather" }),
  bad: sampleCard({ title: "W\u0435ather" }),
  *check(card) {
    for (const text of textsOf(card)) {
      const word = mixedScriptWords(text.value)[0];
      if (word === undefined) continue;
      yield {
        pointer: text.pointer,
        part: word,
        message: `word ${quote(word)} mixes scripts and reads as ${quote(skeleton(word))}`,
        hint: "type the word in one script",
      };
    }
  },
});
