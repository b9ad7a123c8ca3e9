// Rule: no URL carries a user name or password.

import { mask } from "../../../text/credentials.ts";
import { readTemplateUrl } from "../../../text/host-names.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { urlsOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/url-userinfo`, spec.md 1.5 SC-URL-USERINFO. */
export const urlUserinfo: CardRule = defineRule({
  id: "card/url-userinfo",
  severity: "error",
  title: "a URL has a user name or password",
  rationale:
    "HTTP says that a sender must not write user information into a URL. What stands before the @ is a credential that everybody can read, or a trick to make a host look like another one; clients refuse or drop it.",
  spec: sources.httpUserinfo,
  on: "card",
  trace: urlTrace,
  good: sampleRemote({ url: "https://mcp.example.com/@weather" }),
  bad: sampleRemote({ url: "https://operator:tidal-wave@mcp.example.com/mcp" }),
  *check(card) {
    for (const url of urlsOf(card)) {
      const userinfo = readTemplateUrl(url.value)?.userinfo;
      if (userinfo === undefined) continue;
      yield {
        pointer: url.pointer,
        message: `URL has the user information "${mask(userinfo)}" before its host`,
        hint: "remove everything between // and @, and ask for credentials in a secret header input",
      };
    }
  },
});
