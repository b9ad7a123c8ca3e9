// The reader `ai-catalog-1`: AI Catalog 1.0, level 1 (minimal).

import { filledMember, member } from "../dialects/source.ts";
import type { Catalog } from "../document/card.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { duplicateIdentifier } from "../validate/rules/catalog/duplicate-identifier.ts";
import { sources } from "../validate/rules/sources.ts";
import { checkSchema } from "../validate/schema-stage.ts";
import { fromFinding, itemsOf, missingType } from "./places.ts";
import { isCatalogKind, type Profile } from "./profile.ts";
import { checkManifest, manifestsOf } from "./trust-manifest.ts";

/** Needs specVersion 1.x, entries with identifier, type and url or data, and no broken trust manifest (spec.md 2.8). */
export const aiCatalog1: Profile = {
  name: "ai-catalog-1",
  title: "AI Catalog level 1, minimal",
  appliesTo: isCatalogKind,
  *check({ value }) {
    yield* checkCatalogMembers(value);
    for (const entry of itemsOf(member(value, "entries"), "/entries"))
      for (const manifest of manifestsOf(entry)) yield* checkManifest(manifest);
  },
};

/** Yields what is wrong with the members that every reader of catalogs needs. */
export function* checkCatalogMembers(value: unknown): Iterable<Miss> {
  const spec = sources.aiCatalog;
  for (const found of checkSchema("catalog", value)) yield fromFinding(found);
  const version = filledMember(value, "specVersion");
  if (version !== undefined && /^\d+\.\d+$/.test(version) && !/^0*1\./.test(version)) {
    const message = `specVersion is "${version.slice(0, 20)}", a version that readers of 1.0 refuse`;
    yield { pointer: "/specVersion", message, change: 'write "1.0"', spec };
  }
  const entries = member(value, "entries");
  for (const { value: entry, pointer } of itemsOf(entries, "/entries")) {
    const isUntyped = isMembers(entry) && !Object.hasOwn(entry, "type");
    // The schema stage lets the older name pass, because our own reader knows it.
    if (isUntyped && typeof member(entry, "mediaType") === "string") yield missingType(entry, pointer, spec);
  }
  if (Array.isArray(entries))
    for (const { pointer, message, hint } of duplicateIdentifier.check(value as Catalog, {}))
      yield { pointer, message, change: hint, spec };
}
