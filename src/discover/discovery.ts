// What a discovery found: who lists which card, where the card is, and where its traffic goes.

import type { Card, CatalogEntry } from "../document/card.ts";
import type { Report } from "../document/report.ts";
import type { Answer, Failure } from "../http/exchange.ts";

/** A catalog that was asked for, whether or not it was there. */
export interface CatalogFound {
  /** The URL that was asked for; an inline one is its parent's URL with a fragment pointer. */
  readonly url: string;
  readonly report: Report;
  /** Absent for an inline catalog. */
  readonly answer?: Answer;
  /** How many catalogs stand above this one: 0 for the root. */
  readonly depth: number;
}

/** A server that a catalog (or the user) pointed at. One that could not be fetched stands in `failures`. */
export interface ServerFound {
  readonly report: Report;
  readonly card?: Card;
  /** The URL of the catalog that lists it; absent when a card or endpoint URL was asked for directly. */
  readonly listedBy?: string;
  /** The URL that the entry named (absolute), or for an inline card the catalog's URL + `#/entries/N/data`. */
  readonly cardAt: string;
  readonly inline: boolean;
  /** The remotes' URLs as written, templates and all. */
  readonly trafficTo: readonly string[];
  readonly entry?: CatalogEntry;
  /** The answer that carried the card; for an inline card, the one that carried its catalog. */
  readonly answer?: Answer;
}

/** The result of one discovery. */
export interface Discovery {
  readonly target: string;
  /** `found`: at least one server or catalog; `none`: plainly nothing published; `failed`: could not find out. */
  readonly outcome: "found" | "none" | "failed";
  readonly catalogs: readonly CatalogFound[];
  readonly servers: readonly ServerFound[];
  readonly failures: readonly Failure[];
  /** URLs of entries that a budget left unasked: never to be counted as missing. */
  readonly unasked: readonly string[];
  /** What nested catalogs list and was passed by, where only one host's own documents were to be looked at. */
  readonly passed?: { readonly cards: number; readonly catalogs: number };
  readonly requests: number;
  readonly durationMs: number;
}
