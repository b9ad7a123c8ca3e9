// Where in a tree of catalogs something stands, so that results keep the publisher's order whatever answered first.

/** The index of the entry at each level, from the root down. The root itself is the empty list. */
export type Place = readonly number[];

/** Compares for sort: an entry stands before its own entries, and those before its next sibling. */
export function byPlace(a: { readonly place: Place }, b: { readonly place: Place }): number {
  for (const [level, index] of a.place.entries()) {
    const other = b.place[level];
    if (other === undefined) return 1;
    if (index !== other) return index - other;
  }
  return a.place.length - b.place.length;
}
