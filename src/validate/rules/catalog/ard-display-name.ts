// Rule: entries of an ARD catalog have a displayName.

import { type CatalogRule, defineRule } from "../../rule.ts";
import { ardEntriesOf } from "../ard.ts";
import { textOf } from "../entries.ts";
import { sampleArdEntry, sampleCatalog } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/ard-display-name`, spec.md 4.6. A warning: the document is an AI Catalog without it. */
export const ardDisplayName: CatalogRule = defineRule({
  id: "catalog/ard-display-name",
  severity: "warning",
  title: "an entry of an ARD catalog has no displayName",
  rationale:
    "ARD 0.91 asks every entry for a displayName, and its checkers refuse the whole catalog without one. AI Catalog leaves it to the artifact, so one document serves both when it is there.",
  spec: sources.ard,
  on: "catalog",
  good: sampleCatalog([sampleArdEntry()]),
  bad: sampleCatalog([sampleArdEntry({ displayName: undefined })]),
  *check(catalog) {
    for (const { pointer, value } of ardEntriesOf(catalog)) {
      if (textOf(value, "displayName") !== undefined) continue;
      yield { pointer, message: "entry has no displayName, which ARD asks for", hint: "add a displayName" };
    }
  },
});
