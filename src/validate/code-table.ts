// One table over all codes of all families: what each means, for `explain`, SARIF and the docs.

import { admissionCodes } from "../admission/codes.ts";
import { checkCodes } from "../check/codes.ts";
import { dialectCodes } from "../dialects/codes.ts";
import { httpCodes } from "../discover/http-codes.ts";
import type { CodeInfo, CodeTable } from "../document/code-info.ts";
import type { Code } from "../document/diagnostic.ts";
import { jsonCodes } from "../document/json-codes.ts";
import { kindCodes } from "../document/kind-codes.ts";
import { liveCodes } from "../live/codes.ts";
import { profileCodes } from "../profiles/codes.ts";
import { readUrl } from "../text/read-url.ts";
import { againstCodes } from "./against-codes.ts";
import { rules } from "./rules/index.ts";
import { stageCodes } from "./stage-codes.ts";

/** Every `document/*` code: what a document is, and where it breaks its own dialect. */
export const documentCodes: CodeTable = { ...kindCodes, ...dialectCodes };

const ruleCodes: CodeTable = Object.fromEntries(
  rules.map(({ id, severity, title, rationale, spec, good, bad }) => {
    // A page of our own docs is no address on the web.
    const link = readUrl(spec) === undefined ? {} : { spec };
    return [id, { severity, title, rationale, ...link, good, bad }];
  }),
);

const admission: CodeTable = Object.fromEntries(admissionCodes.map(({ code, ...info }) => [code, info]));

const table: ReadonlyMap<string, CodeInfo> = new Map(
  Object.entries({
    ...jsonCodes,
    ...documentCodes,
    ...stageCodes,
    ...ruleCodes,
    ...againstCodes,
    ...admission,
    ...httpCodes,
    ...checkCodes,
    ...liveCodes,
    ...profileCodes,
  }),
);

/** Every code that the tool may give, by family, in the order in which a document meets them. */
export const allCodes: readonly Code[] = [...table.keys()] as Code[];

/** Says what a code means; undefined for a text that is no code of ours. */
export function describeCode(code: string): CodeInfo | undefined {
  return table.get(code);
}
