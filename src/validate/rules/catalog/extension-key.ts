// Rule: extensions stand under names that belong to somebody.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, isObject, type RawEntry } from "../entries.ts";
import { type Part, step } from "../parts.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";
import { manifestsOf } from "../trust.ts";

const url = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i;
const dotted = /^[a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)+$/i;

function* holders(catalog: Parameters<typeof entriesOf>[0]): Iterable<Part<RawEntry>> {
  yield { pointer: "", value: { ...catalog } };
  yield* entriesOf(catalog);
  for (const manifest of manifestsOf(catalog)) if (!manifest.older) yield manifest;
}

/** `catalog/extension-key`, spec.md 2.6. */
export const extensionKey: CatalogRule = defineRule({
  id: "catalog/extension-key",
  severity: "error",
  title: "an extension has a name of nobody's",
  rationale:
    "The key of an extension must be a URL or a domain in reverse, with dots. Any other name can mean two things in two catalogs, and the grammar with a slash is that of _meta in cards.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ extensions: { "com.example.confidenceScore": 0.9 } })]),
  bad: sampleCatalog([sampleEntry({ extensions: { confidenceScore: 0.9 } })]),
  *check(catalog) {
    for (const { pointer, value } of holders(catalog)) {
      const { extensions } = value;
      for (const key of isObject(extensions) ? Object.keys(extensions) : []) {
        if (url.test(key) || dotted.test(key)) continue;
        yield {
          pointer: `${pointer}/extensions${step(key)}`,
          onKey: true,
          message: `extension key ${quote(key)} is neither a URL nor a domain in reverse`,
          hint: 'write a URL of yours, or a name such as "com.example.confidenceScore"',
        };
      }
    }
  },
});
