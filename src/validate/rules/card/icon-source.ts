// Rule: an icon is a picture over https or inside the card.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { urlsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/icon-source`, spec.md 1.5 SC-ICON (scheme and kind of data). */
export const iconSource: CardRule = defineRule({
  id: "card/icon-source",
  severity: "warning",
  title: "an icon is neither an https picture nor image data",
  rationale:
    "Clients must reject icons of any other scheme, because a script or a local file would run or be read where the icon is shown. Data that is no image is refused for the same reason.",
  spec: sources.coreIcons,
  on: "card",
  trace: urlTrace,
  good: sampleCard({ icons: [{ src: "https://example.com/icon.png" }] }),
  bad: sampleCard({ icons: [{ src: "file:///srv/icon.png" }] }),
  *check(card) {
    for (const url of urlsOf(card)) {
      if (url.of !== "icon" || /^https?:\/\//i.test(url.value) || /^data:image\/[\w.+-]+[;,]/i.test(url.value))
        continue;
      const isData = /^data:/i.test(url.value);
      yield {
        pointer: url.pointer,
        message: isData ? "icon data is not an image" : `icon ${quote(url.value)} is not an https URL`,
        hint: "write the https:// address of a PNG, or a data:image/png;base64 URL",
      };
    }
  },
});
