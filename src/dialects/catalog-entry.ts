// Brings one entry of a catalog up to AI Catalog 1.0 without touching what somebody signed (spec.md 2.3, 2.5, 3).

import { cardMediaType } from "../document/card.ts";
import { airIdentifier } from "../publish/identifier.ts";
import { readUrl } from "../text/read-url.ts";
import { holdsCommands, withoutCredentials } from "./commands.ts";
import type { DialectContext, Draft, Normalised, Note, Reason } from "./dialect.ts";
import { isServerName } from "./names.ts";
import { filled, member, membersOf, under } from "./source.ts";

type Members = Readonly<Record<string, unknown>>;

const renamed: Readonly<Record<string, string>> = { mediaType: "type", inline: "data", metadata: "extensions" };
const metadataExtension = "https://ai-catalog.org/extensions/metadata";
const cardTypes = /^application\/mcp-server(?:-card)?\+json$/i;
const oldIdentifier = /^urn:mcp:server:(.+)$/i;
const sealing = ["signature", "trustManifest", "trustManifests", "digest"];

/** Renames what was renamed since; a newer name that is there already wins. Extensions become a map with proper keys. */
export function renameMembers(entry: Members): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) {
    const now = Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name;
    if (now !== name && Object.hasOwn(entry, now)) continue;
    Object.defineProperty(made, now, {
      value: name === "metadata" ? { [metadataExtension]: value } : value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return made;
}

/** What one entry became. */
export interface ReadEntry {
  readonly entry?: Members;
  readonly drafts: readonly Draft[];
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
}

/** Brings the card inside an entry up to date; undefined where there is none to be had, with the reasons. */
function readInline(data: unknown, pointer: string, context: DialectContext): Normalised {
  const read = context.normaliseItem(data, under(pointer, "data"));
  if (read.drafts.length <= 1) return read;
  const message = "the entry lists several servers: an entry is about one";
  return { drafts: [], reasons: [...read.reasons, { code: "too-many", pointer: under(pointer, "data"), message }] };
}

/** The absolute form of a relative url, or what to say of one. */
function readEntryUrl(url: string, pointer: string, base: URL | undefined): string | Note {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
  const absolute = base && readUrl(url, base.href);
  if (absolute !== undefined) return absolute.href;
  const message = "the url is relative, and where the catalog was served is not known";
  return { pointer: under(pointer, "url"), message };
}

/** What is said where members of an entry or a catalog did not come along. */
export const credentialsLeft = "members that hold credentials were left out";

/** An entry without its credentials: itself where there are none. What an inline card holds is judged with the card. */
function withoutSecrets(entry: Members, isCard: boolean): Members {
  if (!isCard || !Object.hasOwn(entry, "data")) return withoutCredentials(entry) as Members;
  const { data, ...others } = entry;
  const kept = withoutCredentials(others);
  return kept === others ? entry : { ...(kept as Members), data };
}

/** Brings one entry up to date. It is left out where it means nothing, or holds what must not be carried over. */
export function readEntry(value: unknown, pointer: string, context: DialectContext): ReadEntry {
  const stated = membersOf(value);
  const leave = (why: string, reasons: readonly Reason[] = []): ReadEntry => {
    return { drafts: [], reasons, notes: [{ pointer, message: `the entry was left out: ${why}` }] };
  };
  if (stated === undefined) return leave("it is no object");
  const whole = renameMembers(stated);
  const isCard = cardTypes.test(filled(whole["type"]) ?? "");
  const kept = withoutSecrets(whole, isCard);
  const entry = { ...kept };
  const { data, url: _, ...others } = entry;
  if (holdsCommands(isCard ? others : entry)) return leave("it holds commands or headers");
  if (sealing.some((name) => Object.hasOwn(stated, name))) {
    if (isCard && holdsCommands(data) && !context.isSoundCard(data)) return leave("it holds commands or headers");
    if (kept !== whole || (isCard && withoutCredentials(data, true) !== data && !context.isSoundCard(data)))
      return leave("it holds credentials");
    const message = "the entry is signed or has a digest, and stays as it is";
    return { entry: stated, drafts: [], reasons: [], notes: [{ pointer, message }] };
  }
  const identifier = filled(entry["identifier"]);
  const url = filled(entry["url"]);
  const isInline = Object.hasOwn(entry, "data");
  if (identifier === undefined) return leave("it has no identifier");
  if (url === undefined && !isInline) return leave("it has neither url nor data");

  const notes: Note[] = kept === whole ? [] : [{ pointer, message: credentialsLeft }];
  const old = oldIdentifier.exec(identifier)?.[1];
  if (isServerName(old)) entry["identifier"] = airIdentifier(old).identifier;
  if (isCard) entry["type"] = cardMediaType;
  if (url !== undefined && isInline) {
    delete entry["url"];
    notes.push({ pointer: under(pointer, "url"), message: "the entry has url and data: data stayed" });
  } else if (url !== undefined) {
    const read = readEntryUrl(url, pointer, context.url);
    if (typeof read === "string") entry["url"] = read;
    else notes.push(read);
  }
  if (Object.keys(stated).some((name) => Object.hasOwn(renamed, name)))
    notes.push({ pointer, message: "older member names were replaced" });
  if (!isCard || !isInline) return { entry, drafts: [], reasons: [], notes };

  const { drafts, reasons } = readInline(data, pointer, context);
  const [draft] = drafts;
  if (draft === undefined) return leave("the server in it gives no card", reasons);
  entry["data"] = draft.card;
  const title = member(draft.card, "title");
  if (title !== undefined && entry["displayName"] === title) delete entry["displayName"];
  return { entry, drafts, reasons, notes };
}
