// Rule: capabilities of an ARD entry are texts.

import { type CatalogRule, defineRule } from "../../rule.ts";
import { ardEntriesOf } from "../ard.ts";
import { sampleArdEntry, sampleCatalog } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/ard-capabilities`, spec.md 4.6. */
export const ardCapabilities: CatalogRule = defineRule({
  id: "catalog/ard-capabilities",
  severity: "warning",
  title: "capabilities are not texts",
  rationale:
    "In ARD 0.91 capabilities are words to search by, one text each. An object in the manner of a protocol's capabilities is refused by its checkers.",
  spec: sources.ard,
  on: "catalog",
  good: sampleCatalog([sampleArdEntry({ capabilities: ["forecast", "warnings"] })]),
  bad: sampleCatalog([sampleArdEntry({ capabilities: { tools: {} } })]),
  *check(catalog) {
    for (const { pointer, value } of ardEntriesOf(catalog)) {
      const { capabilities } = value;
      if (capabilities === undefined) continue;
      if (Array.isArray(capabilities) && capabilities.every((one) => typeof one === "string")) continue;
      yield {
        pointer: `${pointer}/capabilities`,
        message: "capabilities are not an array of texts",
        hint: 'write an array of words, such as ["forecast"]',
      };
    }
  },
});
