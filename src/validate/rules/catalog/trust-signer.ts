// Rule: who signs is who is named.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { isObject, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry, sampleManifest, sampleSignature } from "../samples.ts";
import { sources } from "../sources.ts";
import { signaturesOf } from "../trust.ts";

/** `catalog/trust-signer`, spec.md 2.5. */
export const trustSigner: CatalogRule = defineRule({
  id: "catalog/trust-signer",
  severity: "error",
  title: "a signature is somebody else's",
  rationale:
    "The signer must equal the contributor of the manifest byte for byte, and the signer of a catalog must be its host. A right signature by the wrong party would otherwise read as the word of the one that is named.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ trustManifests: [sampleManifest()] })]),
  bad: sampleCatalog([
    sampleEntry({
      trustManifests: [sampleManifest({ contributor: "did:web:audits.example.org", signature: sampleSignature() })],
    }),
  ]),
  *check(catalog) {
    for (const { pointer, value, owner, of } of signaturesOf(catalog)) {
      const signer = isObject(value) ? textOf(value, "signer") : undefined;
      if (signer === undefined || signer === owner) continue;
      // Other profiles than this one may name a catalog's host in their own way.
      if (of === "catalog" && isObject(value) && value["profile"] !== "did-web-v1") continue;
      if (of === "manifest" && owner === undefined) continue;
      const named = of === "manifest" ? "the manifest's contributor" : "the identifier of the catalog's host";
      yield {
        pointer: `${pointer}/signer`,
        message: `signer ${quote(signer)} is not ${named}`,
        hint: owner === undefined ? "write the signer as host.identifier" : `let ${quote(owner)} sign`,
      };
    }
  },
});
