// Brings a catalog's vocabulary up to AI Catalog 1.0 without touching what somebody signed (spec.md 2.5, 3).

import { cardMediaType } from "../document/card.ts";
import { airIdentifier } from "../publish/identifier.ts";
import type { DialectContext, Draft, Normalised, Note, Reason } from "./dialect.ts";
import { maxListedServers } from "./list-items.ts";
import { isServerName } from "./names.ts";
import { filled, filledMember, itemsOf, member, membersOf, under } from "./source.ts";

/** The version of AI Catalog that is written. */
export const catalogVersion = "1.0";

type Members = Readonly<Record<string, unknown>>;

const renamed: Readonly<Record<string, string>> = { mediaType: "type", inline: "data", metadata: "extensions" };
const metadataExtension = "https://ai-catalog.org/extensions/metadata";
const cardTypes = /^application\/mcp-server(?:-card)?\+json$/i;
const oldIdentifier = /^urn:mcp:server:(.+)$/i;
const sealing = ["signature", "trustManifest", "trustManifests", "digest"];

/** Renames what was renamed since; a newer name that is there already wins. Extensions become a map with proper keys. */
function renameMembers(entry: Members): Record<string, unknown> {
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

interface ReadEntry {
  readonly entry?: Members;
  readonly drafts: readonly Draft[];
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
}

function readInline(
  entry: Record<string, unknown>,
  pointer: string,
  context: DialectContext,
): Pick<ReadEntry, "drafts" | "reasons"> {
  if (!Object.hasOwn(entry, "data") || !cardTypes.test(filled(entry["type"]) ?? "")) return { drafts: [], reasons: [] };
  const { drafts, reasons } = context.normaliseItem(entry["data"], under(pointer, "data"));
  const [draft] = drafts;
  if (draft === undefined || drafts.length > 1) return { drafts: [], reasons };
  entry["data"] = draft.card;
  const title = member(draft.card, "title");
  if (title !== undefined && entry["displayName"] === title) delete entry["displayName"];
  return { drafts, reasons };
}

function readEntry(value: unknown, pointer: string, context: DialectContext): ReadEntry {
  const stated = membersOf(value);
  const skip = (message: string): ReadEntry => ({ drafts: [], reasons: [], notes: [{ pointer, message }] });
  if (stated === undefined) return skip("the entry is no object and was left out");
  if (sealing.some((name) => Object.hasOwn(stated, name)))
    return { ...skip("the entry is signed or has a digest, and was left as it is"), entry: stated };
  const notes: Note[] = [];
  const entry = renameMembers(stated);
  const type = filled(entry["type"]);
  if (type !== undefined && cardTypes.test(type)) entry["type"] = cardMediaType;
  const identifier = filled(entry["identifier"]);
  if (identifier === undefined) return skip("the entry has no identifier and was left out");
  const old = oldIdentifier.exec(identifier)?.[1];
  if (isServerName(old)) entry["identifier"] = airIdentifier(old).identifier;
  const url = filled(entry["url"]);
  if (url === undefined && !Object.hasOwn(entry, "data"))
    return skip("the entry has neither url nor data and was left out");
  if (url !== undefined && Object.hasOwn(entry, "data")) {
    delete entry["url"];
    notes.push({ pointer: under(pointer, "url"), message: "the entry has url and data: data stayed" });
  } else if (url !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    if (context.url !== undefined && URL.canParse(url, context.url.href))
      entry["url"] = new URL(url, context.url.href).href;
    else
      notes.push({
        pointer: under(pointer, "url"),
        message: "the url is relative, and where the catalog was served is not known",
      });
  }
  const inline = readInline(entry, pointer, context);
  if (Object.keys(stated).some((name) => Object.hasOwn(renamed, name)))
    notes.push({ pointer, message: "older member names were replaced" });
  return { entry, ...inline, notes };
}

/** A host needs a name to show: where it states none, its identifier will do, and without one it says nothing. */
function readHost(host: unknown): Members {
  const stated = membersOf(host);
  if (stated === undefined) return {};
  if (filled(stated["displayName"]) !== undefined) return { host: stated };
  const displayName = filledMember(stated, "name", "identifier", "domain");
  return displayName === undefined ? {} : { host: { ...stated, displayName } };
}

/** The identity by which entries of one catalog must differ (spec.md 2.3). */
function identityOf(entry: Members): string {
  return `${String(entry["identifier"])}\n${String(entry["version"] ?? "")}`;
}

/** Reads a catalog of any generation. Without `entries` there is no catalog; entries that mean nothing are left out. */
export function readCatalog(value: unknown, context: DialectContext): Normalised {
  const { pointer } = context;
  const root = membersOf(value);
  if (root === undefined || !Array.isArray(root["entries"]))
    return { drafts: [], reasons: [{ code: "not-a-server", pointer, message: "the catalog has no entries" }] };
  const listed = itemsOf(root["entries"]);
  const read = listed
    .slice(0, maxListedServers)
    .map((each, index) => readEntry(each, under(pointer, "entries", index), context));
  const seen = new Set<string>();
  const entries = read.flatMap(({ entry }) => {
    if (entry === undefined || seen.has(identityOf(entry))) return [];
    seen.add(identityOf(entry));
    return [entry];
  });
  const { specVersion, host, entries: _, $schema: __, ...rest } = renameMembers(root);
  const current = typeof specVersion === "string" && /^1\.\d+$/.test(specVersion) ? specVersion : catalogVersion;
  const catalog = { specVersion: current, ...readHost(host), ...rest, entries };
  const drafts = read.flatMap((each) => each.drafts);
  const notes = read.flatMap((each) => each.notes);
  const lost = read.filter(({ entry }) => entry !== undefined).length - entries.length;
  if (lost > 0)
    notes.push({
      pointer: under(pointer, "entries"),
      message: `${lost} entries repeat an identifier and were left out`,
    });
  if (listed.length > maxListedServers)
    notes.push({ pointer: under(pointer, "entries"), message: `only the first ${maxListedServers} entries were read` });
  const reasons = read.flatMap((each) => each.reasons);
  if (!Object.hasOwn(root, "signature")) return { drafts, reasons, catalog, notes };
  const signed: Reason = {
    code: "signed",
    pointer: under(pointer, "signature"),
    message: "the catalog is signed: whoever signed it has to write it anew",
  };
  return { drafts, reasons: [...reasons, signed] };
}
