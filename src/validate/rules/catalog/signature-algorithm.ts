// Rule: a signature names a key and an algorithm that can be trusted.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule, type Finding } from "../../rule.ts";
import { isObject, type RawEntry, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry, sampleManifest, sampleSignature } from "../samples.ts";
import { sources } from "../sources.ts";
import { headerOf, type Signature, signaturesOf } from "../trust.ts";

/** Members of a header that bring their own key or say where to fetch it, or that change what is signed. */
const foreign = ["jku", "jwk", "x5u", "x5c", "b64"];
const types: Readonly<Record<Signature["of"], string>> = {
  catalog: "ai-catalog+jws",
  manifest: "ai-catalog-trust-manifest+jws",
};

/** What is wrong with a header; `signature` is undefined for the older form, which had no profile. */
function* faults(header: RawEntry, of: Signature["of"], signature: RawEntry | undefined): Iterable<string> {
  const isDidWeb = signature?.["profile"] === "did-web-v1";
  const alg = textOf(header, "alg");
  if (alg === undefined) yield "names no algorithm";
  else if (/^none$/i.test(alg)) yield 'has the algorithm "none", so that anybody can write it';
  else if (/^HS/i.test(alg)) yield `has the algorithm ${quote(alg)}, whose key every verifier could sign with`;
  else if (isDidWeb && alg !== "ES256") yield `has the algorithm ${quote(alg)}, and did-web-v1 knows only ES256`;
  const own = foreign.find((member) => Object.hasOwn(header, member));
  if (own !== undefined) yield `has the header member "${own}"`;
  if (!isDidWeb) return;
  const [kid, typ, signer] = [textOf(header, "kid"), textOf(header, "typ"), textOf(signature ?? {}, "signer")];
  if (kid === undefined || (signer !== undefined && !kid.startsWith(`${signer}#`))) yield "names no key of its signer";
  if (typ !== types[of]) yield `is not of the type "${types[of]}"`;
}

/** `catalog/signature-algorithm`, spec.md 2.5 (profile did-web-v1; RFC 8725 3.1 and 3.2). */
export const signatureAlgorithm: CatalogRule = defineRule({
  id: "catalog/signature-algorithm",
  severity: "error",
  title: "a signature cannot be trusted",
  rationale:
    "A signature of the profile did-web-v1 must be made with ES256 and a key of its signer, and must not bring a key or an address of one along. Without an algorithm, or with a shared secret, anybody could have written it. Such an address is never fetched.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ trustManifests: [sampleManifest()] })]),
  bad: sampleCatalog([
    sampleEntry({ trustManifests: [sampleManifest({ signature: sampleSignature({}, { alg: "none" }) })] }),
  ]),
  *check(catalog) {
    for (const { pointer, value, of, older } of signaturesOf(catalog)) {
      const object = isObject(value) ? value : undefined;
      const jws = object === undefined ? value : object["jws"];
      const header = typeof jws === "string" ? headerOf(jws) : undefined;
      if (header === undefined) continue;
      for (const fault of faults(header, of, object)) {
        const finding: Finding = {
          pointer: object === undefined ? pointer : `${pointer}/jws`,
          message: `signature ${fault}`,
          hint: "sign anew with ES256 and a key of your did:web document",
        };
        yield older ? { ...finding, severity: "warning" } : finding;
      }
    }
  },
});
