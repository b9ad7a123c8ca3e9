// Rule: each variable in a header's value is declared by that header.

import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf, step } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";
import { templateTrace } from "../traces.ts";
import { credentialHeader } from "./credential.ts";

/** `card/header-variable`, spec.md 1.5 SC-HDR-VAR and ambiguity A3. */
export const headerVariable: CardRule = defineRule({
  id: "card/header-variable",
  severity: "error",
  title: "a header value names a variable that the header does not declare",
  rationale:
    "A variable in a header's value must be in that header's own variables: clients fill it from there and look nowhere else. A variable that is declared on the remote only is understood by some readers of the text and by no SDK.",
  spec: sources.cardSchema,
  on: "card",
  trace: templateTrace,
  good: sampleHeader({
    name: "Authorization",
    isSecret: true,
    value: "Bearer {token}",
    variables: { token: { isSecret: true } },
  }),
  bad: sampleHeader({ name: "Authorization", isSecret: true, value: "Bearer {token}" }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      for (const header of remote.headers) {
        for (const name of readTemplate(header.value.value ?? "").variables) {
          if (Object.hasOwn(header.value.variables ?? {}, name)) continue;
          const pointer = `${header.pointer}/value`;
          const part = `{${name}}`;
          if (Object.hasOwn(remote.value.variables ?? {}, name)) {
            const message = `header variable "${name}" is declared on the remote only, where clients do not look`;
            yield {
              pointer,
              part,
              message,
              hint: `move "${name}" into the header's own variables`,
              severity: "warning",
            };
          } else {
            const message = `header variable "${name}" is not declared`;
            const secret = header.value.isSecret === true || credentialHeader.test(header.value.name);
            yield {
              pointer,
              part,
              message,
              hint: `declare "${name}" in the header's variables`,
              // A key that no document may have cannot be declared.
              fix:
                name === "__proto__"
                  ? undefined
                  : {
                      op: "add",
                      pointer: `${header.pointer}/variables${step(name)}`,
                      value: secret ? { isRequired: true, isSecret: true } : { isRequired: true },
                    },
            };
          }
        }
      }
    }
  },
});
