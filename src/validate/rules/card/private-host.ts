// Rule: a public card leads to public hosts only.

import { privateReason, readTemplateUrl } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { filledUrl, remotesOf, urlsOf } from "../parts.ts";
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
    for (const url of urlsOf(card)) {
      if (url.of === "remote") continue;
      const parsed = readUrl(url.value);
      if (parsed?.protocol === "http:" || parsed?.protocol === "https:") yield* judge(url.pointer, parsed.hostname);
    }
    for (const remote of remotesOf(card)) {
      const host = readTemplateUrl(filledUrl(remote.value))?.host;
      if (host !== undefined) yield* judge(`${remote.pointer}/url`, host);
    }
  },
});

function* judge(pointer: string, host: string) {
  const reason = privateReason(host);
  if (reason === undefined) return;
  yield {
    pointer,
    message: `host ${quote(host)} is ${reason}`,
    hint: "write a host name that everybody can reach, or keep this card off the public internet",
  };
}
