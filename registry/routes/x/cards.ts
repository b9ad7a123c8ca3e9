// What is known of a card beyond the contract: its bytes, what a validator finds in them, who says it, how it changed.

import type { Context, Hono } from "hono";
import { isJsonContentType, mediaTypeOf } from "../../../src/discover/media-type.ts";
import { reportToJson } from "../../../src/document/report-json.ts";
import { UsageError } from "../../../src/usage-error.ts";
import { validate } from "../../../src/validate/validate.ts";
import { schemaVersion } from "../../../src/version.ts";
import { compareCards } from "../../history/card-diff.ts";
import { Problem } from "../../problem.ts";
import type { RawCard } from "../../store/raw-card.ts";
import type { DiscoveryFacts, Store } from "../../store/store.ts";
import { apiAnswer, fixedHeaders, matchesTag, maxAgeSeconds } from "../answer.ts";
import type { Answers } from "../kept-answers.ts";
import { only, serverName } from "../paths.ts";

/** What the routes need. */
export interface CardRouteOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly now: () => Date;
}

/** Adds the routes for one spelling of a server in paths, below our own extension. */
export function addCards(app: Hono, server: string, { store, answers, now }: CardRouteOptions): void {
  const one = `${server}/versions/:version`;
  only(app, `${one}/card`, async (c) => cardAnswer(c, await find(c)));
  only(app, `${one}/diagnostics`, (c) =>
    answers(c, apiAnswer, async () => {
      const { bytes, url = "" } = await find(c);
      const report = reportToJson(validate(bytes, { source: url, admission: true, ...servedFrom(url) }));
      return JSON.stringify({ schemaVersion, ...report });
    }),
  );
  only(app, `${one}/evidence`, (c) =>
    answers(c, apiAnswer, async () => {
      const name = serverName(c);
      const entry = await store.version(name, c.req.param("version") ?? "", false);
      if (entry === undefined) throw notFound();
      const others = await store.unconfirmed(name);
      return JSON.stringify({
        schemaVersion,
        name: entry.name,
        version: entry.version,
        shown: factsOf(entry.discovery),
        unconfirmed: others.map(({ version, discovery }) => ({ version, ...factsOf(discovery) })),
      });
    }),
  );
  only(app, `${server}/diff`, (c) => answers(c, apiAnswer, () => diff(c)));

  async function find(c: Context): Promise<RawCard> {
    const card = await store.rawCard(serverName(c), c.req.param("version") ?? "");
    if (card === "absent") throw notFound();
    if (card === "not-kept")
      throw new Problem("not-found", "The bytes of this card are not kept: its words are in the server.json.");
    return card;
  }

  async function diff(c: Context): Promise<string> {
    const [from, to] = [bounded(c.req.query("from")), bounded(c.req.query("to"))];
    try {
      const compared = await compareCards(store, serverName(c), { from, to, now: now(), most: maxDiffChanges });
      if ("diff" in compared) return JSON.stringify(compared.diff);
      if (compared.why === "unchanged") throw new Problem("not-found", "The card has had one state only.");
      if (compared.why === "dropped") throw new Problem("not-found", "One of the two cards is not kept any more.");
      throw notFound();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new Problem("bad-request", "from and to are versions, dates, ages such as 7d, or hashes of this server.");
    }
  }
}

/** Adds `/cards/by-hash/SHA256` below our own extension: what a program that knows only the hash asks for. */
export function addCardsByHash(app: Hono, x: string, { store }: Pick<CardRouteOptions, "store">): void {
  only(app, `${x}/cards/by-hash/:hash`, async (c) => {
    const sha256 = c.req.param("hash") ?? "";
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new Problem("bad-request", "A hash is a SHA-256 in 64 lower-case hex digits.");
    const card = await store.rawCardOfHash(sha256);
    if (card === undefined)
      throw new Problem("not-found", "No server is listed whose card was fetched with this hash.");
    return cardAnswer(c, card);
  });
}

/** The facts as the contract has them: what only searches use is left out. */
function factsOf({ tags: _, listingHost: __, ...facts }: DiscoveryFacts): Omit<DiscoveryFacts, "tags" | "listingHost"> {
  return facts;
}

function notFound(): Problem {
  return new Problem("not-found", "Server not found");
}

/** Changes of a name that a request may have looked through: a year of weekly ones, twenty times over. */
const maxDiffChanges = 1_000;

/** Longer ones name no state of a card. */
const maxStateLength = 255;

function bounded(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  if (text.length > maxStateLength) throw new Problem("bad-request", "from and to are shorter than that.");
  return text;
}

function servedFrom(url: string): { readonly servedFrom?: string } {
  const host = /^https?:\/\/([^/:?#]+)/.exec(url)?.[1];
  return host === undefined ? {} : { servedFrom: host };
}

/** The bytes with the hash that they were stored under; their type is one of JSON, whatever their origin called them. */
function cardAnswer(c: Context, { bytes, sha256, contentType, url }: RawCard): Response {
  const tag = `"${sha256}"`;
  const digest = Buffer.from(sha256, "hex").toString("base64");
  const headers = {
    ...fixedHeaders,
    "Cache-Control": `public, max-age=${maxAgeSeconds}`,
    ETag: tag,
    "Repr-Digest": `sha-256=:${digest}:`,
    ...(url === undefined || !/^[\x21-\x7e]+$/.test(url) ? {} : { Link: `<${encodeURI(url)}>; rel="original"` }),
  };
  if (matchesTag(c.req.header("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  const type = isJsonContentType(contentType) ? mediaTypeOf(contentType) : undefined;
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, "Content-Type": type ?? "application/json" },
  });
}
