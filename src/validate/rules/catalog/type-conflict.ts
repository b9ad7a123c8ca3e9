// Rule: an entry's type and its older name agree.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** `catalog/type-conflict`: our own choice. */
export const typeConflict: CatalogRule = defineRule({
  id: "catalog/type-conflict",
  severity: "warning",
  title: "type and mediaType differ",
  rationale:
    "Old readers look at mediaType and new ones at type, so an entry with both, differing, is two different things. Readers that know both take type.",
  spec: ownChoice("catalog/type-conflict"),
  on: "catalog",
  good: sampleCatalog([sampleEntry()]),
  bad: sampleCatalog([sampleEntry({ mediaType: "application/json" })]),
  also: ["catalog/renamed-member"],
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const [type, older] = [textOf(entry.value, "type"), textOf(entry.value, "mediaType")];
      if (type === undefined || older === undefined || type === older) continue;
      yield {
        pointer: `${entry.pointer}/mediaType`,
        message: `mediaType ${quote(older)} is not the entry's type ${quote(type)}`,
        hint: "remove mediaType",
      };
    }
  },
});
