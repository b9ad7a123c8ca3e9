// Rule: a public card leads to public hosts only.

import type { Card } from "../../../document/card.ts";
import { privateReason } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { linksOf, targetsOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/private-host`, spec.md 1.5 SC-URL-PRIVATE and 1.4. */
export const privateHost: CardRule = defineRule({
  id: "card/private-host",
  severity: "error",
  title: "a URL leads to a private host",
  rationale:
    "A private or loopback address means another machine to each reader: clients would send a user's data to whatever listens there. It also tells strangers how the publisher's own network is built, which a card must not do.",
  spec: sources.cardDiscovery,
  on: "card",
  good: sampleRemote({ url: "https://mcp.example.com/mcp" }),
  bad: sampleRemote({ url: "https://192.168.7.20/mcp" }),
  *check(card) {
    for (const { pointer, host } of hostsOf(card)) {
      const reason = privateReason(host);
      if (reason === undefined) continue;
      yield {
        pointer,
        message: `host ${quote(host)} is ${reason}`,
        hint: "write a host name that everybody can reach, or keep this card off the public internet",
      };
    }
  },
});

function hostsOf(card: Card): { readonly pointer: string; readonly host: string }[] {
  const hosts = [];
  for (const { pointer, value } of linksOf(card)) {
    if (value.protocol === "http:" || value.protocol === "https:") hosts.push({ pointer, host: value.hostname });
  }
  for (const [index, target] of targetsOf(card).entries()) {
    if (target?.host !== undefined) hosts.push({ pointer: `/remotes/${index}/url`, host: target.host });
  }
  return hosts;
}
