// Rule: a remote server is not asked to read a path on the user's machine.

import { type CardRule, defineRule } from "../../rule.ts";
import { inputsOf } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { formatTrace } from "../traces.ts";

/** `card/filepath`, spec.md 1.5 SC-FILEPATH. */
export const filepath: CardRule = defineRule({
  id: "card/filepath",
  severity: "warning",
  title: "a remote asks for a file path",
  rationale:
    "A file path means something on the user's own machine only. Sent to a remote server it cannot be opened there, and it tells strangers how the user's disk is laid out.",
  spec: ownChoice("card/filepath"),
  on: "card",
  trace: formatTrace,
  good: sampleHeader({ name: "X-Project", format: "string" }),
  bad: sampleHeader({ name: "X-Project", format: "filepath" }),
  *check(card) {
    for (const input of inputsOf(card)) {
      if (input.value.format !== "filepath") continue;
      yield {
        pointer: `${input.pointer}/format`,
        message: "a file path is asked for and sent to a remote server",
        hint: "ask for what the server needs, such as a project name",
      };
    }
  },
});
