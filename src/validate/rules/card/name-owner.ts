// Rule: the namespace of a card's name belongs to one of the hosts that stand behind the card.

import type { Card } from "../../../document/card.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule, type RuleContext } from "../../rule.ts";
import { targetsOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";

const forge = /^(?:io|com)\.git(?:hub|lab)(?:\.|$)/;
const domain = /^(?!\d+\.)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** Gives the domain that a name claims, or undefined where its namespace is none or an account on a forge. */
export function ownerDomain(name: string): string | undefined {
  const slash = name.indexOf("/");
  const namespace = (slash < 0 ? name : name.slice(0, slash)).toLowerCase();
  return domain.test(namespace) && !forge.test(namespace) ? namespace.split(".").reverse().join(".") : undefined;
}

/** The hosts that stand behind a card: where it is served, and those that it sends its clients to. */
export function hostsBehind(card: Card, { servedFrom }: RuleContext): readonly string[] {
  const targets = targetsOf(card).map((target) => target?.host);
  return [servedFrom?.toLowerCase(), ...targets].filter((host) => host !== undefined);
}

/** Whether one of the hosts is the domain or lies below it. */
export function isHeldBy(domain: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => host === domain || host.endsWith(`.${domain}`));
}

/** `card/name-owner`, spec.md 1.5 SC-NAME-OWN. Silent where no host is known. */
export const nameOwner: CardRule = defineRule({
  id: "card/name-owner",
  severity: "warning",
  title: "the namespace belongs to none of the card's hosts",
  rationale:
    "Anybody can write any name into a card. The claim is believable where the card or the server lives under the domain that the namespace names; else it is an unproved claim, and registries mark it so.",
  spec: ownChoice("card/name-owner"),
  on: "card",
  good: sampleCard({ name: "com.example/weather" }),
  bad: sampleCard({ name: "org.example.harbour/weather" }),
  *check(card, context) {
    const claimed = ownerDomain(card.name);
    if (claimed === undefined) return;
    const hosts = hostsBehind(card, context);
    if (hosts.length === 0 || isHeldBy(claimed, hosts)) return;
    yield {
      pointer: "/name",
      part: card.name.split("/", 1)[0] ?? "",
      message: `namespace claims ${quote(claimed)}, but neither the card nor the server is served from there`,
      hint: "use the namespace of a domain that serves the card or the server",
    };
  },
});
