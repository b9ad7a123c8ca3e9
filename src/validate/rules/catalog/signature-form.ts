// Rule: a signature has its members, and a detached JWS.

import { type CatalogRule, defineRule } from "../../rule.ts";
import { isObject, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry, sampleManifest, sampleSignature } from "../samples.ts";
import { sources } from "../sources.ts";
import { headerOf, signaturesOf } from "../trust.ts";

const hint = "sign with a tool that writes signer, profile, issuedAt and a detached jws";
const time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** `catalog/signature-form`, spec.md 2.5 (RFC 7515 appendix F for detached content). */
export const signatureForm: CatalogRule = defineRule({
  id: "catalog/signature-form",
  severity: "error",
  title: "a signature is malformed",
  rationale:
    "A signature must name its signer, profile and time, and hold a JWS whose payload is left out. Whoever verifies it needs all of these, and rejects the manifest without them. Nothing here verifies a signature.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ trustManifests: [sampleManifest()] })]),
  bad: sampleCatalog([
    sampleEntry({ trustManifests: [sampleManifest({ signature: sampleSignature({ jws: "not a signature" }) })] }),
  ]),
  *check(catalog) {
    for (const { pointer, value, older } of signaturesOf(catalog)) {
      if (older) continue;
      if (!isObject(value)) {
        // The schema says the same of the catalog's own signature.
        if (pointer !== "/signature") yield { pointer, message: "signature is no object", hint };
        continue;
      }
      for (const member of ["signer", "profile", "issuedAt", "jws"]) {
        if (textOf(value, member) === undefined)
          yield { pointer, part: "{", message: `signature has no ${member}`, hint };
      }
      const [issued, expires, jws] = [textOf(value, "issuedAt"), value["expiresAt"], textOf(value, "jws")];
      if (issued !== undefined && !time.test(issued))
        yield { pointer: `${pointer}/issuedAt`, message: "issuedAt is no RFC 3339 time", hint };
      if (expires !== undefined && !(typeof expires === "string" && time.test(expires)))
        yield { pointer: `${pointer}/expiresAt`, message: "expiresAt is no RFC 3339 time", hint };
      else if (typeof expires === "string" && Date.parse(expires) <= Date.parse(issued ?? ""))
        yield { pointer: `${pointer}/expiresAt`, message: "signature expires before it is issued", hint };
      if (jws !== undefined && (!/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+$/.test(jws) || headerOf(jws) === undefined))
        yield { pointer: `${pointer}/jws`, message: "jws is no detached compact JWS", hint };
    }
  },
});
