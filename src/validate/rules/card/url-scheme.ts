// Rule: the links of a card open in a browser, and nothing else.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { urlsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/url-scheme`: websiteUrl and repository (icons have `card/icon-source`). */
export const urlScheme: CardRule = defineRule({
  id: "card/url-scheme",
  severity: "error",
  title: "a link is neither https nor http",
  rationale:
    "Clients must reject icons with script and local-file schemes, and these links are shown to be clicked. Such a link runs on the reader's machine, and the schema lets every one of them through.",
  spec: sources.cardSchema,
  on: "card",
  trace: urlTrace,
  good: sampleCard({ repository: { url: "https://github.com/example/weather", source: "github" } }),
  bad: sampleCard({ websiteUrl: "javascript:alert(1)" }),
  *check(card) {
    for (const url of urlsOf(card)) {
      if ((url.of !== "website" && url.of !== "repository") || /^https?:\/\//i.test(url.value)) continue;
      yield {
        pointer: url.pointer,
        message: `${url.of} URL ${quote(url.value)} is not an https URL`,
        hint: "write the https:// address of a page",
      };
    }
  },
});
