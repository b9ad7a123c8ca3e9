// Who can read what a host publishes: the readers of each document, with how it is delivered taken into account.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Miss, Reading } from "../document/reading.ts";
import type { Report } from "../document/report.ts";
import type { ProfileName } from "../profiles/profile.ts";
import { readers } from "../profiles/readers.ts";

/** Whether one reader can use one document. */
export interface Consumer extends Reading {
  /** The URL of the document that the reader looks at. */
  readonly document: string;
  /** The server that it is about, where it is about one. */
  readonly server?: string;
}

/** A document with the findings of its delivery. */
export interface Delivered {
  readonly url: string;
  readonly report: Report;
  readonly delivery: readonly Diagnostic[];
}

/** What a reader looks at on a host. */
export interface Reached {
  readonly cards: readonly Delivered[];
  /** The root catalog, where there is one. */
  readonly catalog?: Delivered;
  /** `/.well-known/ard.json`, where there is one. */
  readonly ard?: Delivered;
  /** `/.well-known/mcp/server-card.json`, where there is one. */
  readonly older?: Delivered;
  /** The URL where the older one would stand. */
  readonly olderUrl: string;
}

const cardReaders: readonly ProfileName[] = ["mcp-client", "mcp-registry"];
const catalogReaders: readonly ProfileName[] = ["ai-catalog-1", "ai-catalog-2", "ai-catalog-3"];
const olderReaders: readonly ProfileName[] = ["sep-1649-scanner", "smithery-static"];

/** The reader that no document alone can satisfy: a client in a browser, on another origin. */
export const browser = "browser";

/** Gives a row for each reader and document that it would look at. */
export function consumersOf({ cards, catalog, ard, older, olderUrl }: Reached): readonly Consumer[] {
  const rows: Consumer[] = [];
  for (const card of cards) {
    const server = card.report.card?.name;
    for (const reading of read(card, cardReaders)) rows.push(row(reading, card.url, server));
    rows.push(row(browserReading(card), card.url, server));
  }
  if (catalog) for (const reading of read(catalog, catalogReaders)) rows.push(row(reading, catalog.url));
  const forArd = ard ?? catalog;
  if (forArd) for (const reading of read(forArd, ["ard-0.91"])) rows.push(row(reading, forArd.url));
  if (older) for (const reading of read(older, olderReaders)) rows.push(row(reading, older.url));
  else if (cards.length > 0) for (const name of olderReaders) rows.push(row(absent(name), olderUrl));
  return rows;
}

function row(reading: Reading, document: string, server?: string): Consumer {
  return { ...reading, document, ...(server !== undefined && { server }) };
}

/** What the document lacks, and what keeps the reader from getting it at all. */
function read({ report, delivery }: Delivered, names: readonly ProfileName[]): readonly Reading[] {
  const blocked = delivery.filter(({ code }) => code === "http/insecure").map(toMiss);
  return readers(report, names).map((reading) => {
    if (reading.reads === "not-applicable" || blocked.length === 0) return reading;
    return { ...reading, reads: "no", missing: [...reading.missing, ...blocked] };
  });
}

function browserReading({ report, delivery }: Delivered): Reading {
  const missing = delivery.filter(({ code }) => code === "http/cors-origin").map(toMiss);
  const reads = report.card !== undefined && missing.length === 0 ? "yes" : "no";
  return { name: browser, reads, missing };
}

function absent(name: string): Reading {
  const message = "there is nothing at the older path";
  const change = "mcp-discover migrate --hybrid writes the file for it from the card";
  return { name, reads: "no", missing: [{ pointer: "", message, change }] };
}

function toMiss({ message, hint, spec }: Diagnostic): Miss {
  return { pointer: "", message, change: hint ?? "", ...(spec !== undefined && { spec }) };
}
