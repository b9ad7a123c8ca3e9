// Plans a site: which files at which paths make cards findable from a domain.

import { cardToServerJson } from "../dialects/server-json.ts";
import { type Card, cardMediaType, catalogMediaType } from "../document/card.ts";
import type { MediaType, Redirect } from "../hosting/hosting.ts";
import { derivedOrigin, originOf } from "./base-url.ts";
import { cardPath } from "./card-path.ts";
import { ardText, type CatalogHost, catalogText, type ListedCard } from "./catalogs.ts";
import { clashes } from "./clashes.ts";
import { airIdentifier } from "./identifier.ts";
import { hybridPath, hybridText, olderRedirects } from "./older-places.ts";
import { siteNotes } from "./site-notes.ts";

/** Where a domain lists what it publishes (spec.md 6.1). */
export const catalogPath = ".well-known/ai-catalog.json";

/** Where readers of ARD 0.91 look first (spec.md 4.6). */
export const ardPath = ".well-known/ard.json";

/** Where a site has the server.json of its one server (spec.md 4.1, P14). */
export const serverJsonPath = "server.json";

/** A card to publish, with the text that its author wrote. */
export interface Publication {
  /** What to call it in a complaint: a file name. */
  readonly source: string;
  readonly card: Card;
  readonly text: string;
  /** Questions that the server answers, for ARD: two to five, or none. */
  readonly queries?: readonly string[];
}

/** One file of a site. */
export interface SiteFile {
  /** Relative to the root of the site, `/` between segments, none of them `..`. */
  readonly path: string;
  readonly url: string;
  readonly mediaType: MediaType;
  readonly text: string;
}

/** What to write. With `problems` there, nothing should be. Messages may quote strangers' text raw. */
export interface SitePlan {
  /** The origin of the site, without a slash at the end. */
  readonly baseUrl: string;
  /** By path; the same cards give the same files in whatever order they come. */
  readonly files: readonly SiteFile[];
  /** What the server of the site should lead on from older places; empty unless `aliases` are wanted. */
  readonly redirects: readonly Redirect[];
  readonly problems: readonly string[];
  /** What is allowed and may still surprise. */
  readonly notes: readonly string[];
}

/** What may be said of the site. */
export interface SiteOptions {
  /** An http or https origin; without it, that of the first remote which is no template. */
  readonly baseUrl?: string;
  /** Who publishes, as people write it; without it, the host's name. */
  readonly publisher?: string;
  /** Also `PATH.json` beside each card, and that listed: for hosts that tell a media type by the extension alone. */
  readonly twins?: boolean;
  /** Also the file for older clients, and redirects from older places. */
  readonly aliases?: boolean;
  /** Also the server.json of the one card. */
  readonly serverJson?: boolean;
}

/** Plans the files for cards that satisfied the schema. Throws UsageError where the base URL is missing or has a path. */
export function planSite(cards: readonly Publication[], options: SiteOptions = {}): SitePlan {
  const baseUrl = options.baseUrl === undefined ? derivedOrigin(cards) : originOf(options.baseUrl);
  const { hostname } = new URL(baseUrl);
  const twins = options.twins === true;
  const placed = cards.map((publication) => place(publication, { baseUrl, twins })).sort(byIdentifier);
  const [only] = placed.length === 1 ? placed : [];
  const host: CatalogHost = { displayName: options.publisher ?? hostname, identifier: hostname };
  const file = (owner: string, path: string, mediaType: MediaType, text: string): Owned => ({
    owner,
    file: { path, url: `${baseUrl}/${path}`, mediaType, text },
  });
  const files: readonly Owned[] = [
    file("the catalog", catalogPath, catalogMediaType, catalogText(placed, host)),
    file("the catalog for ARD", ardPath, "application/json", ardText(placed, host)),
    ...placed.flatMap(({ source, paths, text }) => paths.map((path) => file(source, path, cardMediaType, text))),
    ...(options.aliases && only
      ? [file("the file for older clients", hybridPath, "application/json", hybridText(only.card))]
      : []),
    ...(options.serverJson && only
      ? [file("server.json", serverJsonPath, "application/json", serverJsonText(only.card))]
      : []),
  ];
  return {
    baseUrl,
    files: files.map((owned) => owned.file).sort((a, b) => (a.path < b.path ? -1 : 1)),
    redirects: options.aliases
      ? olderRedirects(catalogPath, only && { card: only.card, path: only.paths.at(-1) ?? "" })
      : [],
    problems: [
      ...clashes(files.map((owned) => ({ path: owned.file.path, owner: owned.owner }))),
      ...doubles(placed),
      ...(options.serverJson && only === undefined
        ? [`a server.json describes one server, and these are ${cards.length}: publish one card with --server-json`]
        : []),
    ],
    notes: siteNotes({
      baseUrl,
      cards: placed,
      aliases: options.aliases === true,
      serverJsonOf: options.serverJson ? only?.card : undefined,
    }),
  };
}

interface Owned {
  readonly owner: string;
  readonly file: SiteFile;
}

interface Placed extends ListedCard {
  readonly source: string;
  readonly domain: string;
  /** The files that hold it; the last is the one that is listed. */
  readonly paths: readonly string[];
  readonly text: string;
}

function place(
  { source, card, text, queries }: Publication,
  { baseUrl, twins }: { readonly baseUrl: string; readonly twins: boolean },
): Placed {
  const path = cardPath(card, baseUrl);
  const paths = twins && !path.endsWith(".json") ? [path, `${path}.json`] : [path];
  const whole = text.replace(/^\ufeff/, "").replace(/\n*$/, "\n");
  return {
    source,
    card,
    paths,
    url: `${baseUrl}/${paths.at(-1)}`,
    text: whole,
    ...(queries === undefined ? {} : { queries }),
    ...airIdentifier(card.name),
  };
}

function byIdentifier(a: Placed, b: Placed): number {
  const [one, other] = [a, b].map(({ identifier, card }) => `${identifier}\n${card.version}`);
  return String(one) < String(other) ? -1 : 1;
}

function serverJsonText(card: Card): string {
  return `${JSON.stringify(cardToServerJson(card), null, 2)}\n`;
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
