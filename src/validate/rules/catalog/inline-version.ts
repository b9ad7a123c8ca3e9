// Rule: an entry and its inline card have one version.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, isCardEntry, isObject, textOf } from "../entries.ts";
import { sampleCard, sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const { url: _url, ...inline } = sampleEntry();

/** `catalog/inline-version`, spec.md 2.3. */
export const inlineVersion: CatalogRule = defineRule({
  id: "catalog/inline-version",
  severity: "warning",
  title: "an entry has another version than its inline card",
  rationale:
    "A version that differs from the artifact's own is a mistake in publishing. Readers sort by the entry's and show the card's, so the newest of two releases can look like the older one.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([{ ...inline, version: "1.0.0", data: sampleCard() }]),
  bad: sampleCatalog([{ ...inline, version: "1.1.0", data: sampleCard() }]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const data = entry.value["data"];
      if (!isCardEntry(entry.value) || !isObject(data)) continue;
      const [told, own] = [textOf(entry.value, "version"), textOf(data, "version")];
      if (told === undefined || own === undefined || told === own) continue;
      yield {
        pointer: `${entry.pointer}/version`,
        message: `version ${quote(told)} is not the card's ${quote(own)}`,
        hint: "remove the entry's version, or write the card's",
      };
    }
  },
});
