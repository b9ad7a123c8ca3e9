// Rule: identifier and version together name one entry.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

/** `catalog/duplicate-identifier`, spec.md 2.3 (uniqueness). */
export const duplicateIdentifier: CatalogRule = defineRule({
  id: "catalog/duplicate-identifier",
  severity: "error",
  title: "two entries have one identifier and version",
  rationale:
    "Identifier and version together must be unique in a catalog. Readers use them as the key of an entry, so of two entries with one key only one survives, and which one depends on the reader. Several versions of one artifact each need their own version member.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ version: "1.0.0" }), sampleEntry({ version: "2.0.0" })]),
  bad: sampleCatalog([sampleEntry(), sampleEntry({ url: "https://eu.example.com/mcp/server-card" })]),
  *check(catalog) {
    const versions = new Map<string, Set<string | undefined>>();
    for (const entry of entriesOf(catalog)) {
      const identifier = textOf(entry.value, "identifier");
      if (identifier === undefined) continue;
      const version = textOf(entry.value, "version");
      const seen = versions.get(identifier) ?? new Set();
      versions.set(identifier, seen);
      const pointer = `${entry.pointer}/identifier`;
      const hint = "give each entry its own identifier, or its own version where it is one artifact";
      if (seen.has(version)) {
        const what = version === undefined ? "" : ` with version ${quote(version)}`;
        yield { pointer, message: `identifier ${quote(identifier)}${what} is listed twice`, hint };
      } else if (seen.size > 0 && (version === undefined || seen.has(undefined))) {
        yield { pointer, message: `identifier ${quote(identifier)} is listed with and without a version`, hint };
      }
      seen.add(version);
    }
  },
});
