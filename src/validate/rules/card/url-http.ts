// Rule: the pages and pictures of a card are linked over https.

import { privateReason } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { urlsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** `card/url-http`, spec.md 1.5 SC-URL-HTTPS for everything but remotes. */
export const urlHttp: CardRule = defineRule({
  id: "card/url-http",
  severity: "warning",
  title: "a link uses plain http",
  rationale:
    "Browsers block pictures over plain http on https pages and warn about such links. Whoever sits between can also replace what they show.",
  spec: ownChoice("card/url-http"),
  on: "card",
  good: sampleCard({ websiteUrl: "https://example.com/" }),
  bad: sampleCard({ websiteUrl: "http://example.com/" }),
  *check(card) {
    for (const url of urlsOf(card)) {
      const parsed = url.of === "remote" ? undefined : readUrl(url.value);
      if (parsed?.protocol !== "http:" || privateReason(parsed.hostname) !== undefined) continue;
      yield {
        pointer: url.pointer,
        part: "http:",
        message: `${url.of} URL ${quote(url.value)} uses plain http`,
        hint: "write https:// if the host serves it",
      };
    }
  },
});
