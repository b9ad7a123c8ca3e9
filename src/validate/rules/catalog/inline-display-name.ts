// Rule: an entry leaves the name to its inline card.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, isCardEntry, isObject, textOf } from "../entries.ts";
import { sampleCard, sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const { url: _url, ...inline } = sampleEntry();

/** `catalog/inline-display-name`, spec.md 2.3: displayName and description SHOULD be the artifact's to say. */
export const inlineDisplayName: CatalogRule = defineRule({
  id: "catalog/inline-display-name",
  severity: "info",
  title: "an entry says otherwise than its inline card",
  rationale:
    "What a card says of itself need not be said again beside it, and where the two differ the entry's words win. Readers of the catalog and readers of the card then see two names for one server.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([{ ...inline, displayName: "Weather", data: sampleCard({ title: "Weather" }) }]),
  bad: sampleCatalog([{ ...inline, displayName: "Forecasts", data: sampleCard({ title: "Weather" }) }]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const data = entry.value["data"];
      if (!isCardEntry(entry.value) || !isObject(data)) continue;
      for (const [member, own] of [
        ["displayName", "title"],
        ["description", "description"],
      ] as const) {
        const [told, said] = [textOf(entry.value, member), textOf(data, own)];
        if (told === undefined || said === undefined || told === said) continue;
        yield {
          pointer: `${entry.pointer}/${member}`,
          message: `${member} ${quote(told)} hides the card's ${own} ${quote(said)}`,
          hint: `remove the entry's ${member}`,
        };
      }
    }
  },
});
