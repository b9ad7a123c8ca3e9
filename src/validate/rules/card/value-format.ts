// Rule: a preset value has the format that its input asks for.

import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf, step } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";
import { formatTrace } from "../traces.ts";

const forms = { number: /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/, boolean: /^(?:true|false)$/ } as const;

/** `card/value-format`, spec.md 1.5 SC-DEFAULT-FMT. */
export const valueFormat: CardRule = defineRule({
  id: "card/value-format",
  severity: "warning",
  title: "a preset value does not have the input's format",
  rationale:
    "All values of a card are strings; the format says how to read them. A client that checks what its user types refuses the card's own default.",
  spec: sources.cardSchema,
  on: "card",
  trace: formatTrace,
  good: sampleHeader({ name: "X-Limit", format: "number", default: "50" }),
  bad: sampleHeader({ name: "X-Limit", format: "number", default: "fifty" }),
  *check(card) {
    for (const input of inputsOf(card)) {
      const { format, value, default: preset, choices = [] } = input.value;
      if (format !== "number" && format !== "boolean") continue;
      const texts: readonly (readonly [path: string, text: string | undefined])[] = [
        ["/value", value],
        ["/default", preset],
        ...choices.map((choice, index) => [`/choices${step(index)}`, choice] as const),
      ];
      for (const [path, text] of texts) {
        if (text === undefined || text.includes("{") || forms[format].test(text)) continue;
        yield {
          pointer: input.pointer + path,
          message: `preset text is not a ${format}`,
          hint: format === "number" ? 'write a decimal number, such as "50"' : 'write "true" or "false"',
        };
      }
    }
  },
});
