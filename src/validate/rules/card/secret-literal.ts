// Rule: a secret input carries no literal value.

import type { Input } from "../../../document/card.ts";
import { findCredentials, isPlaceholder, mask } from "../../../text/credentials.ts";
import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf, step } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/secret-literal`, spec.md 1.5 SC-SECRET. */
export const secretLiteral: CardRule = defineRule({
  id: "card/secret-literal",
  severity: "error",
  title: "a secret input has a literal value",
  rationale:
    "A card must not contain credentials, and anything in it can be read and used by everybody. A value, default or choice of an input that is marked secret is therefore either a leaked credential or no secret.",
  spec: sources.cardDiscovery,
  on: "card",
  trace: /"isSecret":true/,
  good: sampleHeader({ name: "X-Key", isSecret: true, placeholder: "YOUR_KEY" }),
  bad: sampleHeader({ name: "X-Key", isSecret: true, value: "correct-horse-battery" }),
  *check(card) {
    for (const input of inputsOf(card)) {
      if (input.value.isSecret !== true) continue;
      for (const { member, path, text } of literals(input.value)) {
        if (!isLiteral(text)) continue;
        yield {
          pointer: `${input.pointer}${path}`,
          message: `${member} of a secret input is the literal "${mask(text)}"`,
          hint: "remove it, revoke it if it was real, and let the client ask for it",
        };
      }
    }
  },
});

function* literals(input: Input) {
  for (const member of ["value", "default"] as const) {
    const text = input[member];
    if (text !== undefined) yield { member, path: step(member), text };
  }
  for (const [index, text] of (input.choices ?? []).entries()) {
    yield { member: "a choice", path: `/choices${step(index)}`, text };
  }
}

/** What issuers' forms give away is `card/credential`'s to say; here it is enough that something is there. */
function isLiteral(text: string): boolean {
  const isTold = readTemplate(text).variables.length === 0 || hasLongWord(text.replace(/\{[^{}]*\}/g, " "));
  return isTold && !isPlaceholder(text) && findCredentials(text).length === 0;
}

/** Whether a word with a digit in it is as long as a password. */
function hasLongWord(text: string): boolean {
  return (text.match(/[\w+/-]{8,}/g) ?? []).some((word) => /\d/.test(word));
}
