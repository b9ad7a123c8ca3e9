// Rule: nothing in a catalog looks like a live credential.

import { credentialTrace } from "../../../text/credentials.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { credentialsIn, stringsOf } from "../credentials-in.ts";
import { entriesOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { ownChoice } from "../sources.ts";

const hint = "remove it from the catalog and revoke it";

/** `catalog/credential`: as `card/credential`, for what a catalog says itself; an inline card is judged as a card. */
export const credentialOfCatalog: CatalogRule = defineRule({
  id: "catalog/credential",
  severity: "warning",
  title: "the catalog holds what looks like a credential",
  rationale:
    "A catalog is public and copied by crawlers and registries, so a credential in it is lost the moment it is published. Revoke it before anything else: removing it from the catalog does not bring it back. Of a catalog with one, mcp-discover's crawler keeps no copy.",
  spec: ownChoice("catalog/credential"),
  on: "catalog",
  good: sampleCatalog([sampleEntry({ description: "Weather forecasts; ask for a key at example.com" })]),
  bad: sampleCatalog([sampleEntry({ description: "Weather forecasts with token 0a1b2c3d4e5f60718293a4b5" })]),
  *check(catalog) {
    const { host } = catalog;
    for (const text of stringsOf(host, "/host")) yield* credentialsIn(text, hint);
    for (const entry of entriesOf(catalog)) {
      const { data: _, ...own } = entry.value;
      if (!credentialTrace.test(JSON.stringify(own))) continue;
      for (const text of stringsOf(own, entry.pointer)) yield* credentialsIn(text, hint);
    }
  },
});
