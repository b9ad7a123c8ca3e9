// Rule: an identifier names the publisher that serves the catalog.

import { areRelated } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/identifier-publisher`, spec.md 2.3 (projection). Silent where nobody knows who served the catalog. */
export const identifierPublisher: CatalogRule = defineRule({
  id: "catalog/identifier-publisher",
  severity: "warning",
  title: "an identifier names another publisher",
  rationale:
    "The domain in an identifier is a claim. Where another host serves the catalog, and the entry leads elsewhere too, nothing supports it, so readers must not show that domain as the publisher. Aggregators keep what publishers gave, and otherwise use identifiers of their own.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ identifier: "urn:air:example.com:mcp:weather" })]),
  bad: sampleCatalog([sampleEntry({ identifier: "urn:air:example.org:mcp:weather" })]),
  *check(catalog, context) {
    if (context.servedFrom === undefined) return;
    for (const entry of entriesOf(catalog)) {
      const identifier = textOf(entry.value, "identifier") ?? "";
      const domain = /^urn:air:([^:]+):/i.exec(identifier)?.[1];
      if (domain === undefined || areRelated(domain, context.servedFrom)) continue;
      // An aggregator must keep a publisher's identifier as it is, and then leads to that publisher.
      const target = readUrl(textOf(entry.value, "url") ?? "")?.hostname;
      if (target !== undefined && areRelated(domain, target)) continue;
      yield {
        pointer: `${entry.pointer}/identifier`,
        part: domain,
        message: `identifier claims the publisher ${quote(domain)}, but ${quote(context.servedFrom)} serves the catalog`,
        hint: "use the domain that serves the catalog, or an identifier that is no urn:air",
      };
    }
  },
});
