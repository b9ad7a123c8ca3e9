// Rule: tags are short and few.

import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf } from "../entries.ts";
import { step } from "../parts.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** A tag is a word or two; longer ones do not fit where tags are shown. */
export const maxTagCharacters = 64;
/** More tags than this say nothing, and only serve to be found everywhere. */
export const maxTags = 32;

/** `catalog/tag`: our own choice. */
export const tag: CatalogRule = defineRule({
  id: "catalog/tag",
  severity: "warning",
  title: "an entry has too long or too many tags",
  rationale:
    "Tags are words to filter by. A sentence is no tag, and an entry with every tag is a way to be found for everything; readers cut both.",
  spec: ownChoice("catalog/tag"),
  on: "catalog",
  good: sampleCatalog([sampleEntry({ tags: ["weather", "forecast"] })]),
  bad: sampleCatalog([sampleEntry({ tags: ["weather ".repeat(12).trim()] })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const tags = entry.value["tags"];
      if (!Array.isArray(tags)) continue;
      const pointer = `${entry.pointer}/tags`;
      if (tags.length > maxTags) {
        yield {
          pointer,
          message: `entry has ${tags.length} tags, more than ${maxTags}`,
          hint: "keep the ones that matter",
        };
      }
      for (const [index, text] of tags.slice(0, maxTags).entries()) {
        if (typeof text !== "string" || [...text].length <= maxTagCharacters) continue;
        const message = `tag has ${[...text].length} characters, more than ${maxTagCharacters}`;
        yield {
          pointer: pointer + step(index),
          message,
          hint: "write one or two words, and put sentences into the description",
        };
      }
    }
  },
});
