// Rule: what a card puts into a header can stand in one.

import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf, step } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";
import { textTrace } from "../traces.ts";

const forbidden = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** `card/header-value`, spec.md 1.5 SC-HDR-NAME (its second half). */
export const headerValue: CardRule = defineRule({
  id: "card/header-value",
  severity: "error",
  title: "a header value holds a line break or control character",
  rationale:
    "HTTP says that a value with a line break or a null must be refused or replaced. A line break ends a header, so what follows it becomes a header of its own: a card could add headers that nobody agreed to.",
  spec: sources.httpFieldValues,
  on: "card",
  trace: textTrace,
  good: sampleHeader({ name: "X-Region", value: "eu" }),
  bad: sampleHeader({ name: "X-Region", value: "eu\r\nX-Admin: yes" }),
  *check(card) {
    for (const input of inputsOf(card)) {
      if (input.in === "url") continue;
      const { value, default: preset, choices = [] } = input.value;
      const texts: readonly (readonly [path: string, text: string | undefined])[] = [
        ["/value", value],
        ["/default", preset],
        ...choices.map((choice, index) => [`/choices${step(index)}`, choice] as const),
      ];
      for (const [path, text] of texts) {
        const found = forbidden.exec(text ?? "")?.[0];
        if (found === undefined) continue;
        const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
        yield {
          pointer: input.pointer + path,
          message: `header text holds U+${code}, which no header can carry`,
          hint: "remove the line break or control character",
        };
      }
    }
  },
});
