// Rule: an icon comes from the publisher's own host.

import type { Card } from "../../../document/card.ts";
import { areRelated } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule, type RuleContext } from "../../rule.ts";
import { linksOf, targetsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { ownerDomain } from "./name-owner.ts";

/** `card/icon-origin`, spec.md 1.5 SC-ICON (origin). */
export const iconOrigin: CardRule = defineRule({
  id: "card/icon-origin",
  severity: "warning",
  title: "an icon comes from another host",
  rationale:
    "Whoever serves an icon sees the address of everybody who looks at the card, and can change the picture at any time. Clients should therefore show icons of the publisher's own host only.",
  spec: sources.coreIcons,
  on: "card",
  trace: /"icons":/,
  good: sampleCard({ icons: [{ src: "https://cdn.example.com/icon.png" }] }),
  bad: sampleCard({ icons: [{ src: "https://pictures.example.net/icon.png" }] }),
  *check(card, context) {
    const own = ownHosts(card, context);
    if (own.length === 0) return;
    for (const url of linksOf(card)) {
      const host = url.of === "icon" ? url.value.hostname : undefined;
      if (host === undefined || host === "" || own.some((other) => areRelated(other, host))) continue;
      yield {
        pointer: url.pointer,
        message: `icon comes from ${quote(host)}, not from the publisher's host`,
        hint: "serve the icon from the host of the card or the server",
      };
    }
  },
});

function ownHosts(card: Card, context: RuleContext): readonly string[] {
  const targets = targetsOf(card).map((target) => target?.host);
  return [context.servedFrom, ownerDomain(card.name), ...targets].filter((host) => host !== undefined);
}
