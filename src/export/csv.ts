// Entries as CSV by RFC 4180, for spreadsheets, which take a cell for a formula by its first character.

import { printable } from "../document/printable.ts";
import { isMembers } from "../document/sniff.ts";
import { type ExportEntry, factsOf, officialOf, textIn } from "./entry.ts";

/** The columns, in order; later versions add at the end only. */
export const csvColumns = [
  "name",
  "version",
  "title",
  "description",
  "status",
  "is_latest",
  "published_at",
  "updated_at",
  "endpoints",
  "website",
  "repository",
  "hosting_host",
  "card_url",
  "catalog_url",
  "identifier",
  "state",
] as const;

/** A line and how many of its cells a spreadsheet would have calculated. */
export interface CsvLine {
  readonly text: string;
  readonly defused: number;
}

/** The first line. */
export const csvHeader: string = `${csvColumns.join(",")}\r\n`;

/** One entry as a line. Control characters and line breaks become visible, so that an entry is one line. */
export function csvLine(entry: ExportEntry): CsvLine {
  const { server } = entry;
  const [official, facts] = [officialOf(entry), factsOf(entry)];
  const remotes = Array.isArray(server["remotes"]) ? server["remotes"] : [];
  const repository = isMembers(server["repository"]) ? server["repository"] : {};
  const values: Record<(typeof csvColumns)[number], string | undefined> = {
    name: entry.name,
    version: entry.version,
    title: textIn(server, "title"),
    description: textIn(server, "description"),
    status: textIn(official, "status"),
    is_latest: typeof official["isLatest"] === "boolean" ? String(official["isLatest"]) : undefined,
    published_at: textIn(official, "publishedAt"),
    updated_at: textIn(official, "updatedAt"),
    endpoints: remotes.flatMap((remote) => (isMembers(remote) ? (textIn(remote, "url") ?? []) : [])).join(" "),
    website: textIn(server, "websiteUrl"),
    repository: textIn(repository, "url"),
    hosting_host: textIn(facts, "hostingHost"),
    card_url: textIn(facts, "cardUrl"),
    catalog_url: textIn(facts, "catalogUrl"),
    identifier: textIn(facts, "identifier"),
    state: textIn(facts, "state"),
  };
  const cells = csvColumns.map((column) => cell(values[column] ?? ""));
  return {
    text: `${cells.map(({ text }) => text).join(",")}\r\n`,
    defused: cells.filter(({ defused }) => defused).length,
  };
}

/** What begins a formula in the usual spreadsheets, also after blanks and in its full-width form. */
const formula = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

function cell(value: string): { readonly text: string; readonly defused: boolean } {
  const defused = formula.test(value);
  const text = printable(defused ? `'${value}` : value);
  return { text: /[",;\r\n\t ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text, defused };
}
