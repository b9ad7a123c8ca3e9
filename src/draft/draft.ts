// A card in the making: what is known of a server so far, from several who know something of it, and what is missing.

import type { Card, Remote } from "../document/card.ts";

/** What is known. All members are as a card has them, but not yet judged. */
export interface Draft {
  /** The whole name, where somebody said it. */
  readonly name?: string;
  /** The second half of the name, where only that is known. */
  readonly localName?: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly websiteUrl?: string;
  readonly repository?: Card["repository"];
  readonly icons?: Card["icons"];
  /** The endpoint, where it is one that needs nothing but its URL. Stands for the first of `remotes`. */
  readonly url?: string;
  readonly transport?: Remote["type"];
  readonly supportedProtocolVersions?: readonly string[];
  /** Headers that a user has to fill in with a secret. */
  readonly secretHeaders?: readonly string[];
  /** The remotes of an older document, with all that it says of them. */
  readonly remotes?: Card["remotes"];
  /** Members of a card that nothing else here holds. */
  readonly others?: Readonly<Record<string, unknown>>;
}

/** What a card needs and nobody can make up, in the order in which it is asked for. */
export const neededMembers = ["url", "description", "version"] as const;

/** One of {@link neededMembers}, or the name where it cannot be derived. */
export type NeededMember = (typeof neededMembers)[number] | "name";

/** What one source says, then what another says where that is silent: the first one wins. */
export function merged(...drafts: readonly Draft[]): Draft {
  const said = drafts.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));
  return Object.assign({}, ...said.reverse());
}

/** Which needed members a draft lacks. */
export function missingMembers(draft: Draft): readonly NeededMember[] {
  return neededMembers.filter((member) =>
    member === "url" ? draft.url === undefined && (draft.remotes?.length ?? 0) === 0 : draft[member] === undefined,
  );
}
