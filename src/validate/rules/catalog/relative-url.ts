// Rule: an entry's URL is absolute.

import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/relative-url`, spec.md 1.8 A14: an error here, a warning for those who fetch. */
export const relativeUrl: CatalogRule = defineRule({
  id: "catalog/relative-url",
  severity: "error",
  title: "an entry's URL is relative",
  rationale:
    "The member must be a URL, and catalogs are copied, so a relative one has no fixed start. One SDK resolves it against the catalog, one refuses it, and one makes its first segment a host.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ url: "https://mcp.example.com/mcp/server-card" })]),
  bad: sampleCatalog([sampleEntry({ url: "/mcp/server-card" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const url = textOf(entry.value, "url");
      if (url === undefined || readUrl(url) !== undefined || /^[a-z][a-z0-9+.-]*:/i.test(url)) continue;
      yield {
        pointer: `${entry.pointer}/url`,
        message: `entry URL ${quote(url)} is relative`,
        hint: "write the whole URL, with https:// and the host",
      };
    }
  },
});
