// Rule: the namespace of a card's name is reversed.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { hostsBehind, isHeldBy } from "./name-owner.ts";

/** Top-level domains that end a domain far more often than they start one; a short list, since this is a hint and no proof. */
const lastLabels = new Set([
  ...["com", "net", "org", "io", "dev", "ai", "app", "co", "me", "sh", "xyz", "tech", "cloud", "info", "edu", "gov"],
  ...["de", "uk", "fr", "nl", "eu", "us", "ca", "ch", "se", "no", "jp", "in", "br", "au", "pl", "es", "it"],
]);

/** `card/name-flipped`, spec.md 1.5 SC-NAME-FLIPPED. */
export const nameFlipped: CardRule = defineRule({
  id: "card/name-flipped",
  severity: "warning",
  title: "the namespace is a domain that was not reversed",
  rationale:
    "Namespaces are domains in reverse, so this one names a domain that nobody owns. Proof of ownership then fails, and the catalog identifier made from the name points to the wrong publisher.",
  spec: ownChoice("card/name-flipped"),
  on: "card",
  good: sampleCard({ name: "com.example/weather" }),
  bad: sampleCard({ name: "example.com/weather" }),
  also: ["card/name-owner"],
  *check(card, context) {
    const namespace = card.name.split("/", 1)[0] ?? "";
    const labels = namespace.toLowerCase().split(".");
    const [first = "", last = ""] = [labels[0], labels.at(-1)];
    if (labels.length < 2 || lastLabels.has(first) || !lastLabels.has(last)) return;
    const reversed = namespace.split(".").reverse().join(".");
    // `at.example.app` is reversed already where the card is about `app.example.at`.
    if (isHeldBy(reversed.toLowerCase(), hostsBehind(card, context))) return;
    yield {
      pointer: "/name",
      part: namespace,
      message: `namespace ${quote(namespace)} is a domain that is not reversed`,
      hint: `write "${reversed}"`,
      fix: { op: "replace", pointer: "/name", value: reversed + card.name.slice(namespace.length) },
    };
  },
});
