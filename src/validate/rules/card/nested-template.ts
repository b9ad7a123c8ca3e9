// Rule: a variable's own value holds no variables.

import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { templateTrace } from "../traces.ts";

/** `card/nested-template`, spec.md 1.5 SC-VAR-NEST and ambiguity A4. */
export const nestedTemplate: CardRule = defineRule({
  id: "card/nested-template",
  severity: "warning",
  title: "a variable's value holds a variable",
  rationale:
    "Templates are filled in once. Braces in what was filled in are sent as they are, in every SDK, so the server receives them literally.",
  spec: sources.cardSchema,
  on: "card",
  trace: templateTrace,
  good: sampleRemote({ url: "https://{host}/mcp", variables: { host: { default: "mcp.example.com" } } }),
  bad: sampleRemote({ url: "https://{host}/mcp", variables: { host: { default: "{region}.example.com" } } }),
  *check(card) {
    for (const input of inputsOf(card)) {
      for (const member of ["value", "default"] as const) {
        if (member === "value" && input.in === "header") continue;
        const name = readTemplate(input.value[member] ?? "").variables[0];
        if (name === undefined) continue;
        yield {
          pointer: `${input.pointer}/${member}`,
          part: `{${name}}`,
          message: `"{${name}}" in a variable's ${member} is never filled in`,
          hint: "write the text itself, or put the variable into the URL or the header's value",
        };
      }
    }
  },
});
