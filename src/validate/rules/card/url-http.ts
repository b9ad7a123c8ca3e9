// Rule: the pages and pictures of a card are linked over https.

import { privateReason } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { linksOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/url-http`, spec.md 1.5 SC-URL-HTTPS for everything but remotes. */
export const urlHttp: CardRule = defineRule({
  id: "card/url-http",
  severity: "warning",
  title: "a link uses plain http",
  rationale:
    "Browsers block pictures over plain http on https pages and warn about such links. Whoever sits between can also replace what they show.",
  spec: ownChoice("card/url-http"),
  on: "card",
  trace: urlTrace,
  good: sampleCard({ websiteUrl: "https://example.com/" }),
  bad: sampleCard({ websiteUrl: "http://example.com/" }),
  *check(card) {
    for (const url of linksOf(card)) {
      if (url.value.protocol !== "http:" || privateReason(url.value.hostname) !== undefined) continue;
      yield {
        pointer: url.pointer,
        part: "http:",
        message: `${url.of} URL ${quote(url.written)} uses plain http`,
        hint: "write https:// if the host serves it",
      };
    }
  },
});
