// Rule: an icon's sizes are sizes.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { step } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/icon-size`, spec.md 1.5 SC-ICON (sizes). */
export const iconSize: CardRule = defineRule({
  id: "card/icon-size",
  severity: "warning",
  title: "an icon size is not written as a size",
  rationale:
    'Clients choose among icons by their sizes. Anything but width, "x" and height, or "any", is passed over, so the icon is shown at the wrong place or not at all.',
  spec: sources.cardSchema,
  on: "card",
  trace: /"sizes":\[(?!(?:"(?:[1-9]\d{0,4}x[1-9]\d{0,4}|any)",?)*\])/,
  good: sampleCard({ icons: [{ src: "https://example.com/icon.png", sizes: ["48x48", "any"] }] }),
  bad: sampleCard({ icons: [{ src: "https://example.com/icon.png", sizes: ["48"] }] }),
  *check(card) {
    for (const [index, icon] of (card.icons ?? []).entries()) {
      for (const [place, size] of (icon.sizes ?? []).entries()) {
        if (/^(?:[1-9]\d{0,4}x[1-9]\d{0,4}|any)$/.test(size)) continue;
        yield {
          pointer: `/icons${step(index)}/sizes${step(place)}`,
          message: `icon size ${quote(size)} is not a size`,
          hint: 'write width, x and height, such as "48x48", or "any"',
        };
      }
    }
  },
});
