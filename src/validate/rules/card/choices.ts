// Rule: choices are a choice.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf, step } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { choicesTrace } from "../traces.ts";

/** `card/choices`, spec.md 1.5 SC-CHOICES. */
export const choices: CardRule = defineRule({
  id: "card/choices",
  severity: "warning",
  title: "choices are empty or repeated",
  rationale:
    "Clients show the choices as a list to pick from. An empty list leaves nothing to pick, and a repeated one looks like two different answers.",
  spec: ownChoice("card/choices"),
  on: "card",
  trace: choicesTrace,
  good: sampleHeader({ name: "X-Region", choices: ["eu", "us"] }),
  bad: sampleHeader({ name: "X-Region", choices: ["eu", "eu"] }),
  *check(card) {
    for (const input of inputsOf(card)) {
      const listed = input.value.choices;
      if (listed === undefined) continue;
      const pointer = `${input.pointer}/choices`;
      if (listed.length === 0)
        yield { pointer, message: "choices are empty", hint: "list the choices, or remove the member" };
      const seen = new Set<string>();
      for (const [index, choice] of listed.entries()) {
        if (seen.has(choice)) {
          const message =
            input.value.isSecret === true ? "a choice is listed twice" : `choice ${quote(choice)} is listed twice`;
          yield { pointer: pointer + step(index), message, hint: "keep one of the two" };
        }
        seen.add(choice);
      }
    }
  },
});
