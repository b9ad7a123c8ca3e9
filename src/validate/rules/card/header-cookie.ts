// Rule: a server asks for credentials in a header made for them, not in a cookie.

import { type CardRule, defineRule } from "../../rule.ts";
import { allHeadersOf } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { headerTrace } from "./header-forbidden.ts";

/** `card/header-cookie`: our own choice. */
export const headerCookie: CardRule = defineRule({
  id: "card/header-cookie",
  severity: "warning",
  title: "a remote asks for a cookie",
  rationale:
    "A cookie is a browser session of one person, copied by hand into a client. It gives the server more than it needs, expires without notice, and browsers do not let web clients set it at all.",
  spec: ownChoice("card/header-cookie"),
  on: "card",
  trace: headerTrace,
  good: sampleHeader({ name: "Authorization", isSecret: true }),
  bad: sampleHeader({ name: "Cookie", isSecret: true }),
  *check(card) {
    for (const header of allHeadersOf(card)) {
      if (header.value.name.toLowerCase() !== "cookie") continue;
      yield {
        pointer: `${header.pointer}/name`,
        message: "header cookie asks users for a browser session",
        hint: "ask for a token in the Authorization header",
      };
    }
  },
});
