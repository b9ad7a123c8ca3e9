// The reader `mcp-client`: a client by SEP-2127, which finds cards in catalogs and connects to what a card names.

import { filledMember, member } from "../dialects/source.ts";
import { type Card, cardMediaType } from "../document/card.ts";
import type { Code } from "../document/diagnostic.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { quote } from "../text/quote.ts";
import { sources } from "../validate/rules/sources.ts";
import { checkCardRules } from "../validate/run-rules.ts";
import { checkSchema } from "../validate/schema-stage.ts";
import { isFixed } from "../validate/severities.ts";
import { checkCatalogMembers } from "./ai-catalog-1.ts";
import { fromFinding, itemsOf, placeOf } from "./places.ts";
import { isCardKind, isCatalogKind, type Profile, type Subject } from "./profile.ts";
import { isHttpsUrl } from "./uri.ts";

/** Errors that stop no reader: what they tell of is out already, and a client connects all the same. */
const stopsNobody: ReadonlySet<Code> = new Set<Code>([
  "card/credential",
  "card/credential-query",
  "card/secret-literal",
]);

/** Reads a card, a document that should have been one, or a catalog of cards. */
export const mcpClient: Profile = {
  name: "mcp-client",
  title: "MCP clients (SEP-2127)",
  needs:
    "A client by SEP-2127 needs a valid Server Card v1 with at least one remote, or a catalog whose entries are well-formed and list such a card.",
  spec: sources.cardDiscovery,
  appliesTo: (kind) => isCardKind(kind) || isCatalogKind(kind) || kind === "server-json",
  check: (subject) => (isCatalogKind(subject.report.kind) ? checkCatalog(subject) : checkCard(subject)),
};

/** Yields what keeps a document from being a Server Card v1 that a client can read and connect with. */
export function* checkCard(subject: Subject): Iterable<Miss> {
  yield* checkForm(subject);
  const remotes = member(subject.value, "remotes");
  if (Array.isArray(remotes) ? remotes.length > 0 : remotes !== undefined) return;
  yield {
    pointer: remotes === undefined ? "" : "/remotes",
    message: "the card has no remotes, so no client can connect",
    change: 'add "remotes": [{ "type": "streamable-http", "url": "https://mcp.example.com/mcp" }] with your own URL',
    spec: sources.cardSchema,
  };
}

/** Yields what keeps a document from being a Server Card v1 at all. */
export function* checkForm({ report, value }: Subject): Iterable<Miss> {
  if (report.kind === "server-card") {
    for (const found of report.diagnostics) if (isFixed(found)) yield fromFinding(found);
    if (report.card !== undefined) yield* checkRules(report.card);
    return;
  }
  for (const found of checkSchema("card", value)) yield fromFinding(found);
  yield* checkFormatVersion(value);
}

/** Yields the errors of a card, whatever severities the user gave to their codes. */
function* checkRules(card: Card): Iterable<Miss> {
  for (const found of checkCardRules(card, {}))
    if (found.severity === "error" && !stopsNobody.has(found.code)) yield fromFinding(found);
}

/** The top-level `version` of an older card is that of its format (spec.md 4.2). */
function* checkFormatVersion(value: unknown): Iterable<Miss> {
  const format = member(value, "version");
  const server = filledMember(member(value, "serverInfo"), "version");
  if (typeof format !== "string" || server === undefined || server === format) return;
  yield {
    pointer: "/version",
    message: "version is that of the older format, not of the server",
    change: `write the server's own: "version": ${quote(server)}`,
    spec: sources.cardSchema,
  };
}

/** A client reads a whole catalog or none of it, takes the entries of the card type, and fetches or unpacks each. */
function* checkCatalog({ value }: Subject): Iterable<Miss> {
  yield* checkCatalogMembers(value);
  const entries = itemsOf(member(value, "entries"), "/entries");
  const cards = entries.filter(({ value: entry }) => /server(?:-card)?\+json/.test(typeOf(entry) ?? ""));
  if (cards.length === 0) {
    yield {
      pointer: entries.length === 0 ? "" : "/entries",
      message: "no entry of the catalog is a Server Card",
      change: `list a card: an entry with "type": "${cardMediaType}" and the card's "url"`,
      spec: sources.cardDiscovery,
    };
  }
  for (const { value: entry, pointer } of cards) yield* checkEntry(entry, pointer);
}

function typeOf(entry: unknown): string | undefined {
  return filledMember(entry, "type", "mediaType");
}

function* checkEntry(entry: unknown, pointer: string): Iterable<Miss> {
  const spec = sources.cardDiscovery;
  const type = filledMember(entry, "type");
  if (type !== undefined && type !== cardMediaType) {
    const message = `${placeOf(`${pointer}/type`)} is another name of the card type`;
    yield { pointer: `${pointer}/type`, message, change: `write "${cardMediaType}"`, spec };
  }
  const url = member(entry, "url");
  if (typeof url === "string" && !isHttpsUrl(url)) {
    const message = `${placeOf(`${pointer}/url`)} is no absolute https URL`;
    yield { pointer: `${pointer}/url`, message, change: "write the whole https URL of the card", spec };
  }
  if (isMembers(entry) && Object.hasOwn(entry, "data")) yield* checkData(entry["data"], `${pointer}/data`);
}

function* checkData(data: unknown, pointer: string): Iterable<Miss> {
  if (!isMembers(data)) {
    const change = "put the card itself there, as an object";
    yield { pointer, message: `${placeOf(pointer)} is no card`, change, spec: sources.cardDiscovery };
    return;
  }
  let isCard = true;
  for (const found of checkSchema("card", data)) {
    isCard = false;
    yield within(pointer, fromFinding(found));
  }
  if (isCard) for (const miss of checkRules(data as Card)) yield within(pointer, miss);
}

function within(pointer: string, miss: Miss): Miss {
  return { ...miss, pointer: pointer + miss.pointer };
}
