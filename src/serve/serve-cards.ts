// Serves cards from code: one handler for each card and for the catalogs that list them.

import { maxAgeSeconds } from "../hosting/served-headers.ts";
import { type Answerer, type CardAnswer, type CardAsk, createAnswerer } from "./answer.ts";
import { planServed, type ServeOptions } from "./served-site.ts";

/** Answers requests for the documents, and gives undefined for every other path. */
export interface CardHandler {
  (request: Request): Promise<Response | undefined>;
  /** The paths that are answered, for routers that want to be told. */
  readonly paths: readonly string[];
  /** What is allowed and may still surprise, a line each, safe to print. */
  readonly notes: readonly string[];
  /** The same in plain objects, for what knows no web-standard requests. */
  answer(ask: CardAsk): Promise<CardAnswer | undefined>;
}

/** A year, the longest that caches are asked to keep anything (RFC 9111 gives no limit; readers cut here). */
const maxCacheSeconds = 31_536_000;

/**
 * Makes the handler: each card at `<its endpoint>/server-card`, `/.well-known/ai-catalog.json` and `/.well-known/ard.json`, from
 * one source (spec.md 5 and 6.1). Only the path of a request counts, whatever host it names. Throws InvalidCards, which lists
 * every finding, where a card is not valid, and TypeError for options that make no sense.
 */
export function serveCards(options: ServeOptions): CardHandler {
  const { cacheSeconds = maxAgeSeconds } = options;
  if (!Number.isInteger(cacheSeconds) || cacheSeconds < 0 || cacheSeconds > maxCacheSeconds)
    throw new TypeError(`serveCards: cacheSeconds is no whole number from 0 to ${maxCacheSeconds}`);
  const { documents, notes } = planServed(options);
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const answerers = new Map<string, Promise<Answerer>>();
  async function answer(ask: CardAsk): Promise<CardAnswer | undefined> {
    const document = byPath.get(ask.path);
    if (document === undefined) return undefined;
    const answerer = answerers.get(ask.path) ?? createAnswerer(document, cacheSeconds);
    answerers.set(ask.path, answerer);
    return (await answerer)(ask);
  }
  async function handle({ method, url, headers }: Request): Promise<Response | undefined> {
    const found = await answer({
      method,
      path: new URL(url).pathname,
      ifNoneMatch: headers.get("if-none-match") ?? undefined,
    });
    return found && new Response(found.body ?? null, { status: found.status, headers: found.headers });
  }
  return Object.assign(handle, { paths: [...byPath.keys()], notes, answer });
}
