// Rule: a header that carries a credential is marked secret.

import { readTemplate } from "../../../text/templates.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { allHeadersOf } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { headersTrace } from "../traces.ts";
import { credentialHeader } from "./credential.ts";

/** `card/secret-flag`, spec.md 1.5 SC-SECRET-FLAG. */
export const secretFlag: CardRule = defineRule({
  id: "card/secret-flag",
  severity: "warning",
  title: "a credential header is not marked secret",
  rationale:
    "Clients hide what is typed into a secret input and keep it out of their logs and settings files. Without the mark a token is treated like any other text.",
  spec: ownChoice("card/secret-flag"),
  on: "card",
  trace: headersTrace,
  good: sampleHeader({ name: "Authorization", isRequired: true, isSecret: true }),
  bad: sampleHeader({ name: "Authorization", isRequired: true }),
  *check(card) {
    for (const header of allHeadersOf(card)) {
      if (!credentialHeader.test(header.value.name) || header.value.isSecret === true) continue;
      const names = readTemplate(header.value.value ?? "").variables;
      const variables = new Map(Object.entries(header.value.variables ?? {}));
      if (names.some((name) => variables.get(name)?.isSecret === true)) continue;
      yield {
        pointer: `${header.pointer}/name`,
        message: `header ${header.value.name.toLowerCase()} carries a credential but is not marked secret`,
        hint: "set isSecret to true on the header, or on the variable in its value",
        // Who wrote false meant it: only what was left out is added.
        fix:
          header.value.isSecret === undefined
            ? { op: "add", pointer: `${header.pointer}/isSecret`, value: true }
            : undefined,
      };
    }
  },
});
