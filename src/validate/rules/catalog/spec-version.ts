// Rule: the catalog is written to a version of the specification that readers know.

import type { Fix } from "../../../document/fix.ts";
import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

/** The major version of the AI Catalog specification that is read here; every minor version of it is accepted. */
export const supportedMajor = 1;

/** `catalog/spec-version`, spec.md 2.2: error for a higher major, warning for a lower one or a leading zero. */
export const specVersion: CatalogRule = defineRule({
  id: "catalog/spec-version",
  severity: "error",
  title: "the catalog's specVersion is not supported",
  rationale:
    "A catalog must say which version of the format it has. A higher major version may change what any member means, so readers refuse it rather than guess. Minor versions only add, and are all accepted.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry()], { specVersion: "1.7" }),
  bad: sampleCatalog([sampleEntry()], { specVersion: "2.0" }),
  *check(catalog) {
    const match = /^(\d+)\.(\d+)$/.exec(catalog.specVersion);
    if (match === null) return;
    const pointer = "/specVersion";
    const hint = 'write "1.0"';
    if (Number(match[1]) < supportedMajor) {
      // The text asks for a refusal of higher versions only; catalogs of ARD 0.91 write their own version here.
      const message = `specVersion ${quote(catalog.specVersion)} is older than the first version of the format`;
      yield { pointer, message, hint, severity: "warning" };
    } else if (Number(match[1]) !== supportedMajor) {
      const message = `specVersion ${quote(catalog.specVersion)} is not supported, only major version ${supportedMajor} is`;
      yield { pointer, message, hint };
    } else if (/^0\d|\.0\d/.test(catalog.specVersion)) {
      const message = `specVersion ${quote(catalog.specVersion)} has a leading zero`;
      const value = catalog.specVersion.replace(/(?<!\d)0+(?=\d)/g, "");
      const fix: Fix = { op: "replace", pointer, value };
      yield { pointer, message, hint: `write "${value}"`, severity: "warning", fix };
    }
  },
});
