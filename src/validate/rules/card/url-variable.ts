// Rule: each variable in a remote's URL is declared.

import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf, step } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { templateTrace } from "../traces.ts";

/** `card/url-variable`, spec.md 1.5 SC-URL-VAR. */
export const urlVariable: CardRule = defineRule({
  id: "card/url-variable",
  severity: "error",
  title: "the URL names a variable that is not declared",
  rationale:
    "Every variable of a URL must be declared. A client asks its user for the variables that a remote declares and puts the answers into the URL; for one that is not declared it has nothing to ask, so it cannot build the URL at all.",
  spec: sources.cardSchema,
  on: "card",
  trace: templateTrace,
  good: sampleRemote({ url: "https://{tenant}.example.com/mcp", variables: { tenant: { isRequired: true } } }),
  bad: sampleRemote({ url: "https://{tenant}.example.com/mcp" }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      for (const name of readTemplate(remote.value.url).variables) {
        if (Object.hasOwn(remote.value.variables ?? {}, name)) continue;
        const declaration = `${remote.pointer}/variables${step(name)}`;
        yield {
          pointer: `${remote.pointer}/url`,
          part: `{${name}}`,
          message: `URL variable "${name}" is not declared`,
          hint: `declare "${name}" in the remote's variables, or write its value into the URL`,
          // A key that no document may have cannot be declared.
          fix: name === "__proto__" ? undefined : { op: "add", pointer: declaration, value: { isRequired: true } },
        };
      }
    }
  },
});
