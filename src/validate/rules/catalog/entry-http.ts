// Rule: an entry's document is fetched over https.

import { privateReason } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/entry-http`, spec.md 2.7 and 5. */
export const entryHttp: CatalogRule = defineRule({
  id: "catalog/entry-http",
  severity: "warning",
  title: "an entry is fetched over plain http",
  rationale:
    "Cards in production must be served over https, and many readers ask for nothing else. Over plain http anybody on the way can point clients at another server.",
  spec: sources.cardDiscovery,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ url: "https://mcp.example.com/mcp/server-card" })]),
  bad: sampleCatalog([sampleEntry({ url: "http://mcp.example.com/mcp/server-card" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const url = textOf(entry.value, "url");
      const parsed = readUrl(url ?? "");
      if (url === undefined || parsed?.protocol !== "http:" || privateReason(parsed.hostname) !== undefined) continue;
      yield {
        pointer: `${entry.pointer}/url`,
        part: "http:",
        message: `entry URL ${quote(url)} uses plain http`,
        hint: "serve the document over https and write https:// here",
      };
    }
  },
});
