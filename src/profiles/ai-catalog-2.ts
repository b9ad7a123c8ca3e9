// The reader `ai-catalog-2`: AI Catalog 1.0, level 2 (discoverable).

import { filledMember, member } from "../dialects/source.ts";
import { isMembers } from "../document/sniff.ts";
import { sources } from "../validate/rules/sources.ts";
import { aiCatalog1 } from "./ai-catalog-1.ts";
import { isCatalogKind, type Profile } from "./profile.ts";

/** Needs level 1, and says who runs the catalog (spec.md 2.8). */
export const aiCatalog2: Profile = {
  name: "ai-catalog-2",
  title: "AI Catalog level 2, discoverable",
  needs: "Level 2 of AI Catalog needs level 1 and a host with a displayName.",
  spec: sources.aiCatalog,
  appliesTo: isCatalogKind,
  *check(subject) {
    yield* aiCatalog1.check(subject);
    const host = member(subject.value, "host");
    const isNamed = filledMember(host, "displayName") !== undefined;
    // A host that is there but malformed is among the misses of level 1.
    if (isNamed || (host !== undefined && typeof member(host, "displayName") !== "string")) return;
    yield {
      pointer: isMembers(host) ? "/host" : "",
      message: "the catalog does not say who runs it",
      change: 'add "host": { "displayName": "Example" } with the name of who runs the catalog',
      spec: sources.aiCatalog,
    };
  },
};
