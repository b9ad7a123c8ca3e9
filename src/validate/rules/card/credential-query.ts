// Rule: no URL carries a credential in its query.

import { isPlaceholder, mask, secretQueryKey } from "../../../text/credentials.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { urlsOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/credential-query`, spec.md 1.5 SC-URL-QSECRET. */
export const credentialQuery: CardRule = defineRule({
  id: "card/credential-query",
  severity: "error",
  title: "a URL has a credential in its query",
  rationale:
    "A card must not contain credentials. A key in a URL is public with the card, and it also ends in the logs of every proxy and server that it passes; whoever finds it can use the server as its owner.",
  spec: sources.cardDiscovery,
  on: "card",
  trace: urlTrace,
  good: sampleRemote({
    url: "https://mcp.example.com/mcp?api_key={key}",
    variables: { key: { isRequired: true, isSecret: true } },
  }),
  bad: sampleRemote({ url: "https://mcp.example.com/mcp?api_key=plover-42" }),
  *check(card) {
    for (const url of urlsOf(card)) {
      const query = url.value.split("#", 1)[0]?.split("?").slice(1).join("?") ?? "";
      for (const pair of query === "" ? [] : query.split(/[&;]/)) {
        const equals = pair.indexOf("=");
        const [key, value] = [pair.slice(0, Math.max(0, equals)), pair.slice(equals + 1)];
        if (!secretQueryKey.test(key) || isPlaceholder(value)) continue;
        yield {
          pointer: url.pointer,
          part: `${key}=`,
          message: `query parameter "${key}" has the literal value "${mask(value)}"`,
          hint: "revoke it, and ask for it in a header input with isSecret",
        };
      }
    }
  },
});
