// Entries as those of an AI Catalog: identifiers that their publishers gave are kept, and none is minted in their name.

import { migrate } from "../dialects/migrate.ts";
import { type CatalogEntry, cardMediaType } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { type ExportEntry, factsOf, officialOf, textIn } from "./entry.ts";

/** What decides how entries are written. */
export interface CatalogEntryOptions {
  /** Makes an identifier for a name whose publisher gave none: not `urn:air`, and always the same. */
  mint(name: string): string;
  /** Says the version in each entry: it must be there where several versions of a server are (spec.md 2.3). */
  readonly withVersion: boolean;
  /** Whether an identifier of that version stands in the catalog already; notes that it does now. */
  isTaken(identifier: string, version: string): boolean;
  /** The words of a card that stood inside a catalog, as JSON. */
  cardText?(name: string, sha256: string): Promise<string | undefined>;
}

/** Gives the entry; undefined where there is neither a card's URL nor an endpoint to make a card of, or it was deleted. */
export async function catalogEntry(
  entry: ExportEntry,
  options: CatalogEntryOptions,
): Promise<CatalogEntry | undefined> {
  if (textIn(officialOf(entry), "status") === "deleted") return undefined;
  const where = await targetOf(entry, options);
  if (where === undefined) return undefined;
  const { name, version } = entry;
  const given = publishersIdentifier(entry);
  const isFree = given !== undefined && !options.isTaken(given, version);
  return {
    identifier: isFree ? given : options.mint(name),
    type: cardMediaType,
    ...where,
    displayName: textIn(entry.server, "title") ?? name.slice(name.indexOf("/") + 1),
    ...(options.withVersion ? { version } : {}),
  };
}

type Target = { readonly url: string } | { readonly data: unknown };

async function targetOf(entry: ExportEntry, { cardText }: CatalogEntryOptions): Promise<Target | undefined> {
  const facts = factsOf(entry);
  const url = textIn(facts, "cardUrl");
  if (url !== undefined && !url.includes("#")) return { url };
  const sha256 = textIn(facts, "sha256");
  const text = sha256 === undefined ? undefined : await cardText?.(entry.name, sha256);
  if (text !== undefined) return { data: JSON.parse(text) };
  const [made] = migrate(JSON.stringify(entry.server)).cards;
  return made === undefined ? undefined : { data: made.card };
}

/**
 * The identifier under which the entry was listed. One in the form `urn:air` speaks for a domain: it is kept only where that
 * domain's own host listed it or serves the card (AI Catalog, projections: no identifier in somebody else's name).
 */
function publishersIdentifier(entry: ExportEntry): string | undefined {
  const facts = factsOf(entry);
  const identifier = textIn(facts, "identifier");
  const domain = /^urn:air:([^:]+):/i.exec(identifier ?? "")?.[1]?.toLowerCase();
  if (identifier === undefined || domain === undefined) return identifier;
  const catalogHost = readUrl(textIn(facts, "catalogUrl") ?? "")?.hostname;
  const hosts = [textIn(facts, "hostingHost"), catalogHost];
  return hosts.some((host) => host === domain || host?.endsWith(`.${domain}`)) ? identifier : undefined;
}
