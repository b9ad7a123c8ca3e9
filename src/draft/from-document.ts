// What a document knows of a server: a package's manifest, a server.json, a card of any kind, old or new.

import type { Reason } from "../dialects/dialect.ts";
import { type Migration, migrate } from "../dialects/migrate.ts";
import { isServerName } from "../dialects/names.ts";
import { provenanceKey } from "../dialects/provenance.ts";
import { filled, membersOf } from "../dialects/source.ts";
import { cutText, oneLine, slug } from "../dialects/texts.ts";
import type { Card } from "../document/card.ts";
import { readDocument } from "../document/read.ts";
import { kindOf } from "../document/sniff.ts";
import { defaultNamespace } from "../namespace.ts";
import type { Draft } from "./draft.ts";
import { readRepository } from "./repository.ts";

/** What the caller knows besides the document. */
export interface FromDocumentOptions {
  /** The endpoint, for documents that name none. */
  readonly url?: string;
  /** Where the document was served: relative endpoints are resolved against it. Default the endpoint. */
  readonly servedAt?: string;
  /** Which of several servers is meant. */
  readonly name?: string;
}

/** What a document says, or why it says nothing. Sentences may quote a stranger's text raw. */
export type FromDocument =
  | { readonly draft: Draft; readonly notes: readonly string[] }
  | { readonly problems: readonly string[] };

/** Reads a document. Never throws, fetches nothing. */
export function fromDocument(bytes: Uint8Array, options: FromDocumentOptions = {}): FromDocument {
  const read = readDocument(bytes);
  const value = read.readable ? read.value : undefined;
  const members = membersOf(value);
  const kind = kindOf(value);
  if (members !== undefined && isManifest(members)) return fromManifest(members);
  const servedAt = options.servedAt ?? options.url;
  const first = migrate(bytes, servedAt === undefined ? {} : { url: servedAt });
  const isUnplaced = first.cards.length === 0 && first.reasons.every(({ code }) => unplaced.has(code));
  const { cards, reasons } =
    isUnplaced && members !== undefined && options.url !== undefined ? placed(members, options.url) : first;
  const named = options.name === undefined ? cards : cards.filter(({ card }) => card.name === options.name);
  const [only, ...more] = named.length > 0 ? named : cards;
  if (only !== undefined && more.length === 0) return fromCard(only.card, only.synthesized, only.warnings);
  if (only !== undefined) {
    const names = cards.map(({ card }) => card.name).join(", ");
    return { problems: [`it lists ${cards.length} servers: name one of them with --name (${names})`] };
  }
  // What a server.json says of a program holds for the server that it runs as, wherever that is.
  if (members !== undefined && kind === "server-json" && isUnplaced) return fromProgram(members, reasons);
  const hint = members === undefined || options.url !== undefined ? "" : hintOf(reasons, isUnplaced);
  if (reasons.length === 0) return { problems: ["it describes no server (not-a-server)"] };
  return { problems: [...new Set(reasons.map(({ message, code }) => `${message} (${code})${hint}`))] };
}

function hintOf(reasons: readonly Reason[], isUnplaced: boolean): string {
  if (isUnplaced) return ": name its endpoint with --url";
  return reasons.every(({ code }) => code === "relative-endpoint") ? ": --domain says where" : "";
}

/** Why a document that describes a server may name no endpoint. */
const unplaced: ReadonlySet<string> = new Set(["no-endpoint", "local-only", "unsupported-transport"]);

/** Reads a document again as one of a server at this endpoint. */
function placed(members: Readonly<Record<string, unknown>>, url: string): Migration {
  const { transports: _, endpoints: __, remotes: ___, ...rest } = members;
  const endpoint = { type: "streamable-http", url };
  const where =
    kindOf(members) === "server-json" || (members["$schema"] !== undefined && "remotes" in members)
      ? { remotes: [endpoint] }
      : { transport: endpoint };
  return migrate(JSON.stringify({ ...rest, ...where }), { url });
}

/** Members that only a description of a server has. */
const ofServers = [
  "$schema",
  "remotes",
  "packages",
  "serverInfo",
  "transport",
  "transports",
  "endpoint",
  "url",
  "tools",
];

/** A package has a name and a version, and says nothing of a server. */
function isManifest(members: Readonly<Record<string, unknown>>): boolean {
  const isNamed = filled(members["name"]) !== undefined && filled(members["version"]) !== undefined;
  return isNamed && !isServerName(members["name"]) && !ofServers.some((name) => Object.hasOwn(members, name));
}

function fromManifest(members: Readonly<Record<string, unknown>>): FromDocument {
  const { name, version, mcpName } = members;
  const repository = readRepository(members["repository"]);
  const homepage = httpsUrl(members["homepage"]);
  return texts(members, {
    ...(isServerName(mcpName)
      ? { name: mcpName }
      : { localName: slug(String(name).replace(/^@[^/]*\//, "")) ?? "mcp" }),
    version: String(version),
    ...(repository === undefined ? {} : { repository }),
    ...(homepage === undefined ? {} : { websiteUrl: homepage }),
  });
}

/** A server.json without remotes: the members that a card has, too. */
function fromProgram(
  members: Readonly<Record<string, unknown>>,
  reasons: readonly { readonly message: string }[],
): FromDocument {
  const { name, version } = members;
  const repository = readRepository(members["repository"]);
  const websiteUrl = httpsUrl(members["websiteUrl"]);
  const { draft, notes } = texts(members, {
    ...(isServerName(name) ? { name } : {}),
    ...(typeof version === "string" ? { version } : {}),
    ...(repository === undefined ? {} : { repository }),
    ...(websiteUrl === undefined ? {} : { websiteUrl }),
  });
  return {
    draft,
    notes: [...reasons.map(({ message }) => `${message}: a card needs the URL of its endpoint`), ...notes],
  };
}

/** Adds title and description, each cut at a word where it is too long for a card. */
function texts(
  members: Readonly<Record<string, unknown>>,
  draft: Draft,
): { readonly draft: Draft; readonly notes: readonly string[] } {
  const whole = filled(members["description"]);
  const title = filled(members["title"]);
  const description = whole === undefined ? undefined : cutText(oneLine(whole));
  return {
    draft: {
      ...draft,
      ...(title === undefined ? {} : { title: cutText(oneLine(title)) }),
      ...(description === undefined ? {} : { description }),
    },
    notes: description?.endsWith("…") && !whole?.endsWith("…") ? ["the description was cut to 100 characters"] : [],
  };
}

/** A card of today's form. What was made up on the way is not known: it is asked for. */
function fromCard(
  card: Card,
  synthesized: readonly string[],
  warnings: readonly { readonly message: string }[],
): FromDocument {
  const {
    $schema: _,
    name,
    version,
    title,
    description,
    websiteUrl,
    repository,
    icons,
    remotes,
    _meta,
    ...rest
  } = card;
  const { [provenanceKey(defaultNamespace)]: __, ...meta } = _meta ?? {};
  const stated = { name, version, title, description, websiteUrl, repository, icons, remotes };
  const draft = Object.fromEntries(
    Object.entries(stated).filter(
      ([member, value]) => value !== undefined && (member === "name" || !synthesized.includes(member)),
    ),
  );
  const others = { ...rest, ...(Object.keys(meta).length > 0 ? { _meta: meta } : {}) };
  const notes = warnings.map(({ message }) => message);
  return { draft: { ...draft, ...(Object.keys(others).length > 0 ? { others } : {}) }, notes };
}

function httpsUrl(value: unknown): string | undefined {
  const text = filled(value)?.trim();
  return text !== undefined && /^https:\/\/[^\s]+$/.test(text) ? text : undefined;
}
