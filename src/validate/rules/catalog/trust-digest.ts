// Rule: digests in a trust manifest are SHA-256 or better.

import { type CatalogRule, defineRule, type Finding } from "../../rule.ts";
import { isObject, type RawEntry } from "../entries.ts";
import { step } from "../parts.ts";
import { sampleCatalog, sampleEntry, sampleManifest } from "../samples.ts";
import { sources } from "../sources.ts";
import { manifestsOf } from "../trust.ts";

const strong = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
/** What can be forged: the names of broken hashes, and bare digits of their lengths. */
const weak = /^(?:md[245]|sha-?1|crc32)\b|^(?:[0-9a-f]{32}|[0-9a-f]{40})$/i;

function* digestsOf(manifest: RawEntry): Iterable<readonly [path: string, digest: unknown]> {
  for (const [list, member] of [
    ["attestations", "digest"],
    ["provenance", "sourceDigest"],
  ] as const) {
    const items = manifest[list];
    for (const [index, item] of (Array.isArray(items) ? items : []).entries()) {
      if (isObject(item) && Object.hasOwn(item, member)) yield [`/${list}${step(index)}/${member}`, item[member]];
    }
  }
}

/** `catalog/trust-digest`, spec.md 2.3 and 2.5. The subject's digest is the entry's, of which the schema speaks. */
export const trustDigest: CatalogRule = defineRule({
  id: "catalog/trust-digest",
  severity: "error",
  title: "a digest in a trust manifest is weak or malformed",
  rationale:
    "Digests must be SHA-256 or better. For weaker ones somebody can make a second document with the same digest, and the statement then vouches for that one too.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([
    sampleEntry({
      trustManifests: [
        sampleManifest({ provenance: [{ relation: "derivedFrom", sourceDigest: `sha256:${"0a".repeat(32)}` }] }),
      ],
    }),
  ]),
  bad: sampleCatalog([
    sampleEntry({
      trustManifests: [
        sampleManifest({ provenance: [{ relation: "derivedFrom", sourceDigest: `md5:${"0a".repeat(16)}` }] }),
      ],
    }),
  ]),
  *check(catalog) {
    for (const { pointer, value, older } of manifestsOf(catalog)) {
      for (const [path, digest] of digestsOf(value)) {
        const isWeak = typeof digest === "string" && weak.test(digest);
        if (older ? !isWeak : typeof digest === "string" && strong.test(digest)) continue;
        const finding: Finding = {
          pointer: pointer + path,
          message: isWeak ? "digest is weaker than SHA-256" : "digest is not written as sha256: and 64 hex digits",
          hint: 'write "sha256:" and 64 lower-case hex digits',
        };
        yield older ? { ...finding, severity: "warning" } : finding;
      }
    }
  },
});
