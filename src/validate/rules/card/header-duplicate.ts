// Rule: a remote names each header once.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/header-duplicate`, spec.md 1.5 SC-HDR-DUP. */
export const headerDuplicate: CardRule = defineRule({
  id: "card/header-duplicate",
  severity: "error",
  title: "a remote names a header twice",
  rationale:
    "HTTP says that a sender must not send a field twice unless its definition allows lists, and names do not depend on case. Of two entries clients keep the first, the last or both, and the server sees something else each time.",
  spec: sources.httpFieldOrder,
  on: "card",
  trace: /(?:"name":[\s\S]*?){3}/,
  good: sampleRemote({ headers: [{ name: "X-Region" }, { name: "X-Plan" }] }),
  bad: sampleRemote({ headers: [{ name: "X-Region" }, { name: "x-region" }] }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      const seen = new Set<string>();
      for (const header of remote.headers) {
        const name = header.value.name.toLowerCase();
        if (seen.has(name)) {
          yield {
            pointer: `${header.pointer}/name`,
            message: `header ${quote(header.value.name)} is listed twice`,
            hint: "keep one of the two entries",
          };
        }
        seen.add(name);
      }
    }
  },
});
