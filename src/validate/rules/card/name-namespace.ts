// Rule: the namespace of a card's name is a domain in reverse.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

function problem(namespace: string): string | undefined {
  const labels = namespace.split(".");
  if (!labels.every((part) => label.test(part))) return "is not made of domain labels";
  if (labels.length < 2) return "is a single label, not a domain in reverse";
  if (/^\d+$/.test(labels[0] ?? "")) return "starts with a number, which no top-level domain is";
  const isForge = /^(?:io\.github|io\.gitlab|com\.github|com\.gitlab)\./i.test(namespace);
  return /[A-Z]/.test(namespace) && !isForge ? "has capital letters, which domains do not tell apart" : undefined;
}

/** `card/name-namespace`, spec.md 1.5 SC-NAME-DNS. */
export const nameNamespace: CardRule = defineRule({
  id: "card/name-namespace",
  severity: "warning",
  title: "the namespace is no domain in reverse",
  rationale:
    "What stands before the slash says who publishes the server, and can be proved only where it is a domain. Registries refuse or distrust any other namespace.",
  spec: sources.cardSchema,
  on: "card",
  good: sampleCard({ name: "com.example/weather" }),
  bad: sampleCard({ name: "weather-team/weather" }),
  *check(card) {
    const namespace = card.name.split("/", 1)[0] ?? "";
    const found = problem(namespace);
    if (found === undefined) return;
    yield {
      pointer: "/name",
      part: namespace,
      message: `namespace ${quote(namespace)} ${found}`,
      hint: "write a domain of yours in reverse, such as com.example",
    };
  },
});
