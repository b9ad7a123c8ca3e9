// Rule: a remote is reached over https.

import { privateReason } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf, targetsOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/remote-http`, spec.md 1.5 SC-URL-HTTPS; private hosts are `card/private-host`'s to say. */
export const remoteHttp: CardRule = defineRule({
  id: "card/remote-http",
  severity: "error",
  title: "a remote is reached over plain http",
  rationale:
    "Tokens must travel over TLS, and cards in production must be served over https. Over plain http everybody on the way can read the user's tokens and change the tools that the server offers, so most clients refuse to connect.",
  spec: sources.coreTransports,
  on: "card",
  trace: urlTrace,
  good: sampleRemote({ url: "https://mcp.example.com/mcp" }),
  bad: sampleRemote({ url: "http://mcp.example.com/mcp" }),
  *check(card) {
    for (const [index, remote] of remotesOf(card).entries()) {
      const url = targetsOf(card)[index];
      if (url?.scheme !== "http") continue;
      if (url.host !== undefined && privateReason(url.host) !== undefined) continue;
      yield {
        pointer: `${remote.pointer}/url`,
        ...(remote.value.url.startsWith("http:") && { part: "http:" }),
        message: `remote URL ${quote(remote.value.url)} uses plain http`,
        hint: "serve the endpoint over https and write https:// here",
      };
    }
  },
});
