// Rule: an entry's updatedAt is a time that can be true.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

/** From this year on a time is a mistake or an attempt to sort first; fixed, because a rule has no clock. */
const firstImpossibleYear = 2100;
/** Before this year there was no protocol, so nothing was updated. */
const firstPossibleYear = 2024;

/** `catalog/updated-at`, spec.md 2.3 (RFC 3339, 5.6). */
export const updatedAt: CatalogRule = defineRule({
  id: "catalog/updated-at",
  severity: "warning",
  title: "updatedAt is an impossible time",
  rationale:
    "Readers sort versions by this time where versions cannot be compared, and ask again when it changes. A time far in the future or past says nothing, and would otherwise sort first or last for ever.",
  spec: sources.timestamps,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ updatedAt: "2026-11-22T08:00:00Z" })]),
  bad: sampleCatalog([sampleEntry({ updatedAt: "9999-12-31T23:59:59Z" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const text = entry.value["updatedAt"];
      if (typeof text !== "string") continue;
      const year = Number(/^\d{4}(?=-)/.exec(text)?.[0]);
      if (Number.isNaN(year) || (year >= firstPossibleYear && year < firstImpossibleYear)) continue;
      yield {
        pointer: `${entry.pointer}/updatedAt`,
        message: `updatedAt ${quote(text)} cannot be true`,
        hint: 'write when the entry last changed, such as "2026-11-22T08:00:00Z"',
      };
    }
  },
});
