// Rule: an entry's digest is that of its inline data.

import { digestOf } from "../../../document/digest.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCard, sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const { url: _url, ...inline } = sampleEntry();
/** Of the sample card; a constant, so that nothing is hashed before there is something to check. */
const rightDigest = "sha256:bd3e7455bef293df53aba4bf8ce87d9e9bf2c82e17ea2af7d04b5648d528e9eb";

/** `catalog/digest-mismatch`, spec.md 2.3. A digest beside a `url` is of bytes that are not here. */
export const digestMismatch: CatalogRule = defineRule({
  id: "catalog/digest-mismatch",
  severity: "error",
  title: "a digest is not that of the data",
  rationale:
    "The digest of an entry with data must be the SHA-256 of the data's canonical form (RFC 8785). Readers that check it refuse the entry as changed on the way.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([{ ...inline, digest: rightDigest, data: sampleCard() }]),
  bad: sampleCatalog([{ ...inline, digest: `sha256:${"0".repeat(64)}`, data: sampleCard() }]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const digest = textOf(entry.value, "digest");
      if (digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest) || !Object.hasOwn(entry.value, "data"))
        continue;
      const right = digestOf(entry.value["data"]);
      if (right === digest) continue;
      yield {
        pointer: `${entry.pointer}/digest`,
        message: "digest is not that of the entry's data",
        hint: `write "${right}" if the data is right`,
      };
    }
  },
});
