// Rule: representativeQueries are two to five texts.

import { type CatalogRule, defineRule } from "../../rule.ts";
import { ardEntriesOf } from "../ard.ts";
import { sampleArdEntry, sampleCatalog } from "../samples.ts";
import { sources } from "../sources.ts";

/** What ARD asks for. */
const least = 2;
/** What ARD allows. */
const most = 5;

/** `catalog/ard-queries`, spec.md 4.6. */
export const ardQueries: CatalogRule = defineRule({
  id: "catalog/ard-queries",
  severity: "warning",
  title: "representativeQueries are not two to five texts",
  rationale:
    "ARD 0.91 searches by these examples and asks for two to five of them where there are any. Its checkers refuse a catalog with fewer or more.",
  spec: sources.ard,
  on: "catalog",
  good: sampleCatalog([sampleArdEntry()]),
  bad: sampleCatalog([sampleArdEntry({ representativeQueries: ["will it rain tomorrow"] })]),
  *check(catalog) {
    for (const { pointer, value } of ardEntriesOf(catalog)) {
      const queries = value["representativeQueries"];
      if (queries === undefined) continue;
      const texts = Array.isArray(queries) && queries.every((query) => typeof query === "string");
      if (texts && queries.length >= least && queries.length <= most) continue;
      yield {
        pointer: `${pointer}/representativeQueries`,
        message: texts
          ? `entry has ${queries.length} representative ${queries.length === 1 ? "query" : "queries"}, not ${least} to ${most}`
          : "representativeQueries are not an array of texts",
        hint: `write ${least} to ${most} questions that the server answers`,
      };
    }
  },
});
