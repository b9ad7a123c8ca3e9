// How one dialect reads a description of a server: what differs between them, as data.

import type { MemberTable } from "./members.ts";

/** How one dialect reads a description. */
export interface Reading {
  readonly members: MemberTable;
  /** True where a list holds the server, so that a bare `url` is an endpoint for sure. */
  readonly inList?: boolean;
  /** True for somebody's own settings: keys may hide in paths. */
  readonly personal?: boolean;
  /** True where a card without remotes is still worth making: the document was a card already. */
  readonly mayLackRemotes?: boolean;
  /** A label from outside the description: the key in a map, the name of the list. */
  readonly label?: string;
  /** Paths of versions that count only where they are a full semantic version, since formats have versions too. */
  readonly weakVersion?: readonly string[];
}
