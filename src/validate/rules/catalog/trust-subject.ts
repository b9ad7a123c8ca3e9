// Rule: a trust manifest speaks about the entry that it stands in.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule, type Finding } from "../../rule.ts";
import { isObject, type RawEntry, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry, sampleManifest } from "../samples.ts";
import { sources } from "../sources.ts";
import { manifestsOf } from "../trust.ts";

const hint = "copy the value from the entry, and let the contributor sign anew";

/** The former shape has an identity; where that is an identifier of a catalog, it is the entry's own. */
function* older(pointer: string, manifest: RawEntry, entry: RawEntry): Iterable<Finding> {
  const [identity, identifier] = [textOf(manifest, "identity"), textOf(entry, "identifier")];
  if (identity === undefined || !/^urn:air:/i.test(identity) || identity === identifier) return;
  const message = `identity ${quote(identity)} is not the entry's identifier`;
  yield { pointer: `${pointer}/identity`, message, hint, severity: "warning" };
}

function* current(pointer: string, subject: RawEntry, entry: RawEntry): Iterable<Finding> {
  for (const member of ["identifier", "type", "version", "url", "digest"]) {
    if (!Object.hasOwn(subject, member)) continue;
    if (subject[member] === entry[member]) continue;
    yield { pointer: `${pointer}/${member}`, message: `subject's ${member} is not the entry's`, hint };
  }
  const missing = ["identifier", "type"].find((member) => !Object.hasOwn(subject, member));
  if (missing !== undefined) yield { pointer, message: `subject has no ${missing}`, hint };
  else if (!Object.hasOwn(subject, "digest")) {
    if (Object.hasOwn(entry, "digest"))
      yield { pointer, message: "subject has no digest although the entry has one", hint };
    else if (!Object.hasOwn(subject, "url"))
      yield { pointer, message: "subject has neither digest nor url", hint: "add the entry's digest or url" };
  }
}

/** `catalog/trust-subject`, spec.md 2.5 (artifact binding, AIC ADR 0019 and 0032). */
export const trustSubject: CatalogRule = defineRule({
  id: "catalog/trust-subject",
  severity: "error",
  title: "a trust manifest speaks about something else",
  rationale:
    "Each value of a subject must equal the entry's own exactly, and a digest must be there when the entry has one. Else a manifest that was signed for one artifact would vouch for another one.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ trustManifests: [sampleManifest()] })]),
  bad: sampleCatalog([sampleEntry({ url: "https://example.com/card", trustManifests: [sampleManifest()] })]),
  *check(catalog) {
    for (const { pointer, value, entry, older: isOlder } of manifestsOf(catalog)) {
      if (entry === undefined) continue;
      if (isOlder) yield* older(pointer, value, entry);
      else if (isObject(value["subject"])) yield* current(`${pointer}/subject`, value["subject"], entry);
    }
  },
});
