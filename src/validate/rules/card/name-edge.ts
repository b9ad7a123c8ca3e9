// Rule: the last part of a card's name starts and ends plainly.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/name-edge`, spec.md 1.5 SC-NAME-EDGE. */
export const nameEdge: CardRule = defineRule({
  id: "card/name-edge",
  severity: "warning",
  title: "a part of the name is too short or starts or ends oddly",
  rationale:
    "The registry takes names whose parts have at least two characters and start and end with a letter or digit. Other names cannot be published there and are easily mistaken in URLs and file names.",
  spec: sources.registry,
  on: "card",
  good: sampleCard({ name: "com.example/weather-2" }),
  bad: sampleCard({ name: "com.example/weather-" }),
  *check(card) {
    const name = card.name.slice(card.name.indexOf("/") + 1);
    const odd = !/^[a-z0-9].*[a-z0-9]$/i.test(name);
    if (!odd) return;
    yield {
      pointer: "/name",
      part: name,
      message: `name part ${quote(name)} ${name.length < 2 ? "is too short" : "starts or ends with a dot, dash or underscore"}`,
      hint: "use at least two characters, a letter or digit first and last",
    };
  },
});
