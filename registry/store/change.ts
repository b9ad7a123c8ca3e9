// The shapes of the feed of changes.

import type { JsonChange } from "../../src/document/json-changes.ts";

/**
 * What a change was. `latest`: only the mark moved. `facts`: what we know of its origin changed, not what it says.
 * `identity`: who stands behind the name, or where its traffic goes, changed.
 */
export type ChangeEvent = "new" | "changed" | "gone" | "back" | "latest" | "facts" | "identity";

/** One numbered change of the index. */
export interface Change {
  readonly seq: number;
  readonly at: Date;
  readonly event: ChangeEvent;
  readonly name: string;
  readonly version: string;
  /** The host that speaks for the card. */
  readonly host: string;
  /** Where the card is. */
  readonly url: string;
  /** SHA-256 of the card before; of a new version, the card of the latest one before it. */
  readonly hashBefore?: string;
  readonly hashAfter?: string;
  /** Why it is gone, or what of its identity changed. */
  readonly reason?: string;
  /** How the words of the two cards differ. */
  readonly changes: readonly JsonChange[];
}

/** Which changes are asked for, in the order of their numbers unless `newest`. */
export interface HistoryQuery {
  /** A name (it has a slash), or a host; absent for everything. */
  readonly of?: string;
  /** Not earlier than. */
  readonly since?: Date;
  /** Only numbers above this one. */
  readonly after?: number;
  readonly limit: number;
  /** The last ones, newest first. */
  readonly newest?: boolean;
  /**
   * How many UTF-16 units of cards are compared: the page ends with the change at which there were more. 0 compares none, and
   * ends no page. All by default.
   */
  readonly mostUnits?: number;
}
