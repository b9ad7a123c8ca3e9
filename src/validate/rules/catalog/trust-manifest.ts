// Rule: a trust manifest has the members that the text asks for.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, isObject, type RawEntry, textOf } from "../entries.ts";
import { step } from "../parts.ts";
import { sampleCatalog, sampleEntry, sampleManifest } from "../samples.ts";
import { sources } from "../sources.ts";
import { isAbsoluteUri } from "../trust.ts";

const trustSchema = { identifier: "https://example.org/audits", version: "1.0" };
const lists = ["attestations", "provenance"] as const;

/** Each fault of a manifest: the member it is about (none for the whole), what is wrong, what to do. */
function* faults(manifest: RawEntry): Iterable<readonly [member: string | undefined, message: string, hint: string]> {
  const contributor = textOf(manifest, "contributor");
  const hint = 'write who vouches as a URI, such as "did:web:example.com"';
  if (contributor === undefined) yield [undefined, "trust manifest has no contributor", hint];
  else if (!isAbsoluteUri(contributor))
    yield ["contributor", `contributor ${quote(contributor)} is no absolute URI`, hint];
  for (const member of lists) {
    const list = manifest[member];
    if (list !== undefined && !(Array.isArray(list) && list.every(isObject)))
      yield [member, `${member} are not an array of objects`, "write an array of objects"];
  }
  for (const member of ["subject", "trustSchema", "extensions"] as const) {
    if (manifest[member] !== undefined && !isObject(manifest[member]))
      yield [member, `${member} is not an object`, "write an object"];
  }
  const said = [...lists, "extensions"].some((member) => Object.keys(manifest[member] ?? {}).length > 0);
  if (!said && manifest["signature"] === undefined && manifest["trustSchema"] === undefined)
    yield [undefined, "trust manifest says nothing", "add a signature, a trustSchema, attestations or provenance"];
  if (manifest["signature"] !== undefined && manifest["subject"] === undefined)
    yield [undefined, "signed trust manifest has no subject", "add a subject with the entry's identifier and type"];
}

/** `catalog/trust-manifest`, spec.md 2.5 and 2.8. Manifests of the former shape are left to `catalog/renamed-member`. */
export const trustManifest: CatalogRule = defineRule({
  id: "catalog/trust-manifest",
  severity: "error",
  title: "a trust manifest is malformed",
  rationale:
    "Every trust manifest of a catalog must be valid, even where nobody verifies it. It must name its contributor, say something, and when it is signed, say what the signature is about. Nothing here verifies a manifest: a well-formed one proves nothing yet.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ trustManifests: [sampleManifest()] })]),
  bad: sampleCatalog([sampleEntry({ trustManifests: [{ contributor: "Example Audits", trustSchema }] })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const manifests = entry.value["trustManifests"];
      for (const [index, manifest] of (Array.isArray(manifests) ? manifests : []).entries()) {
        const pointer = `${entry.pointer}/trustManifests${step(index)}`;
        if (!isObject(manifest)) yield { pointer, message: "trust manifest is no object", hint: "write an object" };
        else
          for (const [member, message, hint] of faults(manifest))
            yield member === undefined
              ? { pointer, part: "{", message, hint }
              : { pointer: pointer + step(member), message, hint };
      }
    }
  },
});
