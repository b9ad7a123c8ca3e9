// Rule: a header's name is one that HTTP can carry.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { allHeadersOf } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";
import { headersTrace } from "../traces.ts";

/** Whether a text is a field name (RFC 9110, 5.1 and 5.6.2). */
export function isFieldName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}

/** `card/header-name`, spec.md 1.5 SC-HDR-NAME. */
export const headerName: CardRule = defineRule({
  id: "card/header-name",
  severity: "error",
  title: "a header name is no HTTP field name",
  rationale:
    "A header's name must be a token of HTTP. Libraries throw on a space, a colon or a line break in it, so no client can send it, and a line break in a name is also how one header is made to smuggle another.",
  spec: sources.httpFieldNames,
  on: "card",
  trace: headersTrace,
  good: sampleHeader({ name: "X-Region" }),
  bad: sampleHeader({ name: "X Region" }),
  *check(card) {
    for (const header of allHeadersOf(card)) {
      if (isFieldName(header.value.name)) continue;
      const { name } = header.value;
      yield {
        pointer: `${header.pointer}/name`,
        message: name === "" ? "header name is empty" : `header name ${quote(name)} is not an HTTP field name`,
        hint: "use letters, digits and hyphens only",
      };
    }
  },
});
