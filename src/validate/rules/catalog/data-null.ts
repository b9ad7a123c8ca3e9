// Rule: an entry that carries its card inline carries a card.

import { defineRule } from "../../rule.ts";
import { entriesOf, isCardEntry, isObject } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const { url: _url, ...inline } = sampleEntry();

/** `catalog/data-null`, spec.md 1.8 A15b. */
export const dataNull = defineRule({
  id: "catalog/data-null",
  severity: "error",
  title: "an inline card is no object",
  rationale:
    "A catalog may carry any JSON value inline, but a Server Card is an object. Some readers take null for a present card and fail, others take it for an absent one.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry()]),
  bad: sampleCatalog([{ ...inline, data: null }]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      if (!isCardEntry(entry.value) || !Object.hasOwn(entry.value, "data") || isObject(entry.value["data"])) continue;
      yield {
        pointer: `${entry.pointer}/data`,
        message: "data of a Server Card entry is not an object",
        hint: "put the whole card here, or remove data and link to the card with url",
      };
    }
  },
});
