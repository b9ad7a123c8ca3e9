// Rule: braces in a URL or header value spell a variable.

import type { Card } from "../../../document/card.ts";
import { quote } from "../../../text/quote.ts";
import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { type Part, remotesOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { templateTrace } from "../traces.ts";

/** `card/template-form`, spec.md 1.5 SC-VAR-TPL. */
export const templateForm: CardRule = defineRule({
  id: "card/template-form",
  severity: "error",
  title: "braces do not spell a variable",
  rationale:
    "A variable must be a name of letters, digits and underscores in single braces; this is not RFC 6570. Other braces stay in the text as they are, so the client sends a URL or header that the server does not expect.",
  spec: sources.cardSchema,
  on: "card",
  trace: templateTrace,
  good: sampleRemote({ url: "https://mcp.example.com/{tenant_id}", variables: { tenant_id: { isRequired: true } } }),
  bad: sampleRemote({ url: "https://mcp.example.com/{tenant-id}" }),
  *check(card) {
    for (const { pointer, value } of templatesOf(card)) {
      for (const piece of new Set(readTemplate(value).malformed)) {
        yield {
          pointer,
          part: piece,
          message: `template piece ${quote(piece)} is not a variable`,
          hint: "write a name of letters, digits and underscores in single braces, such as {tenant_id}",
        };
      }
    }
  },
});

function templatesOf(card: Card): readonly Part<string>[] {
  return remotesOf(card).flatMap((remote) => [
    { pointer: `${remote.pointer}/url`, value: remote.value.url },
    ...remote.headers.map((header) => ({ pointer: `${header.pointer}/value`, value: header.value.value ?? "" })),
  ]);
}
