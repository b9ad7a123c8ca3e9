// Rule: an entry's identifier and its inline card name the same server.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, isCardEntry, isObject, textOf } from "../entries.ts";
import { sampleCard, sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const { url: _url, ...inline } = sampleEntry();

/** Gives the identifier that belongs to a card's name, `urn:air:<domain>:mcp:<name>` (spec.md 2.4), or undefined. */
export function identifierOf(name: string): string | undefined {
  const [namespace, local, ...rest] = name.split("/");
  if (!namespace || !local || rest.length > 0) return undefined;
  return `urn:air:${namespace.split(".").reverse().join(".")}:mcp:${local}`;
}

/** `catalog/inline-name`, spec.md 2.4. */
export const inlineName: CatalogRule = defineRule({
  id: "catalog/inline-name",
  severity: "warning",
  title: "an identifier does not fit the inline card's name",
  rationale:
    "The identifier of a card follows from its name. Where the two differ, readers that know the server by one of them do not find it by the other, and one of the two may claim a publisher that is not theirs.",
  spec: sources.cardDiscovery,
  on: "catalog",
  good: sampleCatalog([{ ...inline, data: sampleCard() }]),
  bad: sampleCatalog([{ ...inline, identifier: "urn:air:example.com:mcp:forecast", data: sampleCard() }]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const data = entry.value["data"];
      const identifier = textOf(entry.value, "identifier");
      if (!isCardEntry(entry.value) || !isObject(data) || identifier === undefined) continue;
      const name = textOf(data, "name");
      const expected = name === undefined ? undefined : identifierOf(name);
      if (name === undefined || expected === undefined || !/^urn:air:/i.test(identifier)) continue;
      if (identifier.toLowerCase() === expected.toLowerCase()) continue;
      yield {
        pointer: `${entry.pointer}/identifier`,
        message: `identifier ${quote(identifier)} does not fit the card's name ${quote(name)}`,
        hint: `write ${quote(expected)}, or change the card's name`,
      };
    }
  },
});
