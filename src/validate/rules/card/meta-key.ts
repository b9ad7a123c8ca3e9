// Rule: keys of `_meta` are well formed and not reserved.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { step } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";

const prefixForm = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
const nameForm = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?)?$/;
const bareReserved = new Set(["traceparent", "tracestate", "baggage", "progressToken"]);
const reservedLabel = /^(?:modelcontextprotocol|mcp)$/i;

/** The one reserved key that publishers may use: the registry's own block for them (spec.md 1.6). */
const publisherBlock = "io.modelcontextprotocol.registry/publisher-provided";

function problem(key: string): string | undefined {
  if (key === publisherBlock) return undefined;
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (prefix === undefined && bareReserved.has(name)) return "is reserved by the core protocol";
  if (!nameForm.test(name) || (prefix !== undefined && !prefixForm.test(prefix))) return "is not well formed";
  const labels = prefix?.split(".") ?? [];
  if (reservedLabel.test(labels[1] ?? "")) return "is reserved by the core protocol (second label)";
  const followed = labels.slice(0, -1).some((label) => reservedLabel.test(label));
  return followed ? "is reserved by the card schema (a label before the last)" : undefined;
}

/** `card/meta-key`, spec.md 1.5 SC-META-KEY and 1.6, where both texts on reserved prefixes stand. */
export const metaKey: CardRule = defineRule({
  id: "card/meta-key",
  severity: "warning",
  title: "a _meta key is reserved or malformed",
  rationale:
    "Reserved keys belong to the protocol and to registries, which drop or overwrite what a publisher writes there. Nothing in a card proves itself: a key such as a registry's official mark is ignored.",
  spec: sources.cardSchema,
  on: "card",
  trace: /"_meta":/,
  good: sampleCard({ _meta: { "com.example/build": "7" } }),
  bad: sampleCard({ _meta: { "io.modelcontextprotocol/build": "7" } }),
  *check(card) {
    for (const key of Object.keys(card._meta ?? {})) {
      const found = problem(key);
      if (found === undefined) continue;
      yield {
        pointer: `/_meta${step(key)}`,
        onKey: true,
        message: `_meta key ${quote(key)} ${found}`,
        hint: "start the key with a domain of your own in reverse, such as com.example/build",
      };
    }
  },
});
