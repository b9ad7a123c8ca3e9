// Rule: identifiers of an ARD catalog are of the urn:air form.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { ardEntriesOf, ardIdentifier } from "../ard.ts";
import { textOf } from "../entries.ts";
import { sampleArdEntry, sampleCatalog } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/ard-identifier`, spec.md 2.4 and 4.6. What starts as an urn is `catalog/identifier-form`'s to judge. */
export const ardIdentifierRule: CatalogRule = defineRule({
  id: "catalog/ard-identifier",
  severity: "warning",
  title: "an identifier of an ARD catalog is no urn:air",
  rationale:
    "AI Catalog takes any identifier, ARD 0.91 only those that start with urn:air and name a publisher. Its checkers refuse the whole catalog for one other identifier.",
  spec: sources.ard,
  on: "catalog",
  good: sampleCatalog([sampleArdEntry()]),
  bad: sampleCatalog([sampleArdEntry({ identifier: "https://example.com/servers/weather" })]),
  *check(catalog) {
    for (const { pointer, value } of ardEntriesOf(catalog)) {
      const identifier = textOf(value, "identifier");
      if (identifier === undefined || ardIdentifier.test(identifier) || /^urn:(?:air|ai|mcp):/i.test(identifier))
        continue;
      yield {
        pointer: `${pointer}/identifier`,
        message: `identifier ${quote(identifier)} is no urn:air, which ARD asks for`,
        hint: 'write "urn:air:", your domain, a namespace and a name, such as "urn:air:example.com:mcp:weather"',
      };
    }
  },
});
