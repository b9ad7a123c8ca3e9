// What the profile codes mean, one for each reader.

import type { CodeTable } from "../document/code-info.ts";
import type { Code } from "../document/diagnostic.ts";
import { codeOf } from "./profile.ts";
import { profiles } from "./profiles.ts";

/** The codes of `validate --profile`: one a reader, since what to change is in the finding. */
export const profileCodes: CodeTable = Object.fromEntries(
  profiles.map(({ name, title, needs, spec }): [Code, CodeTable[Code]] => [
    codeOf(name),
    {
      severity: "error",
      title: `not fit for a reader that was asked for: ${title}`,
      rationale: `${needs} The finding says what to write. It is an error only with --profile ${name}.`,
      spec,
    },
  ]),
);
