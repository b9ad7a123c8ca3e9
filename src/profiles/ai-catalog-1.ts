// The reader `ai-catalog-1`: AI Catalog 1.0, level 1 (minimal).

import { filledMember, member } from "../dialects/source.ts";
import type { Catalog } from "../document/card.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { quote } from "../text/quote.ts";
import type { CatalogRule } from "../validate/rule.ts";
import { duplicateIdentifier } from "../validate/rules/catalog/duplicate-identifier.ts";
import { signatureAlgorithm } from "../validate/rules/catalog/signature-algorithm.ts";
import { signatureForm } from "../validate/rules/catalog/signature-form.ts";
import { trustDigest } from "../validate/rules/catalog/trust-digest.ts";
import { trustManifest } from "../validate/rules/catalog/trust-manifest.ts";
import { trustSigner } from "../validate/rules/catalog/trust-signer.ts";
import { trustSubject } from "../validate/rules/catalog/trust-subject.ts";
import { sources } from "../validate/rules/sources.ts";
import { checkSchema } from "../validate/schema-stage.ts";
import { fromFinding, itemsOf, missingType } from "./places.ts";
import { isCatalogKind, type Profile } from "./profile.ts";

const spec = sources.aiCatalog;

/** What makes a trust manifest, or the signature of the catalog, a valid one. */
const trustRules = [trustManifest, trustSubject, trustSigner, trustDigest, signatureForm, signatureAlgorithm];

/** Needs specVersion 1.x, entries with identifier, type and url or data, and no broken trust manifest (spec.md 2.8). */
export const aiCatalog1: Profile = {
  name: "ai-catalog-1",
  title: "AI Catalog level 1, minimal",
  needs:
    "Level 1 of AI Catalog needs specVersion 1.x, entries that each have an identifier, a type and either url or data, no entry twice, and no broken trust manifest.",
  spec,
  appliesTo: isCatalogKind,
  *check({ value }) {
    yield* checkCatalogMembers(value);
    for (const rule of trustRules) yield* checkRule(rule, value);
  },
};

/** Yields what is wrong with the members that every reader of catalogs needs. */
export function* checkCatalogMembers(value: unknown): Iterable<Miss> {
  for (const found of checkSchema("catalog", value)) yield fromFinding(found);
  const version = filledMember(value, "specVersion");
  if (version !== undefined && /^\d+\.\d+$/.test(version) && !/^0*1\./.test(version)) {
    const message = `specVersion is ${quote(version)}, which readers of version 1 refuse`;
    yield { pointer: "/specVersion", message, change: 'write "1.0"', spec };
  }
  for (const { value: entry, pointer } of itemsOf(member(value, "entries"), "/entries")) {
    const isUntyped = isMembers(entry) && !Object.hasOwn(entry, "type");
    // The schema stage lets the older name pass, because our own reader knows it.
    if (isUntyped && typeof member(entry, "mediaType") === "string") yield missingType(entry, pointer, spec);
  }
  yield* checkRule(duplicateIdentifier, value);
}

/** Yields the errors that one rule finds in what may be a catalog. */
function* checkRule(rule: CatalogRule, value: unknown): Iterable<Miss> {
  if (!Array.isArray(member(value, "entries"))) return;
  for (const { pointer, message, hint, severity } of rule.check(value as Catalog, {}))
    if ((severity ?? rule.severity) === "error") yield { pointer, message, change: hint, spec: rule.spec };
}
