// What the full-text index holds besides words: facets, and which words stand in a name, a title or a tag. One query finds all of it together, and lazily, however common each is.

import { type FacetFilter, type FacetName, type Facets, facetNames, hostSuffixes } from "./facets.ts";
import { wordsOf } from "./search-words.ts";

/**
 * Begins each token: a letter of nobody's alphabet, which `searchable` takes out of strangers' texts. The digit at the end
 * keeps the stemmer away.
 */
export const tokenMark = "\ue000";

/** A place where a word tells more than elsewhere. The index could be asked by column, but would then walk to its end. */
export type Place = "called" | "tagged";

const placeDigits: Readonly<Record<Place, string>> = { called: "1", tagged: "2" };

/** The token of a word in a place: its word is stemmed as the bare one is. */
export function placeToken(place: Place, word: string): string {
  return `${tokenMark}${placeDigits[place]}${word}`;
}

/** All tokens of an entry that a search may find, apart by spaces. */
export function tokensOf(
  { name, title, tags }: { readonly name: string; readonly title: string; readonly tags: string },
  facets: Facets,
): string {
  const called = [...new Set(wordsOf(`${name} ${title}`))].map((word) => placeToken("called", word));
  const tagged = [...new Set(wordsOf(tags))].map((word) => placeToken("tagged", word));
  return [...facetTokens(facets), ...called, ...tagged].join(" ");
}

/** The token of a facet's value; only letters and digits, since the index would cut it at anything else. */
export function facetToken(facet: FacetName, value: string): string {
  const plain = value.toLowerCase().replace(/[^a-y0-9]/gu, (letter) => `z${letter.codePointAt(0)?.toString(16)}z`);
  return `${tokenMark}${facet}z${plain}0`;
}

function facetTokens(facets: Facets): readonly string[] {
  return facetNames.flatMap((facet) => {
    const values = facet === "host" ? facets.host.flatMap(hostSuffixes) : facets[facet];
    return [...new Set(values)].map((value) => facetToken(facet, value));
  });
}

/** The part of a full-text query that asks for a filter; empty where nothing is asked for. */
export function filterMatch(filter: FacetFilter): string {
  const groups = [...filter].map(([facet, values]) => {
    // Of no values none can be had: the bare mark is nobody's token.
    const tokens = values.length === 0 ? [tokenMark] : values.map((value) => facetToken(facet, value));
    const alternatives = tokens.map((token) => `"${token}"`);
    return `(${alternatives.join(" OR ")})`;
  });
  return groups.join(" AND ");
}
