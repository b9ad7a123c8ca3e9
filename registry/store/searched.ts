// What a search looks in, made from a card once, when it is indexed.

import type { Card } from "../../src/document/card.ts";
import type { StoredFacts } from "./claim-row.ts";
import { searchable } from "./search-terms.ts";

/** The columns of an entry that the full-text index holds. */
export interface Searched {
  readonly title: string;
  readonly description: string;
  /** Hosts of the endpoints and of the card, apart by spaces. */
  readonly hosts: string;
  readonly tags: string;
}

/** For an entry whose words may not be shown any more: nothing finds it. */
export const nothingSearched: Searched = { title: "", description: "", hosts: "", tags: "" };

/** Reads the columns off a card and what its catalog says of it. */
export function searchedIn(card: Card, { hostingHost, endpointHosts, tags = [] }: StoredFacts): Searched {
  return {
    title: searchable(card.title ?? ""),
    description: searchable(card.description),
    hosts: [...new Set([...endpointHosts, hostingHost])].join(" "),
    tags: searchable(tags.join(" ")),
  };
}
