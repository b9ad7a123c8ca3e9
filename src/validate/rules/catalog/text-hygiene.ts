// Rule: the texts of a catalog show what they say.

import { findFlaws } from "../../../text/flaws.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { flawMessages } from "../card/text-hygiene.ts";
import { entriesOf, isObject, type RawEntry, textOf } from "../entries.ts";
import { type Part, step } from "../parts.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { ownChoice } from "../sources.ts";

/** `catalog/text-hygiene`: as `card/text-hygiene`, for what a catalog shows. */
export const textHygieneOfCatalog: CatalogRule = defineRule({
  id: "catalog/text-hygiene",
  severity: "warning",
  title: "a text of the catalog holds what cannot be seen",
  rationale:
    "Readers show these texts before they fetch anything. Control, direction and invisible characters make them look other than they are, so readers remove them or skip the entry.",
  spec: ownChoice("catalog/text-hygiene"),
  on: "catalog",
  good: sampleCatalog([sampleEntry({ tags: ["wetter", "погода"] })]),
  bad: sampleCatalog([sampleEntry({ displayName: "Weather\u202e" })]),
  *check(catalog) {
    for (const text of textsOfCatalog(catalog)) {
      for (const flaw of findFlaws(text.value)) {
        yield {
          pointer: text.pointer,
          message: `text ${flawMessages[flaw.kind]} ${flaw.what}`,
          hint:
            flaw.kind === "blank" ? "write something that can be read" : "remove the character, and type the text anew",
        };
      }
    }
  },
});

/** Each text of a catalog that people read. */
export function* textsOfCatalog(catalog: Parameters<typeof entriesOf>[0]): Iterable<Part<string>> {
  if (isObject(catalog.host)) yield* members(catalog.host, "/host", ["displayName", "identifier"]);
  for (const entry of entriesOf(catalog)) {
    yield* members(entry.value, entry.pointer, ["identifier", "displayName", "description", "version"]);
    const tags = entry.value["tags"];
    for (const [index, value] of (Array.isArray(tags) ? tags : []).entries()) {
      if (typeof value === "string") yield { pointer: `${entry.pointer}/tags${step(index)}`, value };
    }
  }
}

function* members(value: RawEntry, pointer: string, names: readonly string[]): Iterable<Part<string>> {
  for (const name of names) {
    const text = textOf(value, name);
    if (text !== undefined) yield { pointer: pointer + step(name), value: text };
  }
}
