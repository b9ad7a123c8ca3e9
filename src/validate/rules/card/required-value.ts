// Rule: what the user must give can be given, and what the URL needs is asked for.

import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf, remotesOf, step } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/required-value`, spec.md 1.5 SC-REQ-VALUE. */
export const requiredValue: CardRule = defineRule({
  id: "card/required-value",
  severity: "warning",
  title: "an input is required and preset, or needed and optional",
  rationale:
    "A preset value is never asked for, so requiring it says nothing. A URL variable that nobody must fill in and that has no default leaves the client with a URL that it cannot complete.",
  spec: sources.cardSchema,
  on: "card",
  good: sampleHeader({ name: "X-Region", isRequired: true }),
  bad: sampleHeader({ name: "X-Region", isRequired: true, value: "eu" }),
  *check(card) {
    for (const input of inputsOf(card)) {
      const { isRequired, value } = input.value;
      if (isRequired !== true || value === undefined || readTemplate(value).variables.length > 0) continue;
      const message = "a required input has a preset value, so there is nothing to ask";
      yield { pointer: `${input.pointer}/isRequired`, message, hint: "remove isRequired, or make the value a default" };
    }
    for (const remote of remotesOf(card)) {
      for (const name of readTemplate(remote.value.url).variables) {
        if (!Object.hasOwn(remote.value.variables ?? {}, name)) continue;
        const input = remote.value.variables?.[name];
        if (input?.isRequired === true || input?.value !== undefined || input?.default !== undefined) continue;
        const pointer = `${remote.pointer}/variables${step(name)}`;
        yield {
          pointer,
          onKey: true,
          message: `URL variable "${name}" is optional and has no default`,
          hint: "set isRequired to true, or add a default",
          // Who wrote false meant it: only what was left out is added.
          fix:
            input?.isRequired === undefined ? { op: "add", pointer: `${pointer}/isRequired`, value: true } : undefined,
        };
      }
    }
  },
});
