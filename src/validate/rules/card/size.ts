// Rule: a card is small enough to be fetched by the thousand.

import { type CardRule, defineRule } from "../../rule.ts";
import { jsonOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** From this size on a card is larger than any real one needs to be: the largest published ones have a few KiB. */
export const heavyCardBytes: number = 64 * 1024;

/** `card/size`, spec.md 1.5 SC-SIZE; what is too large to be read at all is refused before any rule runs. */
export const size: CardRule = defineRule({
  id: "card/size",
  severity: "warning",
  title: "the card is very large",
  rationale:
    "Clients fetch a card before they know whether they want the server, and crawlers fetch many. SDKs and registries stop reading at limits of their own, so a large card is missing there.",
  spec: ownChoice("card/size"),
  on: "card",
  good: sampleCard({ _meta: { "com.example/notes": "short" } }),
  bad: sampleCard({ _meta: { "com.example/notes": "n".repeat(heavyCardBytes) } }),
  *check(card) {
    const bytes = Buffer.byteLength(jsonOf(card));
    if (bytes <= heavyCardBytes) return;
    yield {
      pointer: "",
      message: `card has ${bytes} bytes without white space, more than ${heavyCardBytes}`,
      hint: "link to large content instead of putting it into the card",
    };
  },
});
