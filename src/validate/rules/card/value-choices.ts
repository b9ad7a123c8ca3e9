// Rule: a preset value is one of the choices.

import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";
import { choicesTrace } from "../traces.ts";

/** `card/value-choices`, spec.md 1.5 SC-DEFAULT-CHOICE: error for `value`, warning for `default`. */
export const valueChoices: CardRule = defineRule({
  id: "card/value-choices",
  severity: "error",
  title: "a value or default is not among the choices",
  rationale:
    "The user must take one of the choices, so a value outside of them can never be right: clients refuse the card's own answer. A default outside of them leaves the user with an invalid form.",
  spec: sources.cardSchema,
  on: "card",
  trace: choicesTrace,
  good: sampleHeader({ name: "X-Region", default: "eu", choices: ["eu", "us"] }),
  bad: sampleHeader({ name: "X-Region", value: "asia", choices: ["eu", "us"] }),
  *check(card) {
    for (const input of inputsOf(card)) {
      const choices = new Set(input.value.choices ?? []);
      if (choices.size === 0) continue;
      for (const member of ["value", "default"] as const) {
        const text = input.value[member];
        if (text === undefined || choices.has(text) || (member === "value" && text.includes("{"))) continue;
        yield {
          pointer: `${input.pointer}/${member}`,
          message: `${member} is not among the choices`,
          hint: "add it to the choices, or take one of them",
          severity: member === "value" ? "error" : "warning",
        };
      }
    }
  },
});
