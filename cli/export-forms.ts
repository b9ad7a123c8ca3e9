// The forms of an export: each takes entries one at a time and remembers next to nothing of them.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { type CatalogEntry, catalogMediaType } from "../src/document/card.ts";
import { type CatalogEntryOptions, catalogEntry } from "../src/export/catalog-entry.ts";
import { csvHeader, csvLine } from "../src/export/csv.ts";
import type { ExportEntry } from "../src/export/entry.ts";
import { fileSink, type Sink } from "./export-sink.ts";
import { toJson } from "./format/json.ts";

/** One form of an export. */
export interface Form {
  begin(): Promise<void>;
  /** Takes an entry; false where this form has no room for it. */
  take(entry: ExportEntry): Promise<boolean>;
  end(): Promise<void>;
  /** It broke off: what has no name yet goes away. */
  drop?(): Promise<void>;
  /** What the user should know at the end, a clause each. */
  notes(): readonly string[];
}

const compact = { lines: false } as const;

/** One entry a line, as `/v0.1/servers` has them. */
export function ndjsonForm(sink: Sink): Form {
  return {
    begin: async () => {},
    async take({ server, meta }) {
      await sink.write(`${toJson({ server, _meta: meta }, compact)}\n`);
      return true;
    },
    end: async () => {},
    notes: () => [],
  };
}

/** The list that a registry answers with, as one document. */
export function serverJsonForm(sink: Sink): Form {
  let count = 0;
  return {
    begin: () => sink.write('{"servers":['),
    async take({ server, meta }) {
      await sink.write(`${count === 0 ? "\n" : ",\n"}${toJson({ server, _meta: meta }, compact)}`);
      count += 1;
      return true;
    },
    end: () => sink.write(`\n],"metadata":{"count":${count}}}\n`),
    notes: () => [],
  };
}

/** CSV for spreadsheets. */
export function csvForm(sink: Sink): Form {
  let defused = 0;
  return {
    begin: () => sink.write(csvHeader),
    async take(entry) {
      const line = csvLine(entry);
      defused += line.defused;
      await sink.write(line.text);
      return true;
    },
    end: async () => {},
    notes: () =>
      defused === 0 ? [] : [`${defused} cells begin like a formula and got an apostrophe, so that none is calculated`],
  };
}

/** How a catalog is written. */
export interface CatalogForm {
  readonly displayName: string;
  /** Where the files will be served, without a slash at the end; identifiers are made of it. */
  readonly baseUrl: string | undefined;
  readonly withVersion: boolean;
  readonly cardText?: CatalogEntryOptions["cardText"];
  /** The folder of a catalog in several files, and how many entries one may hold. */
  readonly paged?: { readonly folder: string; readonly size: number };
}

/** An AI Catalog in one document, or a root that lists one catalog for each page. */
export function catalogForm(sink: Sink, { displayName, baseUrl, withVersion, cardText, paged }: CatalogForm): Form {
  const host = toJson({ displayName, ...(baseUrl && { identifier: new URL(baseUrl).hostname }) }, compact);
  const head = `{"specVersion":"1.0","host":${host},"entries":[`;
  const tail = "\n]}\n";
  const taken = new Set<number>();
  const options: CatalogEntryOptions = {
    withVersion,
    mint: (name) => (baseUrl === undefined ? uuidOf(name) : `${baseUrl}/servers/${encodeURIComponent(name)}`),
    isTaken(identifier, version) {
      // Thirty bits of a hash, which the engine keeps without a box: a false hit costs an entry its given name, no more.
      const hash =
        createHash("sha256")
          .update(`${identifier}\n${withVersion ? version : ""}`)
          .digest()
          .readUInt32BE() >>> 2;
      const had = taken.has(hash);
      taken.add(hash);
      return had;
    },
    ...(cardText === undefined ? {} : { cardText }),
  };
  let [inPage, pages, listed] = [0, 0, 0];
  let page: Sink | undefined;
  async function closePage(): Promise<void> {
    if (page === undefined) return;
    await page.write(tail);
    await page.finish();
    page = undefined;
  }
  async function put(to: Sink, entry: CatalogEntry, isFirst: boolean): Promise<void> {
    await to.write(`${isFirst ? "\n" : ",\n"}${toJson(entry, compact)}`);
  }
  return {
    begin: () => sink.write(head),
    async take(entry) {
      const made = await catalogEntry(entry, options);
      if (made === undefined) return false;
      if (paged === undefined) {
        await put(sink, made, listed === 0);
        listed += 1;
        return true;
      }
      if (page === undefined || inPage === paged.size) {
        await closePage();
        pages += 1;
        inPage = 0;
        const path = `pages/${String(pages).padStart(5, "0")}.json`;
        page = await fileSink(join(paged.folder, path));
        await page.write(head);
        const url = `${baseUrl}/${path}`;
        await put(sink, { identifier: url, type: catalogMediaType, url, displayName: `Page ${pages}` }, pages === 1);
      }
      await put(page, made, inPage === 0);
      inPage += 1;
      return true;
    },
    async end() {
      await closePage();
      await sink.write(tail);
    },
    drop: async () => page?.drop(),
    notes: () => [],
  };
}

/** A name that is nobody's domain and always the same: a UUID of version 8 (RFC 9562) of the name's SHA-256. */
function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
