// Rule: an entry's URL can be fetched by anybody.

import { privateReason, readTemplateUrl } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

function problem(text: string): string | undefined {
  const url = readUrl(text);
  if (url === undefined) return "cannot be parsed";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "is not an https URL";
  if (readTemplateUrl(text)?.userinfo !== undefined) return "has a user name or password";
  const reason = privateReason(url.hostname);
  return reason === undefined ? undefined : `leads to ${reason}`;
}

/** `catalog/entry-url`, spec.md 2.7. */
export const entryUrl: CatalogRule = defineRule({
  id: "catalog/entry-url",
  severity: "error",
  title: "an entry's URL cannot be fetched",
  rationale:
    "Readers must refuse private addresses, and fetch https URLs on public hosts and nothing else, since a catalog could otherwise make them read local files or call machines inside their own network. An entry with any other URL is skipped.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ url: "https://mcp.example.com/mcp/server-card" })]),
  bad: sampleCatalog([sampleEntry({ url: "file:///srv/server-card.json" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const url = textOf(entry.value, "url");
      if (url === undefined || !/^[a-z][a-z0-9+.-]*:/i.test(url)) continue;
      const found = problem(url);
      if (found === undefined) continue;
      yield {
        pointer: `${entry.pointer}/url`,
        message: `entry URL ${quote(url)} ${found}`,
        hint: "write the https:// address at which everybody can fetch the document",
      };
    }
  },
});
