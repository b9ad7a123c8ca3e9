// Rule: each declared variable is used.

import { quote } from "../../../text/quote.ts";
import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** `card/unused-variable`, spec.md 1.5 SC-VAR-UNUSED. */
export const unusedVariable: CardRule = defineRule({
  id: "card/unused-variable",
  severity: "warning",
  title: "a variable is declared and never used",
  rationale:
    "Clients ask their users for each declared variable. An answer that goes nowhere wastes the user's time, and it often means that the URL or header was meant to hold it.",
  spec: ownChoice("card/unused-variable"),
  on: "card",
  trace: /"variables":/,
  good: sampleRemote({ url: "https://mcp.example.com/{region}/mcp", variables: { region: { default: "eu" } } }),
  bad: sampleRemote({ variables: { region: { default: "eu" } } }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      // A header may lean on the remote's variables (A3): those count as used, card/header-variable speaks of them.
      const { headers } = remote;
      const used = new Set(readTemplate(remote.value.url).variables);
      for (const header of headers) {
        const own = new Set(readTemplate(header.value.value ?? "").variables);
        for (const name of own) if (!Object.hasOwn(header.value.variables ?? {}, name)) used.add(name);
        for (const variable of header.variables) {
          if (!own.has(variable.name)) yield finding(variable, "the header's value");
        }
      }
      for (const variable of remote.variables) if (!used.has(variable.name)) yield finding(variable, "the URL");
    }
  },
});

function finding(variable: { readonly pointer: string; readonly name: string }, place: string) {
  return {
    pointer: variable.pointer,
    onKey: true,
    message: `variable ${quote(variable.name)} is declared but ${place} does not use it`,
    hint: "use the variable in braces, or remove its declaration",
  };
}
