// Rule: an entry's updatedAt is a time that can be.

import { quote } from "../../../text/quote.ts";
import { defineRule } from "../../rule.ts";
import { entriesOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const timestamp =
  /^(\d{4})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** From this year on a time is a mistake or an attempt to sort first; fixed, because a rule has no clock. */
const firstImpossibleYear = 2100;
/** Before this year there was no protocol, so nothing was updated. */
const firstPossibleYear = 2024;

/** `catalog/updated-at`, spec.md 2.3 (RFC 3339, 5.6). */
export const updatedAt = defineRule({
  id: "catalog/updated-at",
  severity: "warning",
  title: "updatedAt is not a time, or an impossible one",
  rationale:
    "Readers sort versions by this time where versions cannot be compared, and ask again when it changes. A date alone is not enough, and a time far in the future or past is ignored.",
  spec: sources.timestamps,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ updatedAt: "2026-11-22T08:00:00Z" })]),
  bad: sampleCatalog([sampleEntry({ updatedAt: "2026-11-22" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const text = entry.value["updatedAt"];
      if (typeof text !== "string") continue;
      const year = Number(timestamp.exec(text)?.[1]);
      const pointer = `${entry.pointer}/updatedAt`;
      const hint = 'write date, time and zone, such as "2026-11-22T08:00:00Z"';
      if (Number.isNaN(year)) yield { pointer, message: `updatedAt ${quote(text)} is not an RFC 3339 time`, hint };
      else if (year >= firstImpossibleYear || year < firstPossibleYear) {
        yield { pointer, message: `updatedAt ${quote(text)} cannot be true`, hint: "write when the entry last changed" };
      }
    }
  },
});
