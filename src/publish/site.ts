// Plans a site: which files at which paths make cards findable from a domain.

import { type Card, type CatalogEntry, cardMediaType, catalogMediaType } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { UsageError } from "../usage-error.ts";
import { cardPath, fixedUrl } from "./card-path.ts";
import { airIdentifier } from "./identifier.ts";

/** Where a domain lists what it publishes (spec.md 6.1). */
export const catalogPath = ".well-known/ai-catalog.json";

/** A card to publish, with the text that its author wrote. */
export interface Publication {
  /** What to call it in a complaint: a file name. */
  readonly source: string;
  readonly card: Card;
  readonly text: string;
}

/** One file of a site. */
export interface SiteFile {
  /** Relative to the root of the site, `/` between segments, none of them `..`. */
  readonly path: string;
  readonly url: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What to write. With `problems` there, nothing should be. Messages may quote strangers' text raw. */
export interface SitePlan {
  /** The origin of the site, without a slash at the end. */
  readonly baseUrl: string;
  /** By path; the same cards give the same files in whatever order they come. */
  readonly files: readonly SiteFile[];
  readonly problems: readonly string[];
  /** What is allowed and may still surprise. */
  readonly notes: readonly string[];
}

/** What may be said of the site. */
export interface SiteOptions {
  /** An http or https origin; without it, that of the first remote which is no template. */
  readonly baseUrl?: string;
}

/** Plans the files for cards that satisfied the schema. Throws UsageError where the base URL is missing or has a path. */
export function planSite(cards: readonly Publication[], options: SiteOptions = {}): SitePlan {
  const baseUrl = options.baseUrl === undefined ? derivedOrigin(cards) : originOf(options.baseUrl);
  const placed = cards.map((publication) => place(publication, baseUrl)).sort(byIdentifier);
  const entries = placed.map((each) => entryOf(each, placed));
  const catalog: SiteFile = {
    path: catalogPath,
    url: `${baseUrl}/${catalogPath}`,
    mediaType: catalogMediaType,
    text: `${JSON.stringify({ specVersion: "1.0", entries }, null, 2)}\n`,
  };
  const files = [catalog, ...placed.map(({ file }) => file)];
  return {
    baseUrl,
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [...clashes(placed), ...doubles(placed)],
    notes: [...new Set([...insecure(baseUrl), ...placed.flatMap((each) => foreign(each, new URL(baseUrl).hostname))])],
  };
}

interface Placed {
  readonly source: string;
  readonly card: Card;
  readonly identifier: string;
  readonly domain: string;
  readonly file: SiteFile;
}

function place({ source, card, text }: Publication, baseUrl: string): Placed {
  const path = cardPath(card, baseUrl);
  const whole = text.replace(/^\ufeff/, "").replace(/\n*$/, "\n");
  const file = { path, url: `${baseUrl}/${path}`, mediaType: cardMediaType, text: whole };
  return { source, card, file, ...airIdentifier(card.name) };
}

function byIdentifier(a: Placed, b: Placed): number {
  const [one, other] = [a, b].map(({ identifier, card }) => `${identifier}\n${card.version}`);
  return String(one) < String(other) ? -1 : 1;
}

/** An entry says its version only where several share an identifier: then it must (spec.md 2.3). */
function entryOf({ identifier, card, file }: Placed, all: readonly Placed[]): CatalogEntry {
  const several = all.filter((other) => other.identifier === identifier).length > 1;
  return { identifier, type: cardMediaType, url: file.url, ...(several ? { version: card.version } : {}) };
}

/** Two files at one path, or one where another needs a folder; some file systems do not tell capitals apart. */
function clashes(placed: readonly Placed[]): string[] {
  const problems: string[] = [];
  const taken = new Map([[catalogPath, "the catalog"]]);
  for (const { source, file } of placed) {
    const path = file.path.toLowerCase();
    for (const [other, owner] of taken) {
      if (path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`)) {
        problems.push(`${source} and ${owner} both need ${file.path}`);
      }
    }
    taken.set(path, source);
  }
  return problems;
}

function doubles(placed: readonly Placed[]): string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  for (const { source, identifier, card } of placed) {
    const key = `${identifier}\n${card.version}`;
    const first = seen.get(key);
    if (first !== undefined) problems.push(`${source} and ${first} are both ${card.name} ${card.version}`);
    else seen.set(key, source);
  }
  return problems;
}

function insecure(baseUrl: string): string[] {
  return baseUrl.startsWith("http:") ? [`${baseUrl} is plain http: cards must be served over https in production`] : [];
}

/** A name under another domain is a claim that this site cannot back. */
function foreign({ card, domain }: Placed, host: string): string[] {
  if (host === domain || host.endsWith(`.${domain}`)) return [];
  return [`${card.name} names ${domain}, but the site is ${host}: readers cannot tell that the two belong together`];
}

function derivedOrigin(cards: readonly Publication[]): string {
  for (const { card } of cards) {
    for (const { url } of card.remotes ?? []) {
      const fixed = fixedUrl(url);
      if (fixed !== undefined) return fixed.origin;
    }
  }
  throw new UsageError("no card has a remote with a fixed URL to take the base URL from: name one with --base-url");
}

function originOf(text: string): string {
  const url = readUrl(text);
  const bare = url !== undefined && `${url.origin}/` === url.href;
  if (!bare || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`the base URL "${text}" is not an origin such as https://example.com`);
  }
  return url.origin;
}
