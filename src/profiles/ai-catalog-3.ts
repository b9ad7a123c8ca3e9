// The reader `ai-catalog-3`: AI Catalog 1.0, level 3 (trusted), as far as a document shows it without the network.

import { member } from "../dialects/source.ts";
import { sources } from "../validate/rules/sources.ts";
import { aiCatalog2 } from "./ai-catalog-2.ts";
import { itemsOf, placeOf } from "./places.ts";
import { isCatalogKind, type Profile } from "./profile.ts";
import { isSignedBy, publisherOf } from "./signed-by.ts";

/** Needs level 2, and on each entry a manifest that its publisher signed with did:web (spec.md 2.8). Nothing is verified. */
export const aiCatalog3: Profile = {
  name: "ai-catalog-3",
  title: "AI Catalog level 3, signatures unverified",
  needs:
    "Level 3 of AI Catalog needs level 2 and, on each entry, a trust manifest signed by the publisher that its identifier names. Nothing is verified here.",
  spec: sources.aiCatalog,
  appliesTo: isCatalogKind,
  *check(subject) {
    yield* aiCatalog2.check(subject);
    const spec = sources.aiCatalog;
    const entries = itemsOf(member(subject.value, "entries"), "/entries");
    if (entries.length === 0) {
      const change = "list an entry with a trust manifest that its publisher signed";
      yield { pointer: "", message: "the catalog has no entry that anybody could have signed", change, spec };
    }
    for (const { pointer, value } of entries) {
      const signer = publisherOf(value);
      const place = placeOf(pointer);
      if (signer === undefined) {
        const change = 'write an identifier that names the publisher, such as "urn:air:example.com:mcp:weather"';
        yield { pointer, message: `${place} has an identifier without a publisher's domain`, change, spec };
      } else if (!isSignedBy(value, signer)) {
        const change = `add to "trustManifests" one with "contributor": "${signer}" and its signature by did-web-v1`;
        yield { pointer, message: `${place} has no trust manifest that its publisher signed`, change, spec };
      }
    }
  },
};
