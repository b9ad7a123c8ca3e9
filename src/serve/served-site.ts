// Judges the cards that code is to serve, and gives the documents for each path.

import { printable } from "../document/printable.ts";
import type { Report } from "../document/report.ts";
import { derivedOrigin } from "../publish/base-url.ts";
import { queryCounts } from "../publish/catalogs.ts";
import { planSite } from "../publish/site.ts";
import { UsageError } from "../usage-error.ts";
import { validate } from "../validate/validate.ts";
import { InvalidCards } from "./invalid-cards.ts";

/** What to serve, and what may be said of it. */
export interface ServeOptions {
  /** Each card as an object, or as JSON text, which is then served byte for byte. */
  readonly cards: readonly (string | object)[];
  /** The public origin of the site, such as `https://example.com`; without it, that of the first remote with a fixed URL. */
  readonly baseUrl?: string;
  /** How long answers may be kept, in seconds, up to a year; 0 asks for revalidation each time. An hour unless said. */
  readonly cacheSeconds?: number;
  /** Who publishes, as people write it, in the catalogs; without it, the host's name. */
  readonly publisher?: string;
  /** Two to five questions that a server answers, by its card's name, for readers of ARD. */
  readonly queries?: Readonly<Record<string, readonly string[]>>;
}

/** One document and the path that it is served at, which begins with a slash. */
export interface ServedDocument {
  readonly path: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What is served. Notes are safe to print. */
export interface ServedSite {
  readonly documents: readonly ServedDocument[];
  /** What is allowed and may still surprise: a warning of a rule, a name that is not of this site's domain. */
  readonly notes: readonly string[];
}

/** Plans the site. Throws {@link InvalidCards} for bad cards and TypeError for options that make no sense. */
export function planServed({ cards, queries = {}, ...options }: ServeOptions): ServedSite {
  if (!Array.isArray(cards) || cards.length === 0) throw new TypeError("serveCards: name at least one card in `cards`");
  const reports = cards.map((card, index) => validate(textOf(card), { source: `cards[${index}]` }));
  const bad = reports.filter(({ valid, card }) => !valid || card === undefined);
  if (bad.length > 0) throw new InvalidCards(bad);
  checkQueries(queries, reports);
  const publications = reports.flatMap(({ source, card, text = "" }) =>
    card === undefined ? [] : [{ source, card, text, ...queriesOf(queries, card.name) }],
  );
  const plan = usage(() => {
    const baseUrl = options.baseUrl ?? derivedOrigin(publications);
    const { publisher } = options;
    if (publisher !== undefined && (typeof publisher !== "string" || publisher.trim() === ""))
      throw new TypeError("serveCards: publisher is no text that names who publishes");
    return planSite(publications, { baseUrl, ...(publisher === undefined ? {} : { publisher }) });
  });
  if (plan.problems.length > 0) throw new TypeError(printable(`serveCards: ${plan.problems.join("; ")}`));
  return {
    documents: plan.files.map(({ path, mediaType, text }) => ({ path: `/${path}`, mediaType, text })),
    notes: [...reports.flatMap(warningsOf), ...plan.notes].map(printable),
  };
}

function textOf(card: unknown): string {
  if (typeof card === "string") return card;
  return JSON.stringify(card) ?? "";
}

function queriesOf(queries: ServeOptions["queries"] = {}, name: string): { readonly queries?: readonly string[] } {
  return Object.hasOwn(queries, name) ? { queries: queries[name] ?? [] } : {};
}

function checkQueries(queries: Readonly<Record<string, readonly string[]>>, reports: readonly Report[]): void {
  if (typeof queries !== "object" || queries === null || Array.isArray(queries))
    throw new TypeError("serveCards: queries are no object that gives each card's name a list of texts");
  for (const [name, questions] of Object.entries(queries)) {
    if (!Array.isArray(questions) || questions.some((each) => typeof each !== "string" || each.trim() === ""))
      throw new TypeError(printable(`serveCards: queries for ${name} are no list of texts`));
    const { least, most } = queryCounts;
    if (!reports.some(({ card }) => card?.name === name))
      throw new TypeError(printable(`serveCards: queries are for ${name}, which is none of the cards`));
    if (questions.length < least || questions.length > most)
      throw new TypeError(`serveCards: ARD takes ${least} to ${most} queries of a server, not ${questions.length}`);
  }
}

function warningsOf({ source, diagnostics }: Report): string[] {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  return warnings.map(({ code, message, pointer = "" }) => `${source}${pointer}: ${message} (${code})`);
}

/** The command line's words for misuse, in the words of whoever writes code. */
function usage<T>(plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new TypeError(printable(`serveCards: ${error.message.replace("--base-url", "baseUrl")}`));
  }
}
